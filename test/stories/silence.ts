import { expect } from 'vitest'
import { emailOf } from './cast.ts'
import type { Tell } from './timeline.ts'

/** Addresses that do not exist. */
export const BOUNCING = [emailOf('bounced', 'anna')]

/** What happens when nobody answers. */
export function silence(story: Tell): void {
  story(
    'silent through the whole chain: fallback, carried out by the accountable person, checked',
    'chain',
    { trigger: { decideBy: '10 wd' } },
    async (t) => {
      await t.at('2026-03-09 09:00')
      await t.report('2026-W10', 80)
      await t.at('2026-04-02 16:59')
      expect(await t.mailsAt('anna')).toEqual(['2026-03-10 08:00', '2026-03-12 08:00'])
      // Told on Monday 16th, asked on Wednesday 18th, each with the next mail of her own; reminded once.
      expect(await t.mailsAt('maria')).toEqual(['2026-03-17 08:00', '2026-03-19 08:00', '2026-03-23 08:00'])
      const [note, asked] = await t.mails('maria')
      expect(note).toMatchObject({ subject: 'For your information: one question is without an answer' })
      expect(note!.text).toContain('Anna chain has not answered')
      expect(note!.text).toContain('On Thursday 19 March you will get the question too.')
      expect(asked!.subject).toMatch(/^Now with you too: /)
      expect(await t.mailsAt('ben')).toEqual(['2026-03-23 08:00', '2026-03-25 08:00'])
      expect(await t.mailsAt('carl')).toEqual(['2026-03-25 08:00', '2026-03-27 08:00'])
      // The desk serves everybody and sees other stories' questions too; what counts here are the mails that asked for this one.
      expect((await t.asks('desk')).flatMap((ask) => ask.mails)).toEqual([
        '2026-03-27T08:00:00Z',
        '2026-03-31T07:00:00Z',
      ])
      expect(await t.decision()).toMatchObject({ state: 'open', overdue: true })

      await t.at('2026-04-02 17:01')
      expect(await t.decision()).toMatchObject({
        state: 'decided',
        choice: { option: 'wait', by: 'fallback', via: 'fallback' },
      })
      expect((await t.asks('anna')).map((ask) => ask.state)).toEqual(['withdrawn'])
      await t.at('2026-04-03 09:00')
      expect((await t.mailsAt('carl')).at(-1)).toBe('2026-04-03 08:00')
      const { link, text } = await t.newest('carl')
      expect(text).toContain('Nobody chose it')
      await t.at('2026-04-07 10:00')
      expect((await t.answer(link, 'done', { text: 'We waited, as agreed with the wards.' })).status).toBe(200)
      await t.moment()
      expect(await t.decision()).toMatchObject({ state: 'in-effect' })
      await t.at('2026-04-20 09:00')
      await t.report('2026-W16', 96)
      await t.at('2026-04-24 09:00')
      expect(await t.decision()).toMatchObject({ state: 'closed', checks: [{ result: 'effective' }] })
      expect(await t.told()).toEqual([
        'Decision opened, trigger',
        'Ask opened, clock',
        'Manager told, clock',
        'Ask escalated, clock',
        'Ask escalated, clock',
        'Decision overdue, clock',
        'Ask escalated, clock',
        'Ask escalated, clock',
        // One instant, in the order of causes: what was decided ends the asks and opens the one to carry it out.
        'Decision decided, fallback',
        ...Array.from({ length: 5 }, () => 'Ask withdrawn, clock'),
        'Ask opened, clock',
        'Decision in effect, carl by link',
        'Episode ended, trigger',
        'Decision closed, clock',
      ])
      expect([await t.mailsAt('anna'), await t.mailsAt('maria')].flat()).toHaveLength(5)
    },
  )

  story(
    'the deadline comes before the second mail: reminded at the deadline, the chain starts then',
    'short',
    {},
    async (t) => {
      await t.at('2026-03-09 09:00')
      await t.report('2026-W10', 80)
      await t.at('2026-03-13 09:00')
      expect(await t.decision()).toMatchObject({ overdue: true, decideBy: '2026-03-12T17:00:00Z' })
      expect(await t.mailsAt('anna')).toEqual(['2026-03-10 08:00', '2026-03-12 08:00'])
      await t.at('2026-03-16 09:00')
      expect(await t.mailsAt('maria')).toEqual(['2026-03-16 08:00'])
      await t.answer((await t.newest('maria')).link, 'decide', { option: 'staff', text: 'Decided for Anna.' })
      await t.moment()
      expect((await t.asks('anna')).map((ask) => ask.state)).toEqual(['withdrawn'])
      const page = await t.open((await t.newest('anna')).link)
      expect(page.text).toContain('Maria short')
    },
  )

  story(
    'the manager reads on which of her own mornings the question comes to her too, in her own zone',
    'morning',
    { trigger: { decideBy: '10 wd' }, people: { maria: { timezone: 'Pacific/Auckland' } } },
    async (t) => {
      await t.at('2026-03-09 09:00')
      await t.report('2026-W10', 80)
      await t.at('2026-03-27 09:00')
      const [note, asked] = await t.mails('maria', 'Pacific/Auckland')
      expect(note).toMatchObject({
        at: '2026-03-17 08:00',
        text: expect.stringContaining('Anna morning has not answered'),
      })
      expect(note!.text).toContain('On Thursday 19 March you will get the question too.')
      expect(asked).toMatchObject({ at: '2026-03-19 08:00', subject: expect.stringMatching(/^Now with you too: /) })
    },
  )

  const away = { from: '2026-03-09', to: '2026-03-20' }
  story(
    'absent, so the deputy is asked, and leads from then on',
    'away',
    { people: { anna: { absences: [away] } } },
    async (t) => {
      await t.at('2026-03-09 09:00')
      await t.report('2026-W10', 80)
      await t.at('2026-03-11 09:00')
      expect(await t.mailsAt('anna')).toEqual([])
      expect(await t.mailsAt('ben')).toEqual(['2026-03-11 08:00'])
      const { link, text } = await t.newest('ben')
      expect(text).toContain('It was first meant for Anna away')
      await t.answer(link, 'decide', { option: 'staff' })
      await t.moment()
      expect(await t.decision()).toMatchObject({ choice: { by: 'ben-away' } })
      const handed = (await t.history()).find(({ what }) => what === 'Ask handed on')
      expect(handed).toMatchObject({ why: 'Ben away (deputy) is asked: Anna away is away' })
      await t.at('2026-03-24 09:00')
      expect(await t.mailsAt('anna')).toEqual([])
    },
  )

  story(
    'absent when it is urgent: the deputy has it in the same minute',
    'rush',
    { trigger: { severity: 'S1' }, people: { anna: { absences: [away] } } },
    async (t) => {
      await t.at('2026-03-14 11:00')
      await t.report('2026-W10', 60)
      expect(await t.mailsAt('ben')).toEqual(['2026-03-14 11:00'])
      expect(await t.mailsAt('anna')).toEqual([])
      await t.answer((await t.newest('ben')).link, 'decide', { option: 'staff' })
    },
  )

  story(
    'silent when it is urgent, on a Saturday: from hour to hour the next of the chain is asked, until somebody answers',
    'alarm',
    { trigger: { severity: 'S1' } },
    async (t) => {
      await t.at('2026-03-14 10:00')
      await t.report('2026-W10', 60)
      expect((await t.newest('anna')).text).toMatch(
        /Without an answer by .*11:00 it goes, step by step, to Maria alarm, Ben alarm, Carl alarm and The Desk/,
      )
      await t.at('2026-03-14 13:30')
      const asked = await Promise.all((['anna', 'maria', 'ben', 'carl'] as const).map((who) => t.mailsAt(who)))
      expect(asked).toEqual([
        ['2026-03-14 10:00', '2026-03-14 11:00'],
        ['2026-03-14 11:00'],
        ['2026-03-14 12:00'],
        ['2026-03-14 13:00'],
      ])
      expect((await t.newest('ben')).subject).toMatch(/^Urgent: /)
      await t.answer((await t.newest('ben')).link, 'decide', { option: 'staff' })
      await t.at('2026-03-17 09:00')
      expect(await t.mailsAt('anna')).toHaveLength(2)
      expect(await t.decision()).toMatchObject({ state: 'in-effect', choice: { option: 'staff' }, overdue: false })
      expect((await t.told()).slice(0, 5)).toEqual([
        'Decision opened, trigger',
        'Ask opened, clock',
        'Ask escalated, clock',
        'Ask escalated, clock',
        'Ask escalated, clock',
      ])
    },
  )

  story(
    'holidays and the weekend are no working days: mail and deadline wait for Tuesday',
    'feast',
    { holidays: ['2026-03-13', '2026-03-16'] },
    async (t) => {
      await t.at('2026-03-12 09:00')
      await t.report('2026-W10', 80)
      // The working days after Thursday: Tuesday, Wednesday, Thursday.
      expect(await t.decision()).toMatchObject({ decideBy: '2026-03-19T17:00:00Z' })
      await t.at('2026-03-16 12:00')
      expect(await t.mailsAt('anna')).toEqual([])
      await t.at('2026-03-17 09:00')
      expect(await t.mailsAt('anna')).toEqual(['2026-03-17 08:00'])
      await t.answer((await t.newest('anna')).link, 'decide', { option: 'wait' })
    },
  )

  story(
    'a mail bounces: the person counts as unreachable, the question goes on the next morning',
    'bounced',
    {},
    async (t) => {
      await t.at('2026-03-09 09:00')
      await t.report('2026-W10', 80)
      await t.at('2026-03-10 09:00')
      expect(await t.mailsAt('anna')).toEqual(['2026-03-10 08:00'])
      const [state] = (await t.stage.ledger('PERSON#anna-bounced')).filter(({ sk }) => sk === 'STATE')
      expect(state).toMatchObject({ unreachable: { because: 'hard bounce (General)' } })
      // Handed on with Anna's slot of Wednesday, in Ben's next mail.
      await t.at('2026-03-12 09:00')
      expect(await t.mailsAt('ben')).toEqual(['2026-03-12 08:00'])
      expect((await t.newest('ben')).text).toContain('It was first meant for Anna bounced')
      await t.answer((await t.newest('ben')).link, 'decide', { option: 'staff' })
      await t.at('2026-03-20 09:00')
      expect(await t.mailsAt('anna')).toHaveLength(1)
    },
  )
}
