import { expect } from 'vitest'
import type { Tale } from './tale.ts'
import type { Tell } from './timeline.ts'

/** Names of the alarms that operations were mailed about since an instant. */
async function alarms(t: Tale, since: string): Promise<string[]> {
  const mails = await t.stage.mails('operations@example.org')
  const recent = mails.filter(({ at }) => at >= Date.parse(since))
  return recent.map(({ subject }) => /"Throughline-([^"]+)"/.exec(subject)?.[1] ?? subject)
}

/** Messages that wait in one of the queues of what failed. */
async function deadLetters(t: Tale, queue: 'mail' | 'calls'): Promise<number> {
  const urls = JSON.parse(t.stage.output('DeadLetterQueues')) as Record<string, string>
  const { Attributes } = await t.stage.aws('sqs', 'AmazonSQS.GetQueueAttributes', {
    QueueUrl: urls[queue],
    AttributeNames: ['ApproximateNumberOfMessages'],
  })
  return Number((Attributes as Record<string, string>).ApproximateNumberOfMessages)
}

/** Executions that serve the story's decision, by name and status. */
async function runs(t: Tale): Promise<string[]> {
  const { id } = await t.decision()
  const { executions } = await t.stage.aws('states', 'AWSStepFunctions.ListExecutions', {
    stateMachineArn: t.stage.output('DecisionMachine'),
  })
  const all = executions as { name: string; status: string; executionArn: string }[]
  return all.filter(({ name }) => name.startsWith(id)).map(({ name, status }) => `${name.slice(id.length)} ${status}`)
}

async function killExecution(t: Tale): Promise<void> {
  const { id } = await t.decision()
  const executionArn = `${t.stage.output('DecisionMachine').replace(':stateMachine:', ':execution:')}:${id}`
  await t.stage.aws('states', 'AWSStepFunctions.StopExecution', { executionArn })
}

