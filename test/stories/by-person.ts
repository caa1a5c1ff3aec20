import { expect } from 'vitest'
import { formatInstant } from '../../domain/instant.ts'
import type { Tell } from './timeline.ts'

const QUESTION = {
  act: 'open',
  question: 'Do we open the second theatre?',
  options: [
    { id: 'open', label: 'Open it' },
    { id: 'wait', label: 'Wait for the budget' },
  ],
  fallback: { option: 'wait', note: 'It stays shut.' },
  why: 'The lease offer ends in March.',
}

/** Decisions that no trigger asks for. */
export function byPerson(story: Tell): void {
  story(
    'opened by a person about a figure: asked, decided, and its effect is looked at as any other',
    'asks',
    {},
    async (t) => {
      await t.at('2026-03-09 13:00')
      await t.report('2026-W10', 96)
      const request = {
        ...QUESTION,
        decider: 'anna-asks',
        as: 'carl-asks',
        series: 'waits-asks',
        decideBy: '2026-03-12',
        effectBy: '2026-04-14',
      }
      for (const wrong of [
        { decideBy: '2026-03-09x' },
        { fallback: { option: 'pray' } },
        { series: 'waits-nowhere' },
        { decider: 'nobody' },
        { why: ' ' },
      ])
        expect(await t.stage.command({ ...request, request: 'first-question', ...wrong })).toMatchObject({ ok: false })
      const opened = await t.stage.command({ ...request, request: 'first-question' })
      expect(opened).toMatchObject({ ok: true, decision: { state: 'open', kind: 'person', level: 'asked' } })
      const again = await t.stage.command({ ...request, request: 'first-question' })
      expect(again.decision).toMatchObject({ id: (await t.decision()).id })
      await t.at('2026-03-10 08:30')
      const { link, text } = await t.newest('anna')
      expect(text).toContain('Do we open the second theatre?')
      await t.answer(link, 'decide', { option: 'open', text: 'From Monday.' })
      await t.moment()
      expect(await t.told()).toEqual([
        'Decision opened, carl by command',
        'Ask opened, clock',
        'Decision decided, anna by link',
        'Decision in effect, clock',
      ])
      await t.at('2026-04-13 13:00')
      await t.report('2026-W15', 97)
      await t.at('2026-04-15 09:00')
      const checked = await t.decision()
      expect(checked).toMatchObject({ state: 'closed', checks: [{ result: 'effective', period: '2026-W15' }] })
    },
  )

  story(
    'opened by an operator about no figure: silence ends in its fallback, and it is closed after one look',
    'lease',
    {},
    async (t) => {
      await t.at('2026-03-09 13:10')
      const request = { ...QUESTION, request: 'about-the-lease', decider: 'Anna lease', decideBy: '2026-03-11' }
      const { decision } = await t.stage.command({ ...request, effectBy: '2026-04-15' })
      const { id } = decision as unknown as { id: string }
      const now = async () => (await t.stage.ledger(`DECISION#${id}`)).find(({ sk }) => sk === 'META')!
      await t.at('2026-03-10 08:30')
      const { link, text } = await t.newest('anna')
      expect(text).toContain('The desk asks')
      expect((await t.open(link)).text).toContain('Do we open the second theatre?')
      await t.at('2026-03-20 13:00')
      expect(await now()).toMatchObject({ overdue: true, state: 'open' })
      const { fallbackAt } = (await now()) as unknown as { fallbackAt: string }
      await t.at('2026-03-30 13:00')
      expect(fallbackAt < formatInstant(t.stage.now)).toBe(true)
      expect(await now()).toMatchObject({ state: 'decided', choice: { by: 'fallback', option: 'wait' } })
      expect(await t.stage.command({ act: 'done', decision: id, as: 'desk' })).toMatchObject({ ok: true })
      await t.at('2026-04-16 09:00')
      expect(await now()).toMatchObject({ state: 'closed', checks: [{ result: 'unknown', period: null }] })
    },
  )
}
