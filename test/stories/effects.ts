import { expect } from 'vitest'
import type { Tell } from './timeline.ts'

/** What comes after a decision: whether it worked. The check of one decided on 10 March looks at week 12. */
export function effects(story: Tell): void {
  story(
    'not effective: a linked second decision; again not: change the process or the target, once',
    'twice',
    {},
    async (t) => {
      await t.at('2026-03-09 09:00')
      await t.report('2026-W10', 80)
      await t.at('2026-03-10 08:30')
      await t.answer((await t.newest('anna')).link, 'decide', { option: 'wait' })
      await t.at('2026-03-16 09:00')
      await t.report('2026-W11', 79)
      await t.at('2026-03-23 09:00')
      await t.report('2026-W12', 81)
      await t.at('2026-03-27 09:00')
      const [first, second] = await t.decisions()
      expect(first).toMatchObject({
        state: 'closed',
        checks: [{ result: 'not-effective', period: '2026-W12' }],
        next: second!.id,
      })
      expect(second).toMatchObject({ attempt: 2, previous: first!.id, state: 'open', openedAt: '2026-03-27T00:00:00Z' })
      // Before and after are frozen with the check, and the second question shows where the first answer took effect.
      expect(first!.checks[0]!.course).toMatchObject({ since: '2026-W11' })
      expect(first!.checks[0]!.course!.points.slice(-3)).toMatchObject([{ value: 80 }, { value: 79 }, { value: 81 }])
      expect(second!.evidence).toMatchObject({ actedIn: '2026-W11' })
      expect(first!.evidence.episode).toMatchObject({ fired: '2026-W10' })
      expect(await t.mailsAt('anna')).toEqual(['2026-03-10 08:00', '2026-03-27 08:00'])
      const mail = await t.newest('anna')
      expect(mail.text).toContain('This is the second decision')
      const page = (await t.open(mail.link)).html
      expect(page).toMatch(/What was decided took effect in week 11 of 2026\. On average 80.{0,12} before it and 81/)
      for (const drawn of ['zone red', 'target', 'result', 'mark']) expect(page).toContain(`class="${drawn}"`)
      await t.answer(mail.link, 'decide', { option: 'staff' })
      for (const [monday, week] of [
        ['2026-03-30', '2026-W13'],
        ['2026-04-06', '2026-W14'],
        ['2026-04-13', '2026-W15'],
      ]) {
        await t.at(`${monday} 09:00`)
        await t.report(week!, 80)
      }
      // Week 14 is known for sure on 10 April; its check sends no third decision.
      expect((await t.decisions()).map((one) => one.state)).toEqual(['closed', 'closed'])
      expect(await t.mailsAt('anna')).toHaveLength(2)
      expect(await t.mailsAt('carl')).toEqual(['2026-04-10 08:00'])
      const rethink = await t.newest('carl')
      expect(rethink.text).toContain('change the process or the target')
      expect((await t.answer(rethink.link, 'rethink', { option: 'target', text: '' })).status).toBe(422)
      await t.answer(rethink.link, 'rethink', { option: 'target', text: '90 until the new ward opens.' })
      const [, last] = await t.decisions()
      expect(last).toMatchObject({
        rethink: { choice: 'target', by: 'carl-twice', note: '90 until the new ward opens.' },
      })
      expect((await t.told(last)).slice(-3)).toEqual([
        'Decision closed, clock',
        'Ask opened, clock',
        'Decision rethought, carl by link',
      ])
      await t.at('2026-04-21 09:00')
      expect(await t.mailsAt('carl')).toHaveLength(1)
      expect(await t.decisions()).toHaveLength(2)
    },
  )

  story(
    'decided to hold from a later day: it takes effect on that day, at midnight of the decider',
    'later',
    {},
    async (t) => {
      await t.at('2026-03-09 09:00')
      await t.report('2026-W10', 80)
      await t.at('2026-03-10 08:30')
      const { link } = await t.newest('anna')
      expect((await t.answer(link, 'decide', { option: 'staff', effectFrom: '2026-03-01' })).status).toBe(422)
      await t.answer(link, 'decide', { option: 'staff', effectFrom: '2026-03-17' })
      await t.at('2026-03-16 23:59')
      expect(await t.decision()).toMatchObject({ state: 'decided' })
      await t.at('2026-03-17 00:01')
      expect(await t.decision()).toMatchObject({ state: 'in-effect', inEffectAt: '2026-03-17T00:00:00Z' })
    },
  )

  story(
    'corrected before anybody acted: the question is taken back, and nobody is mailed about it',
    'gone',
    {},
    async (t) => {
      await t.at('2026-03-09 09:00')
      await t.report('2026-W10', 80)
      await t.at('2026-03-09 11:00')
      await t.report('2026-W10', 96, { reason: 'Two wards were missing.' })
      expect(await t.decision()).toMatchObject({ state: 'withdrawn', withdrawal: { reason: 'restated' } })
      await t.at('2026-03-10 09:00')
      expect(await t.mailsAt('anna')).toEqual([])
      expect((await t.kept('anna')).map(({ state }) => state)).toEqual(['skipped'])
      expect((await t.asks('anna')).map(({ state }) => state)).toEqual(['withdrawn'])
      expect(await t.told()).toEqual([
        'Decision opened, trigger',
        'Ask opened, clock',
        'Decision withdrawn, trigger',
        'Ask withdrawn, clock',
      ])
      // The correction was the mistake: what is true after all is asked again, linked to what was taken back.
      await t.report('2026-W10', 81, { reason: 'The wards were counted twice.' })
      await t.at('2026-03-11 09:00')
      const [first, second] = await t.decisions()
      expect(second).toMatchObject({ state: 'open', again: 1, previous: first!.id, episode: first!.episode })
      expect(await t.mailsAt('anna')).toEqual(['2026-03-11 08:00'])
      expect((await t.newest('anna')).text).toContain('81.0%')
      // Now she knows of it, so she is told that it is gone.
      await t.report('2026-W10', 96, { reason: 'The first correction was right.' })
      await t.at('2026-03-12 09:00')
      expect(await t.mailsAt('anna')).toEqual(['2026-03-11 08:00', '2026-03-12 08:00'])
      const { subject, text } = await t.newest('anna')
      expect(subject).toBe('For your information: one question needs no answer any more')
      expect(text).toMatch(/You were asked on Wednesday 11 March. The figure was corrected and no longer calls/)
    },
  )

  story(
    'a correction after the fact annotates a decision somebody took up, and never closes it',
    'correct',
    { trigger: { decideBy: '10 wd' } },
    async (t) => {
      await t.at('2026-03-09 09:00')
      await t.report('2026-W10', 80)
      await t.at('2026-03-10 08:30')
      const { link } = await t.newest('anna')
      await t.answer(link, 'acknowledge')
      await t.at('2026-03-11 10:00')
      await t.report('2026-W10', 96, { reason: 'Two wards were missing.' })
      const decision = await t.decision()
      expect(decision).toMatchObject({ state: 'acknowledged' })
      // Evidence is frozen: what was known when it was asked.
      expect(decision.evidence.points.at(-1)).toMatchObject({ period: '2026-W10', value: 80 })
      expect((await t.history()).slice(-2)).toMatchObject([
        { what: 'Episode restated', who: 'trigger' },
        { what: 'Confirmation asked', who: 'clock' },
      ])
      const page = await t.open(link)
      expect(page.text).toContain('As they stand now, this would not have been asked.')
      expect(page.text).toContain('Now 96.0% for week 10 of 2026, when asked 80.0%.')
      // Bad after all: the same episode, and the page says what stands now.
      await t.report('2026-W10', 82, { reason: 'One ward was.' })
      expect(await t.decision()).toMatchObject({ state: 'acknowledged', episode: decision.episode })
      expect((await t.open(link)).text).toContain('after this was asked. Now 82.0% for week 10 of 2026')
      expect((await t.history()).at(-1)).toMatchObject({ what: 'Evidence restated', who: 'trigger' })
      expect((await t.answer(link, 'dismiss', { option: 'data-error' })).status).toBe(200)
      await t.moment()
      expect(await t.decision()).toMatchObject({ state: 'dismissed' })
    },
  )

  story(
    'without ground since a correction: who took it up says in their next mail’s time whether it stays, else it is taken back',
    'ground',
    { kpis: 5, trigger: { decideBy: '10 wd' } },
    async (t) => {
      const post = (period: string, value: number, more = {}, numbers = [1, 2, 3, 4, 5]) =>
        t.stage.post(
          numbers.map((n) => ({ kpi: n === 1 ? 'waits-ground' : `waits${n}-ground`, period, value, ...more })),
        )
      const all = async () => (await t.decisions()).sort((a, b) => (a.kpi < b.kpi ? -1 : 1))
      await t.at('2026-03-09 09:15')
      await post('2026-W10', 80)
      await t.at('2026-03-10 09:15')
      const { link } = await t.newest('anna')
      for (const { question } of await all()) await t.answer(link, 'acknowledge', {}, question)
      await t.at('2026-03-11 10:15')
      const [stays, back, silent, told, fires] = await all()
      expect((await t.command('confirm', { as: 'anna', text: '' }, stays)).ok).toBe(false)
      // One that asks dies when it has written, another before: both try again, and each question is asked about once.
      for (const when of ['after', 'before'] as const)
        t.stage.runner.faults.once({ function: 'DecisionsAdvanceDecision', operation: 'TransactWriteItems', when })
      await post('2026-W10', 96, { reason: 'Two wards were missing.' })
      await t.moment()
      expect(t.stage.runner.faults.armed).toBe(0)
      for (const one of await all())
        expect((await t.told(one)).filter((line) => line === 'Confirmation asked, clock')).toHaveLength(1)
      const by = (await all()).map(({ state, restated }) => [state, restated?.confirm?.person, restated?.confirm?.by])
      expect(by).toEqual(Array(5).fill(['acknowledged', 'anna-ground', '2026-03-16T17:00:00Z']))
      await t.at('2026-03-12 09:15')
      // Asked for each in the mail of the next slot, and in no other mail.
      expect(await t.mailsAt('anna')).toEqual(['2026-03-10 08:00', '2026-03-12 08:00'])
      const asked = (await t.newest('anna')).text
      expect(asked.match(/Say by Monday 16 March, 17:00 whether it is still to be decided/g)).toHaveLength(5)
      // Corrected further, and gone all the same: nobody is asked again.
      await post('2026-W10', 97, { reason: 'Three were.' })
      await t.moment()
      expect((await t.answer(link, 'confirm', {}, stays!.question)).text).toContain('It stays a question')
      const twice = await t.command('confirm', { as: 'maria', text: '' }, stays)
      expect(twice.sentences?.join()).toContain('already confirmed that this is still to be decided, on 2026-03-12')
      const page = await t.answer(link, 'withdraw', { text: 'All is well.' }, back!.question)
      expect(page.text).toContain('The question is taken back.')
      expect(await t.command('withdraw', { as: 'maria', text: 'Not needed.' }, told)).toMatchObject({ ok: true })
      // What fires again has a ground again.
      await t.at('2026-03-16 10:15')
      await post('2026-W11', 96, {}, [1, 2, 3, 4])
      await post('2026-W11', 80, {}, [5])
      await t.at('2026-03-16 16:59')
      expect((await all()).map(({ state }) => state)).toEqual([
        'acknowledged',
        'withdrawn',
        'acknowledged',
        'withdrawn',
        'acknowledged',
      ])
      await t.at('2026-03-16 17:01')
      expect((await all()).map(({ state, withdrawal }) => [state, withdrawal?.by])).toEqual([
        ['acknowledged', undefined],
        ['withdrawn', 'anna-ground'],
        ['withdrawn', undefined],
        ['withdrawn', 'maria-ground'],
        ['acknowledged', undefined],
      ])
      expect(await t.told(silent)).toEqual([
        'Decision opened, trigger',
        'Ask opened, clock',
        'Decision acknowledged, anna by link',
        'Episode restated, trigger',
        'Confirmation asked, clock',
        'Decision withdrawn, clock',
        'Ask withdrawn, clock',
      ])
      expect((await t.history(silent)).at(-2)?.why).toContain('anna-ground neither confirmed nor withdrew it by')
      expect((await t.told(fires)).at(-1)).toBe('Trigger fired again, trigger')
      expect(await t.answer(link, 'confirm', {}, stays!.question).catch((error: Error) => error.message)).toContain(
        'offers no "confirm"',
      )
      // Its place is free: what fires is asked.
      await post('2026-W11', 80, { reason: 'Late after all.' }, [3])
      await t.moment()
      expect((await all()).filter(({ kpi }) => kpi === silent!.kpi).map(({ state }) => state)).toEqual([
        'withdrawn',
        'open',
      ])
      await t.at('2026-03-17 09:15')
      await t.answer((await t.newest('anna')).link, 'decide', { option: 'staff' }, stays!.question).catch(() => {})
    },
  )

  story(
    'worse while it waits: amber becomes red in place, the deadline stays, nobody is asked twice',
    'worse',
    { trigger: { level: 'amber', decideBy: '10 wd', m: 1, n: 1, red: { m: 1, n: 1, k: 1 } } },
    async (t) => {
      await t.at('2026-03-09 09:00')
      await t.report('2026-W10', 92)
      const { decideBy } = await t.decision()
      expect(await t.decision()).toMatchObject({ level: 'amber' })
      await t.at('2026-03-16 09:00')
      await t.report('2026-W11', 80)
      expect(await t.decision()).toMatchObject({ level: 'red', decideBy })
      expect((await t.told()).at(-1)).toBe('Decision severity raised, trigger')
      await t.answer((await t.newest('anna')).link, 'decide', { option: 'staff' })
      await t.moment()
    },
  )
}