/** What breaks: each on a day of its own, because an aimed fault strikes the next call of its kind. */
export function failures(story: Tell): void {
  story(
    'a function that fails twice and then works: nobody notices, and operations are not called',
    'stumble',
    {},
    async (t) => {
      await t.at('2026-03-09 10:00')
      for (const nth of [1, 2])
        t.stage.runner.faults.once({ function: 'DecisionsAdvanceDecision', when: 'before', nth })
      await t.report('2026-W10', 80)
      await t.at('2026-03-10 08:30')
      expect(t.stage.runner.faults.armed).toBe(0)
      expect(await t.mailsAt('anna')).toEqual(['2026-03-10 08:00'])
      expect(await runs(t)).toEqual([' RUNNING'])
      expect(await alarms(t, '2026-03-09T10:00:00Z')).toEqual([])
      await t.answer((await t.newest('anna')).link, 'dismiss', { option: 'known' })
    },
  )

  story(
    'a mail that always fails ends in its dead letters, operations are mailed, and later it still arrives, once',
    'fails',
    {},
    async (t) => {
      await t.at('2026-03-10 10:00')
      await t.report('2026-W10', 80)
      await t.at('2026-03-11 07:59')
      const { faults } = t.stage.runner
      for (let tries = 0; tries < 12; tries += 1)
        faults.once({ function: 'PostSendMail', operation: 'SendRawEmail', when: 'before' })
      await t.at('2026-03-11 09:30')
      expect(await t.mailsAt('anna')).toEqual([])
      expect(await deadLetters(t, 'mail')).toBeGreaterThan(0)
      expect(await alarms(t, '2026-03-11T07:59:00Z')).toContain('mail-dead-letters')
      await t.at('2026-03-11 16:00')
      expect(await t.mailsAt('anna')).toHaveLength(1)
      expect(await alarms(t, '2026-03-11T07:59:00Z')).toContain('overdue-mails')
      expect(faults.armed).toBe(0)
      await t.answer((await t.newest('anna')).link, 'dismiss', { option: 'known' })
    },
  )

  story('a scheduled call that fails three times waits among the failed calls, with an alarm', 'due', {}, async (t) => {
    await t.at('2026-03-12 06:59')
    for (let tries = 0; tries < 3; tries += 1)
      t.stage.runner.faults.once({ function: 'EvaluationEvaluateDue', when: 'before' })
    await t.at('2026-03-12 07:30')
    expect(await deadLetters(t, 'calls')).toBe(1)
    expect(await alarms(t, '2026-03-12T06:59:00Z')).toEqual(['failed-calls'])
  })

  story(
    'a change the stream never got through: kept in the archive, and within two hours the audit asks all the same',
    'lost',
    {},
    async (t) => {
      await t.at('2026-03-16 10:00')
      const { faults } = t.stage.runner
      // Once as part of its batch, which is halved then, and six times alone.
      for (let tries = 0; tries < 7; tries += 1)
        faults.once({ function: 'ConsequencesRunWorkflows', operation: 'StartExecution', when: 'before' })
      await t.report('2026-W11', 80)
      await t.at('2026-03-16 10:05')
      expect(await t.asks('anna')).toEqual([])
      await t.at('2026-03-16 12:10')
      expect(faults.armed).toBe(0)
      expect(await t.asks('anna')).toMatchObject([{ state: 'open' }])
      expect(await alarms(t, '2026-03-16T10:00:00Z')).toEqual(
        expect.arrayContaining(['ledger-failed-batches', 'stuck-workflows']),
      )
      await t.at('2026-03-17 08:30')
      expect(await t.mailsAt('anna')).toEqual(['2026-03-17 08:00'])
      await t.answer((await t.newest('anna')).link, 'dismiss', { option: 'known' })
    },
  )

  story(
    'an execution that was killed while nobody answers: the audit starts another after the deadline',
    'killed',
    {},
    async (t) => {
      await t.at('2026-03-16 11:00')
      await t.report('2026-W11', 80)
      await t.at('2026-03-18 12:00')
      await killExecution(t)
      await t.at('2026-03-19 16:30')
      expect(await t.decision()).toMatchObject({ state: 'open', overdue: false })
      await t.at('2026-03-19 19:10')
      expect(await t.decision()).toMatchObject({ state: 'open', overdue: true })
      expect(await runs(t)).toEqual(['-r2 RUNNING', ' ABORTED'])
      await t.answer((await t.newest('anna')).link, 'dismiss', { option: 'known' })
      await t.moment()
      expect(await runs(t)).toEqual(['-r2 SUCCEEDED', ' ABORTED'])
    },
  )

  story(
    'an execution that was killed, then answered: the answer counts at once and takes effect within two hours',
    'dead',
    {},
    async (t) => {
      await t.at('2026-03-23 11:00')
      await t.report('2026-W12', 80)
      await t.at('2026-03-24 09:00')
      await killExecution(t)
      await t.answer((await t.newest('anna')).link, 'decide', { option: 'staff' })
      expect(await t.decision()).toMatchObject({ state: 'decided' })
      await t.at('2026-03-24 11:10')
      expect(await t.decision()).toMatchObject({ state: 'in-effect' })
      expect(await t.told()).toEqual(
        expect.arrayContaining(['Decision decided, anna by link', 'Decision in effect, clock']),
      )
    },
  )

  story(
    'the write that marks a mail as sent meets a transaction: it is written all the same, and the mail is not sent twice',
    'conflict',
    {},
    async (t) => {
      await t.at('2026-03-24 12:00')
      await t.report('2026-W12', 80)
      await t.at('2026-03-25 07:59')
      const { faults, counts } = t.stage.runner
      const mark = { function: 'PostSendMail', operation: 'UpdateItem', when: 'conflict' } as const
      faults.once({ function: 'PostSendMail', operation: 'SendRawEmail', when: 'hold', run: () => faults.once(mark) })
      await t.at('2026-03-25 09:30')
      expect(faults.armed).toBe(0)
      expect([...counts].filter(([name]) => /^fault:conflict:PostSendMail.*:UpdateItem$/.test(name))).toHaveLength(1)
      expect(await t.mailsAt('anna')).toEqual(['2026-03-25 08:00'])
      await t.answer((await t.newest('anna')).link, 'dismiss', { option: 'known' })
    },
  )
}
