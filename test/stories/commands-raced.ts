import { expect } from 'vitest'
import type { Tell } from './timeline.ts'

const COMMAND = 'CommandingCommandDecision'
const ADVANCE = 'DecisionsAdvanceDecision'

/** A command and something else at the same moment; each has an hour of its own, because a held call is the next of its kind. */
export function raced(story: Tell): void {
  story(
    'by command and by link at once: the link was first, the command is told who and what',
    'atonce',
    {},
    async (t) => {
      await t.at('2026-03-09 11:00')
      await t.report('2026-W10', 80)
      await t.at('2026-03-10 11:00')
      const { link } = await t.newest('anna')
      const form = await t.filled(link, 'decide', { option: 'staff', text: 'Mine.' })
      const hold = { operation: 'TransactWriteItems', when: 'hold', run: () => t.open(link, form) } as const
      t.stage.runner.faults.once({ function: COMMAND, ...hold })
      const told = await t.command('decide', { as: 'maria', option: 'wait', text: 'Ours.' })
      expect(t.stage.runner.faults.armed).toBe(0)
      expect(told).toMatchObject({ ok: false, code: 'already-decided' })
      expect(told.sentences).toEqual(['Anna atonce decided "Add staff at the front door" on 2026-03-10.'])
      expect(await t.decision()).toMatchObject({ choice: { by: 'anna-atonce', rationale: 'Mine.' } })
      expect((await t.told()).filter((line) => line.startsWith('Decision decided'))).toHaveLength(1)
    },
  )

  story(
    'by link while the command was first: the page says so, and keeps what was typed in sight',
    'typed',
    {},
    async (t) => {
      await t.at('2026-03-09 11:10')
      await t.report('2026-W10', 80)
      await t.at('2026-03-10 11:10')
      const { link } = await t.newest('anna')
      const form = await t.filled(link, 'decide', { option: 'staff', text: 'A long thought of mine.' })
      await t.command('decide', { as: 'maria', option: 'wait', text: 'Ours.' })
      const page = await t.open(link, form)
      expect(page.text).toContain('your new answer was not recorded')
      expect(page.text).toContain('Maria typed')
      expect(page.text).toContain('A long thought of mine.')
    },
  )

  story('a command in the instant of the fallback: the first to write counts', 'brink', {}, async (t) => {
    await t.at('2026-03-18 11:20')
    await t.report('2026-W11', 80)
    await t.at('2026-04-02 16:59')
    const { id: decision } = await t.decision()
    const request = { act: 'decide', decision, as: 'maria-brink', option: 'staff', text: '' }
    const run = async () => void (await t.stage.command(request))
    t.stage.runner.faults.once({ function: ADVANCE, operation: 'TransactWriteItems', when: 'hold', run })
    await t.at('2026-04-02 17:01')
    expect(await t.decision()).toMatchObject({ state: 'in-effect', choice: { by: 'maria-brink' } })
    expect((await t.told()).filter((line) => line.startsWith('Decision decided'))).toEqual([
      'Decision decided, maria by command',
    ])
  })

  story(
    'merged while somebody answers: the answer was first, so nothing is merged',
    'clash',
    { kpis: 2 },
    async (t) => {
      await t.at('2026-03-09 12:00')
      await t.stage.post(['waits-clash', 'waits2-clash'].map((kpi) => ({ kpi, period: '2026-W10', value: 80 })))
      await t.at('2026-03-10 12:00')
      const [one, two] = await t.decisions()
      const { link } = await t.newest('anna')
      const form = await t.filled(link, 'decide', { option: 'staff' }, two!.question)
      const hold = { operation: 'TransactWriteItems', when: 'hold', run: () => t.open(link, form) } as const
      t.stage.runner.faults.once({ function: COMMAND, ...hold })
      const told = await t.command('merge', { into: one!.id, text: 'The same.' }, two)
      expect(told).toMatchObject({
        ok: false,
        code: 'already-decided',
        sentences: [expect.stringContaining('Anna clash decided')],
      })
      const after = await t.decisions()
      expect(after.map(({ id, state, covers }) => [id === one!.id, state, covers]).sort()).toEqual([
        [false, 'in-effect', undefined],
        [true, 'open', undefined],
      ])
    },
  )

  story(
    'merged while the KPI recovers: it is withdrawn or merged, never both, and its place is not lost',
    'wane',
    { kpis: 2 },
    async (t) => {
      await t.at('2026-03-09 12:10')
      await t.stage.post(['waits-wane', 'waits2-wane'].map((kpi) => ({ kpi, period: '2026-W10', value: 80 })))
      await t.moment()
      const [one, two] = await t.decisions()
      const recovers = async () => {
        await t.stage.post([{ kpi: two!.kpi, period: '2026-W10', value: 99 }])
      }
      t.stage.runner.faults.once({ function: COMMAND, operation: 'TransactWriteItems', when: 'hold', run: recovers })
      await t.command('merge', { into: one!.id, text: 'The same.' }, two)
      await t.at('2026-03-09 12:20')
      const states = (await t.decisions()).map(({ id, state }) => `${id === two!.id ? 'two' : 'one'} ${state}`).sort()
      expect([
        ['one open', 'two merged'],
        ['one open', 'two withdrawn'],
      ]).toContainEqual(states)
      await t.at('2026-03-16 12:10')
      await t.stage.post([{ kpi: two!.kpi, period: '2026-W11', value: 80 }])
      await t.moment()
      const merged = states.includes('two merged')
      expect((await t.decisions()).filter(({ state }) => state === 'open')).toHaveLength(merged ? 1 : 2)
    },
  )
}
