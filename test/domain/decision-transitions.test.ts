import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decision } from '../../domain/decision.ts'
import { isRefused, type Outcome } from '../../domain/decision-change.ts'
import { followingStates } from '../../domain/decision-course.ts'
import { dueAtOf, stageOf } from '../../domain/decision-deadlines.ts'
import { openedDecision, organisation, START } from './ask-organisation.ts'
import { apply, type Command, commands } from './decision-commands.ts'
import { sentenceOf } from './told.ts'

const plan = organisation()

/** Runs the commands and shows every step to `look`. */
const run = (
  list: Command[],
  look: (before: Decision, outcome: Outcome, now: number, command: Command) => void,
  attempt: 1 | 2 = 1,
): Decision => {
  let decision = openedDecision(plan, START, { attempt })
  let now = START
  for (const command of list) {
    now += command.after
    const outcome = apply(plan, decision, command, now)
    look(decision, outcome, now, command)
    if (!isRefused(outcome)) decision = outcome.decision
  }
  return decision
}

const always = (look: (before: Decision, outcome: Outcome, now: number, command: Command) => void) =>
  fc.assert(
    fc.property(commands, fc.constantFrom(1 as const, 2 as const), (list, attempt) => void run(list, look, attempt)),
    { numRuns: 500 },
  )

describe('any sequence of commands', () => {
  it('never leaves the table of transitions, grows the revision by one, and stays a valid record', () => {
    always((before, outcome, _now, command) => {
      if (isRefused(outcome)) {
        expect(sentenceOf(outcome.refused), command.name).toMatch(/[.]$/)
        return
      }
      expect(followingStates(before.state)).toContain(outcome.decision.state)
      expect(outcome.decision.revision).toBe(before.revision + 1)
      expect(outcome.history).toMatchObject({ decision: before.id })
      expect(outcome.history.why).not.toBe('')
      expect(() => Decision.parse(JSON.parse(JSON.stringify(outcome.decision)))).not.toThrow()
    })
  })

  it('keeps question, evidence, deadlines and the first choice as they were', () => {
    always((before, outcome) => {
      if (isRefused(outcome)) return
      const { question, evidence, respondBy, decideBy, fallbackAt, options, choice } = before
      expect(outcome.decision).toMatchObject({ question, evidence, respondBy, decideBy, fallbackAt, options })
      if (choice) expect(outcome.decision.choice).toEqual(choice)
    })
  })

  it('is never decided by the fallback before its time, and a fallback is nobody’s choice', () => {
    always((before, outcome, now, command) => {
      if (isRefused(outcome) || !outcome.decision.choice || before.choice) return
      const { choice } = outcome.decision
      expect(choice.by === 'fallback').toBe(command.name === 'fallback')
      if (choice.by === 'fallback') expect(now).toBeGreaterThanOrEqual(Date.parse(before.fallbackAt))
    })
  })

  it('is withdrawn only while nobody has acted, and overdue only after decide-by', () => {
    always((before, outcome, now) => {
      if (isRefused(outcome)) return
      if (outcome.decision.state === 'withdrawn') expect(before.state).toBe('open')
      if (outcome.decision.overdue && !before.overdue) expect(now).toBeGreaterThanOrEqual(Date.parse(before.decideBy))
    })
  })

  it('always waits for something with a whole number of seconds of at least 1, or is done', () => {
    always((before, _outcome, now) => {
      const wait = stageOf(before, now)
      expect(Number.isInteger(wait.seconds) && wait.seconds >= 1).toBe(true)
      expect(wait.until).toBe(dueAtOf(before))
      expect(wait.until === undefined).toBe(wait.stage === 'done')
      expect(wait.stage === 'done').toBe(['closed', 'dismissed', 'withdrawn', 'merged'].includes(before.state))
    })
  })

  it('ends: at each deadline the command of the machine is accepted, until nothing waits', () => {
    fc.assert(
      fc.property(commands, fc.nat(11), (list, seed) => {
        let decision = run(list, () => {})
        let now = START
        for (let i = 0; i < 12 && stageOf(decision, now).stage !== 'done'; i++) {
          const { stage, until } = stageOf(decision, now)
          now = Math.max(now, Date.parse(until!))
          const name = (
            {
              decide: 'overdue',
              overdue: 'fallback',
              'carry-out': 'effect',
              'await-effect-date': 'effect',
              effect: 'check',
            } as const
          )[stage as 'decide']
          const outcome = apply(plan, decision, { name, after: 0, seed: stage === 'effect' ? seed : 0 }, now)
          expect(isRefused(outcome), JSON.stringify(outcome)).toBe(false)
          if (!isRefused(outcome)) decision = outcome.decision
        }
        expect(stageOf(decision, now).stage).toBe('done')
      }),
      { numRuns: 500 },
    )
  })
})
