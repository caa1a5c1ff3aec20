import { expect } from 'vitest'
import { byPerson } from './by-person.ts'
import { raced } from './commands-raced.ts'
import { merging } from './merging.ts'
import type { Tell } from './timeline.ts'

const BY = 'arn:aws:iam::000000000000:user/story'

/** Decisions acted upon by command: the machine goes on exactly as from the page. Figures come on Monday 9 March. */
export function commands(story: Tell): void {
  story('decided by command for Anna: it is her answer, and her page shows it', 'phone', {}, async (t) => {
    await t.at('2026-03-09 09:00')
    await t.report('2026-W10', 80)
    await t.at('2026-03-10 09:30')
    const wrong = await t.command('decide', { as: 'anna', option: 'pray', text: 'x' })
    expect(wrong).toMatchObject({
      ok: false,
      code: 'unknown-option',
      sentences: [expect.stringMatching(/choose one of/)],
    })
    expect(await t.command('decide', { as: 'anna', option: 'staff', text: 'Two nurses.' })).toMatchObject({ ok: true })
    expect(await t.decision()).toMatchObject({
      state: 'in-effect',
      choice: { by: 'anna-phone', via: 'command', rationale: 'Two nurses.' },
    })
    expect(await t.told()).toEqual([
      'Decision opened, trigger',
      'Ask opened, clock',
      'Decision decided, anna by command',
      'Decision in effect, clock',
    ])
    expect((await t.history()).find(({ what }) => what === 'Decision decided')).toMatchObject({ stated: BY })
    const page = await t.open((await t.newest('anna')).link)
    expect(page.text).toContain('Two nurses.')
    const again = await t.command('decide', { as: 'anna', option: 'wait', text: '' })
    expect(again).toMatchObject({ ok: false, code: 'already-decided' })
    expect(again.sentences!.join(' ')).toContain('Anna phone decided "Add staff at the front door" on 2026-03-10')
  })

  story('who is not asked decides as manager, not as anybody, and never as an operator', 'role', {}, async (t) => {
    await t.at('2026-03-09 09:10')
    await t.report('2026-W10', 80)
    await t.at('2026-03-10 09:40')
    for (const who of [{}, { as: 'ben' }, { as: 'sue' }] as Record<string, string>[]) {
      const refused = await t.command('decide', { ...who, option: 'staff', text: 'x' })
      expect(refused).toMatchObject({ ok: false, code: 'not-allowed' })
      expect(refused.sentences!.at(-1)).toMatch(
        /who may: whoever is asked, the accountable person, the decider's manager/,
      )
    }
    expect(await t.command('acknowledge', { as: 'maria' })).toMatchObject({ ok: false, code: 'not-allowed' })
    expect(await t.decision()).toMatchObject({ state: 'open' })
    expect(await t.command('decide', { as: 'maria', option: 'wait', text: 'Agreed by phone.' })).toMatchObject({
      ok: true,
    })
    expect(await t.decision()).toMatchObject({ state: 'in-effect', choice: { by: 'maria-role', via: 'command' } })
    expect(await t.asks('anna')).toMatchObject([{ state: 'withdrawn' }])
    expect((await t.open((await t.newest('anna')).link)).text).toContain('Agreed by phone.')
    await t.at('2026-03-13 09:00')
    expect([await t.mailsAt('anna'), await t.mailsAt('maria')]).toEqual([['2026-03-10 08:00'], []])
  })

  story(
    'put off three times at most, each by two weeks at most, then handed on by an operator',
    'putoff',
    {},
    async (t) => {
      await t.at('2026-03-09 09:20')
      await t.report('2026-W10', 80)
      await t.at('2026-03-10 09:50')
      expect(await t.command('snooze', { as: 'anna', until: '2026-03-25' })).toMatchObject({
        ok: false,
        code: 'bad-date',
      })
      for (const until of ['2026-03-11', '2026-03-12', '2026-03-11'])
        expect(await t.command('snooze', { as: 'anna', until })).toMatchObject({ ok: true })
      const fourth = await t.command('snooze', { as: 'anna', until: '2026-03-12' })
      expect(fourth).toMatchObject({ ok: false, code: 'too-often' })
      expect(await t.command('reassign', { text: 'She is ill.' })).toMatchObject({ ok: false, code: 'person-missing' })
      expect(await t.command('reassign', { to: 'ben', text: 'She is ill.' })).toMatchObject({ ok: true })
      expect(await t.asks('anna')).toMatchObject([{ state: 'handed-on' }])
      await t.at('2026-03-11 09:00')
      expect(await t.mailsAt('ben')).toEqual(['2026-03-11 08:00'])
      expect((await t.newest('ben')).text).toContain('She is ill.')
      const { link } = await t.newest('ben')
      await t.answer(link, 'decide', { option: 'staff' })
      expect(await t.decision()).toMatchObject({ choice: { by: 'ben-putoff', via: 'link' } })
      expect(await t.told()).toContain('Ask delegated, operator by command')
    },
  )

  story('dismissed by command: its place is free, and the next episode asks anew', 'noise', {}, async (t) => {
    await t.at('2026-03-09 09:30')
    await t.report('2026-W10', 80)
    expect(await t.command('dismiss', { as: 'carl', option: 'boredom', text: '' })).toMatchObject({
      code: 'bad-reason',
    })
    const done = await t.command('dismiss', { as: 'carl', option: 'false-alarm', text: 'A meter was stuck.' })
    expect(done).toMatchObject({ ok: true, decision: { state: 'dismissed' } })
    await t.at('2026-03-16 09:30')
    await t.report('2026-W11', 97)
    await t.at('2026-03-23 09:30')
    await t.report('2026-W12', 80)
    await t.moment()
    expect((await t.decisions()).map(({ state }) => state)).toEqual(['dismissed', 'open'])
    expect(await t.mailsAt('anna')).toEqual([])
  })
  byPerson(story)
  merging(story)
  raced(story)
}
