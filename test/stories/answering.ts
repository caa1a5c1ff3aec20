import { expect } from 'vitest'
import type { Tell } from './timeline.ts'

/** What people do with a question. Figures of week 10 arrive on Monday 9 March, the first mail goes out on Tuesday. */
export function answering(story: Tell): void {
  story('answered at once: one mail, one decision, and after two good weeks it is closed', 'once', {}, async (t) => {
    await t.at('2026-03-09 09:00')
    await t.report('2026-W10', 80)
    await t.at('2026-03-10 08:30')
    const { link, subject } = await t.newest('anna')
    expect(subject).toContain('Waits 1 of once')
    const page = await t.answer(link, 'decide', { option: 'staff', text: 'Two nurses from Monday.' })
    expect(page.status).toBe(200)
    expect(page.text).toContain('Recorded. Thank you, Anna once.')
    await t.moment()
    expect(await t.decision()).toMatchObject({
      state: 'in-effect',
      choice: { option: 'staff', by: 'anna-once', via: 'link', rationale: 'Two nurses from Monday.' },
    })
    await t.at('2026-03-23 09:00')
    await t.report('2026-W12', 97)
    await t.at('2026-03-27 09:00')
    expect(await t.decision()).toMatchObject({ state: 'closed', checks: [{ result: 'effective', period: '2026-W12' }] })
    expect(await t.mailsAt('anna')).toEqual(['2026-03-10 08:00'])
    expect(await t.told()).toEqual([
      'Decision opened, trigger',
      'Ask opened, clock',
      'Decision decided, anna by link',
      'Decision in effect, clock',
      'Episode ended, trigger',
      'Decision closed, clock',
    ])
  })

  story(
    'acknowledged: the reminders rest, and the answer counts',
    'seen',
    { trigger: { decideBy: '10 wd' } },
    async (t) => {
      await t.at('2026-03-09 09:00')
      await t.report('2026-W10', 80)
      await t.at('2026-03-10 08:30')
      const { link } = await t.newest('anna')
      await t.answer(link, 'acknowledge')
      expect(await t.decision()).toMatchObject({ state: 'acknowledged' })
      await t.at('2026-03-20 12:00')
      expect(await t.mailsAt('anna')).toEqual(['2026-03-10 08:00'])
      expect(await t.mailsAt('maria')).toEqual([])
      await t.answer(link, 'decide', { option: 'wait' })
      await t.moment()
      expect(await t.decision()).toMatchObject({ state: 'in-effect', overdue: false })
      expect(await t.told()).toEqual([
        'Decision opened, trigger',
        'Ask opened, clock',
        'Decision acknowledged, anna by link',
        'Decision decided, anna by link',
        'Decision in effect, clock',
      ])
    },
  )

  story(
    'reminded after two working days, then answered: nobody else hears of it',
    'late',
    { trigger: { decideBy: '10 wd' } },
    async (t) => {
      await t.at('2026-03-09 09:00')
      await t.report('2026-W10', 80)
      await t.at('2026-03-12 09:00')
      expect(await t.mailsAt('anna')).toEqual(['2026-03-10 08:00', '2026-03-12 08:00'])
      const { link, subject } = await t.newest('anna')
      expect(subject).toMatch(/^Reminder: /)
      await t.answer(link, 'decide', { option: 'staff' })
      await t.at('2026-03-20 12:00')
      expect(await t.mailsAt('anna')).toHaveLength(2)
      expect([await t.mailsAt('ben'), await t.mailsAt('maria'), await t.mailsAt('desk')]).toEqual([[], [], []])
    },
  )

  story(
    'five questions for one person in one slot are one mail, and its one link answers each',
    'five',
    { kpis: 5 },
    async (t) => {
      await t.at('2026-03-09 09:00')
      const observations = [1, 2, 3, 4, 5].map((n) => ({
        kpi: n === 1 ? 'waits-five' : `waits${n}-five`,
        period: '2026-W10',
        value: 80,
      }))
      expect((await t.stage.post(observations)).status).toBe(200)
      await t.at('2026-03-10 08:30')
      expect(await t.mailsAt('anna')).toEqual(['2026-03-10 08:00'])
      const { link, text, subject } = await t.newest('anna')
      expect(subject).toContain('5 decisions wait for you')
      for (const n of [1, 2, 3, 4, 5]) expect(text).toContain(`What do we do about waits ${n} of five?`)
      for (const n of [4, 2]) await t.answer(link, 'decide', { option: 'wait' }, `waits ${n} of five`)
      await t.moment()
      const decided = (await t.decisions()).filter((one) => one.state === 'in-effect').map((one) => one.kpi)
      expect(decided.sort()).toEqual(['waits2-five', 'waits4-five'])
    },
  )

  story(
    'put off until Friday: a reminder on Friday, and the ladder goes on from there',
    'snooze',
    { trigger: { decideBy: '10 wd' } },
    async (t) => {
      await t.at('2026-03-09 09:00')
      await t.report('2026-W10', 80)
      await t.at('2026-03-10 08:30')
      const { link } = await t.newest('anna')
      await t.answer(link, 'snooze', { until: '2026-03-13' })
      await t.at('2026-03-13 09:00')
      expect(await t.mailsAt('anna')).toEqual(['2026-03-10 08:00', '2026-03-13 08:00'])
      expect((await t.history()).find(({ what }) => what === 'Ask snoozed')).toMatchObject({
        who: 'anna-snooze',
        via: 'link',
      })
      await t.at('2026-03-18 09:00')
      // Two working days after the reminder the manager is told, with her next mail.
      expect(await t.mailsAt('maria')).toEqual(['2026-03-18 08:00'])
      const [ask] = await t.asks('anna')
      expect(ask).toMatchObject({ snoozes: 1, state: 'open', dueBy: (await t.decision()).decideBy })
      await t.answer(link, 'decide', { option: 'staff' })
    },
  )

  story('not mine: the manager has it with the next mail and decides', 'notmine', {}, async (t) => {
    await t.at('2026-03-09 09:00')
    await t.report('2026-W10', 80)
    await t.at('2026-03-10 08:30')
    const { link } = await t.newest('anna')
    const blank = await t.answer(link, 'not-mine', { text: ' ' })
    expect(blank.status).toBe(422)
    expect((await t.answer(link, 'not-mine', { text: 'The beds are with Maria since March.' })).status).toBe(200)
    await t.at('2026-03-11 09:00')
    expect(await t.mailsAt('maria')).toEqual(['2026-03-11 08:00'])
    expect((await t.open(link)).text).toContain('Handed on')
    await t.answer((await t.newest('maria')).link, 'decide', { option: 'staff' })
    expect(await t.decision()).toMatchObject({ state: 'decided', choice: { by: 'maria-notmine' } })
    const handed = (await t.history()).find(({ what }) => what === 'Ask handed on')
    expect(handed?.why).toContain('The beds are with Maria since March.')
    await t.at('2026-03-20 09:00')
    expect(await t.mailsAt('anna')).toHaveLength(1)
  })

  story(
    'handed to a colleague by name, who hands it back in vain and decides; the history says who gave it to whom',
    'handed',
    {},
    async (t) => {
      await t.at('2026-03-09 09:00')
      await t.report('2026-W10', 80)
      await t.at('2026-03-10 08:30')
      const { link } = await t.newest('anna')
      const unknown = await t.answer(link, 'delegate', { 'to-name': 'Nobody Known', text: 'Please.' })
      expect([unknown.status, unknown.text]).toEqual([422, expect.stringContaining('is nobody in the plan')])
      const words = { 'to-name': 'sue HANDED', to: 'ben-handed', text: 'You have the figures.' }
      expect((await t.answer(link, 'delegate', words)).text).toContain('It is with Sue handed now.')
      await t.at('2026-03-11 08:30')
      const mail = await t.newest('sue')
      expect(mail.text).toContain('Anna handed handed this to you: “You have the figures.”')
      const back = await t.answer(mail.link, 'delegate', { 'to-name': 'anna.handed@example.org' })
      expect([back.status, back.text]).toEqual([422, expect.stringContaining('has had this question already')])
      await t.answer(mail.link, 'decide', { option: 'staff' })
      await t.moment()
      expect(await t.decision()).toMatchObject({ choice: { by: 'sue-handed' } })
      expect((await t.told()).slice(1, 4)).toEqual([
        'Ask opened, clock',
        'Ask delegated, anna by link',
        'Decision decided, sue by link',
      ])
      await t.at('2026-03-20 09:00')
      expect([await t.mailsAt('anna'), await t.mailsAt('maria')]).toEqual([['2026-03-10 08:00'], []])
    },
  )

  story(
    'dismissed: closed with its reason; the same episode asks nobody again, the next one does',
    'known',
    {},
    async (t) => {
      await t.at('2026-03-09 09:00')
      await t.report('2026-W10', 80)
      await t.at('2026-03-10 08:30')
      await t.answer((await t.newest('anna')).link, 'dismiss', {
        option: 'known',
        text: 'The ward was closed for cleaning.',
      })
      await t.moment()
      expect(await t.decision()).toMatchObject({
        state: 'dismissed',
        dismissal: { reason: 'known', by: 'anna-known', note: 'The ward was closed for cleaning.' },
      })
      await t.at('2026-03-16 09:00')
      await t.report('2026-W11', 79)
      await t.at('2026-03-17 09:00')
      expect(await t.mailsAt('anna')).toEqual(['2026-03-10 08:00'])
      await t.at('2026-03-23 09:00')
      await t.report('2026-W12', 97)
      await t.at('2026-03-30 09:00')
      await t.report('2026-W13', 70)
      await t.at('2026-03-31 09:00')
      expect(await t.mailsAt('anna')).toEqual(['2026-03-10 08:00', '2026-03-31 08:00'])
      expect((await t.decisions()).map((one) => one.state)).toEqual(['dismissed', 'open'])
    },
  )

  story('urgent: the mail goes at once, on a Saturday too', 'urgent', { trigger: { severity: 'S1' } }, async (t) => {
    await t.at('2026-03-14 10:00')
    await t.report('2026-W10', 60)
    expect(await t.mailsAt('anna')).toEqual(['2026-03-14 10:00'])
    const { subject, link } = await t.newest('anna')
    expect(subject).toMatch(/^Urgent: /)
    expect(await t.decision()).toMatchObject({ severity: 'S1', decideBy: '2026-03-14T18:00:05Z' })
    await t.answer(link, 'decide', { option: 'staff' })
    await t.at('2026-03-17 09:00')
    expect(await t.mailsAt('anna')).toHaveLength(1)
  })
}
