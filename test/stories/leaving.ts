import { expect } from 'vitest'
import { idOf, kpiOf } from './cast.ts'
import type { Tale } from './tale.ts'
import type { Tell } from './timeline.ts'

/** Posts a figure of one of the story's further KPIs. */
async function reportOf(t: Tale, number: number, period: string, value: number): Promise<void> {
  const { status } = await t.stage.post({ kpi: kpiOf(t.key, number), period, value })
  expect(status).toBe(200)
  await t.moment()
}

/** Names and status of the executions that serve the story's decisions. */
async function machines(t: Tale): Promise<string[]> {
  const ids = (await t.decisions()).map(({ id }) => id)
  const { executions } = await t.stage.aws('states', 'AWSStepFunctions.ListExecutions', {
    stateMachineArn: t.stage.output('DecisionMachine'),
  })
  const all = executions as { name: string; status: string }[]
  return all.filter(({ name }) => ids.some((id) => name.startsWith(id))).map(({ status }) => status)
}

/** What becomes of what is under way when somebody leaves or something is dropped. */
export function leaving(story: Tell): void {
  story(
    'somebody leaves with three open questions and the apply dies on the way: the audit hands the rest to the deputy, once',
    'leaves',
    { kpis: 3 },
    async (t) => {
      await t.at('2026-03-09 10:00')
      await t.report('2026-W10', 80)
      for (const number of [2, 3]) await reportOf(t, number, '2026-W10', 80)
      await t.at('2026-03-10 08:30')
      const { link } = await t.newest('anna')
      await t.at('2026-03-10 10:30')
      // The move of the pointer, the first hand-on, and then it dies.
      const { faults } = t.stage.runner
      faults.once({ function: 'ApplyingApplyPlan', operation: 'TransactWriteItems', when: 'before', nth: 3 })
      const without = { kpis: 3, without: 'anna', kpi: { owner: idOf(t.key, 'ben') } } as const
      await expect(t.recast(without)).rejects.toThrow(/not applied/)
      expect(faults.armed).toBe(0)
      const handedOn = async () => (await t.asks('ben')).filter(({ state }) => state === 'open').length
      expect(await handedOn()).toBe(1)
      const page = await t.open(link)
      expect([page.status, page.text]).toEqual([410, expect.stringContaining('no longer in the plan')])
      await t.at('2026-03-10 12:05')
      expect(await handedOn()).toBe(3)
      expect((await t.asks('anna')).map(({ state }) => state)).toEqual(['handed-on', 'handed-on', 'handed-on'])
      for (const decision of await t.decisions()) {
        const lines = await t.history(decision)
        expect(lines.filter(({ what }) => what === 'Ask handed on').map(({ why }) => why)).toEqual([
          expect.stringMatching(/^Ben leaves \(deputy\) is asked: Anna leaves left the plan/),
        ])
      }
      await t.at('2026-03-11 08:30')
      expect(await t.mailsAt('ben')).toEqual(['2026-03-11 08:00'])
      expect(await t.mailsAt('anna')).toEqual(['2026-03-10 08:00'])
    },
  )

  story(
    'a KPI goes while its mail is being sent: question and machine end, who was mailed is told once; back again, it may ask anew',
    'drops',
    { kpis: 2 },
    async (t) => {
      await t.at('2026-03-16 10:00')
      await reportOf(t, 2, '2026-W11', 80)
      await t.at('2026-03-17 07:59')
      let applied: Promise<number> | undefined
      t.stage.runner.faults.once({
        function: 'PostSendMail',
        operation: 'SendRawEmail',
        when: 'hold',
        run: () => {
          applied = t.recast({ kpis: 1 })
        },
      })
      await t.at('2026-03-17 08:30')
      await applied
      const [first] = await t.decisions()
      expect(first).toMatchObject({ state: 'withdrawn', withdrawal: { reason: 'kpi-removed' } })
      expect(await t.told(first)).toContain('Decision withdrawn, plan')
      expect(await machines(t)).toEqual(['SUCCEEDED'])
      const asked = await t.newest('anna')
      expect((await t.open(asked.link)).text).toMatch(/The plan changed and no longer measures this/)
      await t.at('2026-03-18 08:30')
      expect(await t.mailsAt('anna')).toEqual(['2026-03-17 08:00', '2026-03-18 08:00'])
      expect(await t.newest('anna')).toMatchObject({ subject: expect.stringMatching(/needs no answer any more/) })
      await t.recast({ kpis: 2 })
      await t.at('2026-03-23 10:00')
      await reportOf(t, 2, '2026-W12', 97)
      await t.at('2026-03-30 10:00')
      await reportOf(t, 2, '2026-W13', 80)
      // Back in the plan it still fired, so it was asked again; that was taken back when it recovered, and then it fired anew.
      expect((await t.decisions()).map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn', 'open'])
      await t.at('2026-03-31 08:30')
      // Asked, reminded, told that it needs no answer any more, asked.
      const mails = ['2026-03-19 08:00', '2026-03-23 08:00', '2026-03-24 08:00', '2026-03-31 08:00']
      expect((await t.mailsAt('anna')).slice(2)).toEqual(mails)
    },
  )
}
