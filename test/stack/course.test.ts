import { describe, expect, it } from 'vitest'
import { definitionOf, type State } from './deployment.ts'

const course = definitionOf('Decision')
const states = Object.entries(course.States)
const nexts = (state: State) =>
  [
    state.Next,
    state.Default,
    ...(state.Choices ?? []).map((choice) => choice.Next),
    ...(state.Catch ?? []).map((one) => one.Next),
  ].filter((next) => next !== undefined)
const ofKind = (test: (state: State) => boolean) => states.filter(([, state]) => test(state))

describe('the course of a decision', () => {
  it('is written in JSONata', () => {
    expect(course.QueryLanguage).toBe('JSONata')
  })

  it('leads only to states that exist, and to every state', () => {
    const reached = new Set([course.StartAt])
    for (const name of reached) for (const next of nexts(course.States[name]!)) reached.add(next)
    expect([...reached].sort()).toEqual(Object.keys(course.States).sort())
  })

  it('names choices as questions and nothing else so', () => {
    for (const [name, state] of states) expect([name, name.endsWith('?')]).toEqual([name, state.Type === 'Choice'])
  })

  it('has names within the eighty characters of Step Functions', () => {
    for (const [name] of states) expect(name.length).toBeLessThanOrEqual(80)
  })

  it('knows what to do when a waiting stage times out or no longer waits', () => {
    const waiting = ofKind((state) => state.Resource?.endsWith('.waitForTaskToken') ?? false)
    expect(waiting.map(([name]) => name)).toEqual(['Await the decision', 'Await the chain', 'Await carrying out'])
    for (const [, state] of waiting) {
      expect(state.TimeoutSeconds).toBe('{% $seconds %}')
      const caught = state.Catch!.flatMap((one) => one.ErrorEquals)
      expect(caught).toContain('States.Timeout')
      expect(caught).toContain('DynamoDb.ConditionalCheckFailedException')
    }
  })

  it('never tries a failed condition again, since it is an answer', () => {
    for (const [, state] of ofKind((one) => one.Catch !== undefined)) {
      const first = state.Retry![0]!
      expect(first.MaxAttempts).toBe(0)
      expect(first.ErrorEquals).toEqual(state.Catch![0]!.ErrorEquals)
    }
  })

  it('never retries the end of a wait', () => {
    for (const [, state] of ofKind((one) => one.Resource?.endsWith('.waitForTaskToken') ?? false)) {
      for (const retrier of state.Retry!) {
        expect(retrier.ErrorEquals).not.toContain('States.Timeout')
        expect(retrier.ErrorEquals).not.toContain('States.ALL')
      }
    }
  })

  it('bounds every call of the function and tries it again', () => {
    const acts = ofKind((state) => state.Resource === 'arn:aws:states:::lambda:invoke')
    expect(acts.map(([, state]) => state.Arguments!.Payload!.act).sort()).toEqual([
      'check',
      'fallback',
      'open',
      'overdue',
      'settle',
      'take-effect',
    ])
    for (const [, state] of acts) {
      expect(state.TimeoutSeconds).toBeGreaterThan(30)
      expect(state.Retry!.flatMap((one) => one.ErrorEquals)).toEqual(
        expect.arrayContaining(['States.TaskFailed', 'States.Timeout']),
      )
    }
  })

  it('settles the asks after every way out of waiting for a choice', () => {
    for (const name of ['Await the decision', 'Await the chain', 'Await carrying out']) {
      expect(course.States[name]!.Next).toBe('Settle the asks')
    }
  })

  it('ends only done, handed over, superseded, or failed by name', () => {
    const ends = ofKind((state) => state.Type === 'Succeed' || state.Type === 'Fail').map(([name]) => name)
    expect(ends.sort()).toEqual(['Already running', 'Done', 'Handed over', 'Unknown stage'])
  })

  it('fits a definition of Step Functions (1 MB) many times over', () => {
    expect(JSON.stringify(course).length).toBeLessThan(20_000)
  })
})
