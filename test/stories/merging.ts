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
