import { expect } from 'vitest'
import { formatPeriod, parsePeriod } from '../../domain/period.ts'
import { kpiOf } from './cast.ts'
import type { Tell } from './timeline.ts'

const NEWEST = parsePeriod('weekly', '2026-W10')

/** A year that ended well, in the middle of which it was bad three times. */
const past = (back: number) => ([9, 20, 33].includes(back) ? 70 : 97)

/** What comes all at once, long after its time. */
export function backFill(story: Tell): void {
  story(
    'a year of history in one morning: one mail, and only the questions that are true now',
    'year',
    { kpis: 2, silent: {} },
    async (t) => {
      await t.at('2026-03-09 09:00')
      const weeks = Array.from({ length: 52 }, (_, back) => back)
      const rows = [1, 2].flatMap((number) =>
        weeks.map((back) => ({
          kpi: kpiOf('year', number),
          period: formatPeriod('weekly', NEWEST - back),
          // The second one is well again, the first is not.
          value: back === 0 && number === 1 ? 80 : past(back),
        })),
      )
      // Two requests, each with weeks from all over the year, the newest last in neither.
      for (const half of [0, 1]) {
        const part = rows.filter((_, i) => i % 2 === half)
        expect((await t.stage.post({ observations: part })).status).toBe(200)
        await t.moment()
      }
      await t.at('2026-03-10 09:00')
      const decisions = await t.decisions()
      const open = decisions.filter(({ state }) => state === 'open')
      expect(open.map(({ kpi }) => kpi).sort()).toEqual(['waits-year'])
      expect(decisions.filter(({ state }) => state !== 'open' && state !== 'withdrawn')).toEqual([])
      expect(await t.mailsAt('anna')).toEqual(['2026-03-10 08:00'])
      expect(await t.mailsAt('sue')).toEqual([])
      const { text } = await t.newest('anna')
      expect(text).toContain('What do we do about waits 1 of year?')
      expect(text).not.toContain('What do we do about waits 2 of year?')
      // What came and went while the history arrived was in no mail.
      const taken = (await t.asks('anna')).filter(({ state }) => state !== 'open')
      expect(taken.flatMap(({ mails }) => mails)).toEqual([])
    },
  )
}
