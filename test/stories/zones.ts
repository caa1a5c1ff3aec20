import { expect } from 'vitest'
import type { Tell } from './timeline.ts'

const NEW_YORK = 'America/New_York'

/** Instants at which somebody's mails were sent. */
const instants = (mails: { at: number }[]) => mails.map(({ at }) => new Date(at).toISOString().slice(0, 16))

/** Eight o'clock is eight o'clock of whoever reads it. Clocks change on 8 March in New York and on 29 March in London. */
export function spring(story: Tell): void {
  story(
    'London before and after the clocks go forward: eight o’clock both times',
    'london',
    { trigger: { decideBy: '15 wd' } },
    async (t) => {
      await t.at('2026-03-24 09:00')
      await t.report('2026-W12', 80)
      await t.at('2026-03-25 09:00')
      await t.answer((await t.newest('anna')).link, 'snooze', { until: '2026-03-31' })
      await t.at('2026-03-31 09:00')
      expect(await t.mailsAt('anna')).toEqual(['2026-03-25 08:00', '2026-03-31 08:00'])
      expect(instants(await t.stage.mails('anna.london@example.org'))).toEqual(['2026-03-25T08:00', '2026-03-31T07:00'])
      await t.answer((await t.newest('anna')).link, 'decide', { option: 'staff' })
    },
  )

  story(
    'New York on other dates: eight o’clock there, before and after',
    'newyork',
    { people: { anna: { timezone: NEW_YORK } }, trigger: { decideBy: '15 wd' } },
    async (t) => {
      await t.at('2026-03-02 09:00')
      await t.report('2026-W09', 80)
      await t.at('2026-03-03 15:00')
      await t.answer((await t.newest('anna')).link, 'snooze', { until: '2026-03-10' })
      await t.at('2026-03-10 15:00')
      expect(await t.mailsAt('anna', NEW_YORK)).toEqual(['2026-03-02 08:00', '2026-03-10 08:00'])
      expect(instants(await t.stage.mails('anna.newyork@example.org'))).toEqual([
        '2026-03-02T13:00',
        '2026-03-10T12:00',
      ])
      expect(await t.decision()).toMatchObject({ decideBy: '2026-03-23T21:00:00Z' })
      await t.answer((await t.newest('anna')).link, 'decide', { option: 'staff' })
    },
  )

  story(
    'two zones in one chain: each step waits for its own eight o’clock',
    'zones',
    { people: { anna: { timezone: NEW_YORK }, maria: { timezone: 'Asia/Kolkata' } }, trigger: { decideBy: '10 wd' } },
    async (t) => {
      await t.at('2026-03-09 09:00')
      await t.report('2026-W10', 80)
      await t.at('2026-03-19 15:00')
      // Opened at 05:00 in New York: the same morning there. Told at 12:00 UTC on the 13th, a Friday evening in Kolkata.
      expect(await t.mailsAt('anna', NEW_YORK)).toEqual(['2026-03-09 08:00', '2026-03-11 08:00'])
      expect(await t.mailsAt('maria', 'Asia/Kolkata')).toEqual(['2026-03-16 08:00', '2026-03-18 08:00'])
      await t.answer((await t.newest('maria')).link, 'decide', { option: 'staff' })
    },
  )
}

/** Clocks go back on 25 October in London and on 1 November in New York. */
export function autumn(story: Tell): void {
  story(
    'London before and after the clocks go back: one mail at eight o’clock, no second one an hour later',
    'london',
    { trigger: { decideBy: '15 wd' } },
    async (t) => {
      await t.at('2026-10-20 09:00')
      await t.report('2026-W42', 80)
      await t.at('2026-10-21 09:00')
      await t.answer((await t.newest('anna')).link, 'snooze', { until: '2026-10-26' })
      await t.at('2026-10-27 12:00')
      expect(await t.mailsAt('anna')).toEqual(['2026-10-21 08:00', '2026-10-26 08:00'])
      expect(instants(await t.stage.mails('anna.london@example.org'))).toEqual(['2026-10-21T07:00', '2026-10-26T08:00'])
      await t.answer((await t.newest('anna')).link, 'decide', { option: 'staff' })
    },
  )

  story(
    'New York a week later',
    'newyork',
    { people: { anna: { timezone: NEW_YORK } }, trigger: { decideBy: '15 wd' } },
    async (t) => {
      await t.at('2026-10-27 16:00')
      await t.report('2026-W43', 80)
      await t.at('2026-10-28 16:00')
      await t.answer((await t.newest('anna')).link, 'snooze', { until: '2026-11-02' })
      await t.at('2026-11-03 16:00')
      expect(await t.mailsAt('anna', NEW_YORK)).toEqual(['2026-10-28 08:00', '2026-11-02 08:00'])
      expect(instants(await t.stage.mails('anna.newyork@example.org'))).toEqual([
        '2026-10-28T12:00',
        '2026-11-02T13:00',
      ])
      await t.answer((await t.newest('anna')).link, 'decide', { option: 'staff' })
    },
  )
}
