import { expect } from 'vitest'
import { kpiOf } from './cast.ts'
import type { Tell } from './timeline.ts'

/** What systems do: post again, too fast, too late, not at all. */
export function data(story: Tell): void {
  story(
    'the same observation posted three times and in parallel: one revision, one decision',
    'thrice',
    {},
    async (t) => {
      await t.at('2026-03-09 09:00')
      const answers = await Promise.all([1, 2, 3].map(() => t.post('2026-W10', 80)))
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
      expect(answers.map(({ result }) => result).sort()).toEqual(['recorded', 'unchanged', 'unchanged'])
      await t.moment()
      const again = await t.post('2026-W10', 80, {}, { 'idempotency-key': 'monday' })
      expect(again).toMatchObject({ status: 200, result: 'unchanged' })
      expect(await t.post('2026-W10', 80, {}, { 'idempotency-key': 'monday' })).toMatchObject({ status: 200 })
      expect((await t.post('2026-W10', 81, {}, { 'idempotency-key': 'monday' })).status).toBe(422)
      await t.moment()
      const [slot] = (await t.stage.everything('MeasurementsTable')).filter(
        ({ pk, sk }) => pk === 'SERIES#waits-thrice' && sk === 'OBS#2026-W10',
      )
      expect(slot!.revisions).toHaveLength(1)
      await t.at('2026-03-10 09:00')
      expect(await t.decision()).toMatchObject({ state: 'open' })
      expect(await t.mailsAt('anna')).toEqual(['2026-03-10 08:00'])
      await t.answer((await t.newest('anna')).link, 'decide', { option: 'staff' })
    },
  )

  story(
    'faster than the usage plan allows: 429 says when to come back, and then it is accepted',
    'fast',
    {},
    async (t) => {
      await t.at('2026-03-09 13:00')
      const burst = await Promise.all(
        Array.from({ length: 25 }, () => t.stage.post({ kpi: kpiOf('fast'), period: '2026-W10', value: 96 })),
      )
      const refused = burst.filter(({ status }) => status === 429)
      expect(burst.filter(({ status }) => status === 200)).toHaveLength(20)
      expect(refused).toHaveLength(5)
      for (const { headers, body } of refused) {
        expect(headers['content-type'] ?? headers['Content-Type']).toBe('application/problem+json')
        expect(JSON.parse(String(body))).toMatchObject({ status: 429 })
      }
      await t.at('2026-03-09 13:00:01')
      expect(await t.post('2026-W10', 96)).toMatchObject({ status: 200, result: 'unchanged' })
    },
  )

  story(
    'a key that may not post this KPI, a wrong key, no key: refused with what to do, nothing stored',
    'barred',
    { forbidden: true },
    async (t) => {
      await t.at('2026-03-09 12:00')
      const refused = await t.post('2026-W10', 80)
      expect(refused.status).toBe(403)
      expect(refused.detail).toContain("add it to the source's kpis in the plan")
      expect((await t.post('2026-W10', 80, {}, { 'x-api-key': 'wrong' })).status).toBe(403)
      const none = await t.stage.runner.post('/live/v1/observations', {
        kpi: 'waits-barred',
        period: '2026-W10',
        value: 80,
      })
      expect(none.status).toBe(403)
      await t.moment()
      const stored = await t.stage.everything('MeasurementsTable')
      expect(stored.filter(({ pk, sk }) => pk === 'SERIES#waits-barred' && sk.startsWith('OBS#'))).toEqual([])
      expect(await t.decisions()).toEqual([])
    },
  )

  story(
    'no data at all for two periods: the steward is asked where they are, with the mail of that morning',
    'mute',
    { silent: {} },
    async (t) => {
      // Week 10 is stale on Friday 13th and may simply precede the first delivery; week 11 is on Friday 20th.
      await t.at('2026-03-19 12:00')
      expect(await t.decisions()).toEqual([])
      await t.at('2026-03-20 09:00')
      expect(await t.decision()).toMatchObject({ kind: 'freshness', level: 'stale', decider: 'sue-mute' })
      expect(await t.mailsAt('sue')).toEqual(['2026-03-20 08:00'])
      expect((await t.newest('sue')).text).toContain('Where are the figures of mute?')
      await t.answer((await t.newest('sue')).link, 'decide', {
        option: 'send',
        text: 'The export stopped; fixed today.',
      })
      await t.moment()
      expect(await t.mailsAt('anna')).toEqual([])
      expect(await t.decision()).toMatchObject({ choice: { by: 'sue-mute' } })
    },
  )

  story(
    'silence holds the value triggers back; late data withdraw the untouched question and let them speak',
    'tardy',
    { silent: {}, kpi: { settle: '12 d' } },
    async (t) => {
      await t.at('2026-03-09 09:00')
      await t.report('2026-W10', 80, { status: 'provisional' })
      // Provisional figures may fire from Saturday 21st on; by then week 11 is missing and the series is silent.
      await t.at('2026-03-24 07:45')
      expect(await t.decision()).toMatchObject({ kind: 'freshness', state: 'open', decider: 'sue-tardy' })
      expect(await t.mailsAt('sue')).toEqual(['2026-03-20 08:00'])
      expect(await t.mailsAt('anna')).toEqual([])
      await t.at('2026-03-24 09:30')
      await t.report('2026-W11', 79)
      const [silence, red] = await t.decisions()
      expect(silence).toMatchObject({ kind: 'freshness', state: 'withdrawn' })
      expect(red).toMatchObject({ kind: 'threshold', state: 'open', decider: 'anna-tardy' })
      const page = await t.open((await t.newest('sue')).link)
      expect(page.text).toContain('The figures arrived before anybody had to act.')
      await t.at('2026-03-25 09:00')
      expect(await t.mailsAt('anna')).toEqual(['2026-03-25 08:00'])
      expect(await t.mailsAt('sue')).toHaveLength(2)
      await t.answer((await t.newest('anna')).link, 'decide', { option: 'staff' })
    },
  )

  story(
    'a plan applied in the middle: the open question stays where it is, the next one goes to the new owner',
    'change',
    {},
    async (t) => {
      await t.at('2026-03-09 09:00')
      await t.report('2026-W10', 80)
      await t.at('2026-03-11 10:00')
      await t.recast({ kpi: { owner: 'ben-change' } })
      expect(await t.decision()).toMatchObject({ decider: 'anna-change', planVersion: 1 })
      await t.answer((await t.newest('anna')).link, 'dismiss', { option: 'known' })
      await t.at('2026-03-16 09:00')
      await t.report('2026-W11', 97)
      await t.at('2026-03-23 09:00')
      await t.report('2026-W12', 70)
      await t.at('2026-03-24 09:00')
      const [, second] = await t.decisions()
      expect(second).toMatchObject({ decider: 'ben-change', state: 'open' })
      expect(second!.planVersion).toBeGreaterThan(1)
      expect(await t.mailsAt('ben')).toEqual(['2026-03-24 08:00'])
      await t.answer((await t.newest('ben')).link, 'decide', { option: 'staff' })
    },
  )

  story(
    'somebody leaves the organisation with a question open: applying hands it on, and the next slot asks the deputy',
    'leaver',
    { trigger: { decideBy: '10 wd' } },
    async (t) => {
      await t.at('2026-03-09 09:00')
      await t.report('2026-W10', 80)
      await t.at('2026-03-10 10:30')
      await t.recast({ trigger: { decideBy: '10 wd' }, kpi: { owner: 'ben-leaver' }, without: 'anna' })
      await t.at('2026-03-11 09:00')
      expect(await t.mailsAt('anna')).toEqual(['2026-03-10 08:00'])
      expect(await t.mailsAt('ben')).toEqual(['2026-03-11 08:00'])
      await t.answer((await t.newest('ben')).link, 'decide', { option: 'staff' })
      expect((await t.history()).find(({ what }) => what === 'Ask handed on')?.why).toContain('left the plan')
    },
  )
}
