import { expect } from 'vitest'
import type { Tell } from './timeline.ts'

/** Two questions that are one. */
export function merging(story: Tell): void {
  story(
    'merged: one question goes on for both, the other asks nothing more while it is open, and asks anew afterwards',
    'both',
    { kpis: 2, trigger: { decideBy: '10 wd' } },
    async (t) => {
      const post = (period: string, first: number, second: number) =>
        t.stage.post([
          { kpi: 'waits-both', period, value: first },
          { kpi: 'waits2-both', period, value: second },
        ])
      await t.at('2026-03-09 10:00')
      await post('2026-W10', 80, 80)
      await t.at('2026-03-10 10:00')
      const [first, second] = await t.decisions()
      const [into, from] = first!.kpi === 'waits-both' ? [first!, second!] : [second!, first!]
      expect(await t.command('merge', { into: from.id, text: 'x' }, from)).toMatchObject({ code: 'same-decision' })
      expect(await t.command('merge', { into: into.id, text: '' }, from)).toMatchObject({ code: 'text-missing' })
      const done = await t.command('merge', { as: 'maria', into: into.id, text: 'One ward, one cause.' }, from)
      expect(done).toMatchObject({ ok: true, decision: { state: 'merged' } })
      expect(await t.told(from)).toEqual([
        'Decision opened, trigger',
        'Ask opened, clock',
        'Decision merged, maria by command',
        'Ask withdrawn, clock',
      ])
      expect((await t.history(into)).at(-1)).toMatchObject({
        what: 'Decision joined',
        why: expect.stringContaining(from.id),
      })
      await t.at('2026-03-11 09:00')
      const note = await t.newest('anna')
      expect(note.text).toContain('No answer needed any more: “What do we do about waits 2 of both?”')
      expect(note.text).toContain('It was merged into another question')
      // The merged trigger comes and goes; the decision that stands for it is open, so nothing else is.
      await t.at('2026-03-16 10:00')
      await post('2026-W11', 80, 97)
      await t.at('2026-03-23 10:00')
      await post('2026-W12', 80, 80)
      await t.moment()
      expect((await t.decisions()).map(({ state }) => state).sort()).toEqual(['merged', 'open'])
      const again = await t.command('decide', { as: 'anna', option: 'staff', text: '' }, from)
      expect(again.sentences!.join(' ')).toContain('Maria both merged this decision into')
      await t.command('decide', { as: 'anna', option: 'staff', text: 'Both wards.' }, into)
      // One is good, the other is not: the effect is good only when both have recovered.
      await t.at('2026-04-06 10:00')
      await post('2026-W13', 97, 80)
      await post('2026-W14', 97, 80)
      await t.at('2026-04-14 10:00')
      const after = await t.decisions()
      expect(after.find(({ id }) => id === into.id)).toMatchObject({
        state: 'closed',
        checks: [{ result: 'not-effective' }],
      })
      const follows = after.find(({ previous }) => previous === into.id)!
      expect(follows.covers?.map(({ kpi }) => kpi).sort()).toEqual(['waits-both', 'waits2-both'])
      await t.command('dismiss', { as: 'anna', option: 'known', text: 'We live with it.' }, follows)
      await t.at('2026-04-20 10:00')
      await post('2026-W15', 97, 97)
      await t.at('2026-04-27 10:00')
      await post('2026-W16', 97, 80)
      await t.moment()
      const anew = (await t.decisions()).filter(({ state }) => state === 'open')
      expect(anew.map(({ kpi, covers }) => [kpi, covers])).toEqual([['waits2-both', undefined]])
    },
  )

  story(
    'merged from the page: what was chosen there ends, the other goes on; late, wrong and beaten posts are told why',
    'union',
    { kpis: 4, trigger: { decideBy: '10 wd' } },
    async (t) => {
      await t.at('2026-03-09 10:05')
      const kpis = ['waits-union', 'waits2-union', 'waits3-union', 'waits4-union']
      await t.stage.post(kpis.map((kpi) => ({ kpi, period: '2026-W10', value: 80 })))
      await t.at('2026-03-10 10:05')
      const [one, two, three, four] = (await t.decisions()).sort((a, b) => (a.kpi < b.kpi ? -1 : 1))
      const { link } = await t.newest('anna')
      const said = { option: one!.id, text: 'One ward, one cause.' }
      const form = await t.filled(link, 'merge', said, two!.question)
      const post = (fields: Record<string, string>) => t.open(link, { ...form, ...fields })
      const rows: [Record<string, string>, number, string][] = [
        [{ option: '' }, 422, 'Choose the question that goes on for both'],
        [{ option: 'D-0123456789abcdef' }, 422, 'Choose the question that goes on for both'],
        [{ option: 'x'.repeat(5000) }, 422, 'Choose the question that goes on for both'],
        [{ option: two!.id }, 422, 'cannot be merged into itself'],
        [{ text: ' ' }, 422, 'Say in a sentence why both are one question'],
        [{ epoch: '7' }, 409, 'has changed since the page was shown'],
      ]
      for (const [fields, status, words] of rows) {
        const page = await post(fields)
        expect([words, page.status, page.text.includes(words)]).toEqual([words, status, true])
      }
      // What is somebody else's by now may not be given more to decide; what is decided by now cannot take it.
      await t.command('reassign', { to: 'maria', text: 'Yours.' }, three)
      expect(await post({ option: three!.id })).toMatchObject({ status: 409 })
      await t.command('decide', { as: 'maria', option: 'wait', text: 'Ours.' }, four)
      const beaten = await post({ option: four!.id })
      expect(beaten.status).toBe(409)
      expect(beaten.text).toContain('The other one is over. Maria union decided "Wait a week" on Tuesday 10 March.')
      expect(beaten.html).toContain('One ward, one cause.</textarea>')
      expect((await t.decisions()).map(({ state }) => state)).not.toContain('merged')
      // Sent twice at once: one of them merges, the other is shown that it is done.
      const twice = { function: 'AsksAnswerAsk', operation: 'TransactWriteItems', when: 'hold' } as const
      let page = beaten
      const first = async () => {
        page = await post({})
      }
      t.stage.runner.faults.once({ ...twice, run: first })
      const second = await post({})
      expect([t.stage.runner.faults.armed, page.status, second.status]).toEqual([0, 200, 200])
      expect(second.text).toContain('your new answer was not recorded')
      expect(page.text).toContain('This question has ended. “What do we do about waits 1 of union?” goes on for both')
      expect(page.text).toContain('Merged into another question')
      expect(page.html).toContain(`Next: ${one!.question}`)
      expect(await t.told(two)).toEqual([
        'Decision opened, trigger',
        'Ask opened, clock',
        'Decision merged, anna by link',
        'Ask withdrawn, clock',
      ])
      expect((await t.history(one)).at(-1)).toMatchObject({ what: 'Decision joined', who: 'anna-union', via: 'link' })
      expect((await t.decisions()).find(({ id }) => id === one!.id)?.covers).toHaveLength(2)
      // Whoever did it on their own page is not told the same by mail.
      await t.at('2026-03-11 09:05')
      expect(await t.mailsAt('anna')).toEqual(['2026-03-10 08:00'])
    },
  )

  story(
    'merged and nobody has acted: the question is withdrawn with the last of its episodes, not with the first',
    'last',
    { kpis: 2, trigger: { decideBy: '15 wd' } },
    async (t) => {
      const post = (kpi: string, period: string, value: number) => t.stage.post([{ kpi, period, value }])
      await t.at('2026-03-09 10:10')
      await post('waits-last', '2026-W10', 80)
      await post('waits2-last', '2026-W10', 80)
      await t.moment()
      const [one, two] = await t.decisions()
      expect(await t.command('merge', { into: one!.id, text: 'One cause.' }, two)).toMatchObject({ ok: true })
      await t.at('2026-03-16 10:10')
      await post(one!.kpi, '2026-W11', 97)
      await t.moment()
      expect((await t.decisions()).map(({ state }) => state).sort()).toEqual(['merged', 'open'])
      expect((await t.history(one)).at(-1)).toMatchObject({
        what: 'Episode ended',
        why: 'recovered; the other question goes on',
      })
      await t.at('2026-03-16 11:10')
      await post(two!.kpi, '2026-W11', 97)
      await t.moment()
      expect((await t.decisions()).map(({ state }) => state).sort()).toEqual(['merged', 'withdrawn'])
    },
  )
}
