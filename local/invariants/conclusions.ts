import type { Cycle } from '../../domain/review/cycle.ts'
import type { Invariant, RunFacts } from './facts.ts'
import { ledgerOf } from './ledger.ts'

/** Cycles of one review whose conclusion is asked for at once; domain rule of the pack. */
const ASKED_AT_ONCE = 2

/**
 * A closed cycle asks its chair to conclude it; concluded, it is told once, lists every action it gave, and asks nobody any more. An
 * action that is open waits with one person who leads, one that is settled with nobody.
 */
export const reviewsEnd: Invariant = (facts) => {
  const { cycles } = ledgerOf(facts)
  const asked = cycles.filter(({ state, concludeBy }) => state === 'closed' && concludeBy !== undefined)
  return [...asked.flatMap((cycle) => unsound(facts, cycle)), ...piledUp(facts), ...actionsWait(facts)]
}

function unsound(facts: RunFacts, { id, conclusion, actions = [] }: Cycle): string[] {
  const { asks, history } = ledgerOf(facts)
  const own = asks.filter((ask) => ask.kind === 'conclude' && ask.cycle === id)
  const open = own.filter(({ state }) => state === 'open').length
  const told = history.filter((line) => line.cycle === id && line.what === 'Review concluded').length
  const answers = own.filter(({ answer }) => answer?.action === 'conclude').length
  return [
    ...(own.length === 0 ? [`${id} is closed and asks nobody to conclude it`] : []),
    ...(conclusion && open > 0 ? [`${id} is concluded, and ${open} people are still asked to`] : []),
    ...(told === (conclusion ? 1 : 0) ? [] : [`${id} has ${told} lines "Review concluded"`]),
    ...(answers === (conclusion ? 1 : 0) ? [] : [`${answers} asks concluded ${id}`]),
    ...(conclusion && conclusion.actions.join() !== actions.join()
      ? [`${id} gave other actions than it ended in`]
      : []),
  ]
}

function piledUp(facts: RunFacts): string[] {
  const { asks } = ledgerOf(facts)
  const open = asks.flatMap((ask) => (ask.kind === 'conclude' && ask.state === 'open' ? [ask.cycle] : []))
  const reviews = Map.groupBy(new Set(open), (cycle) => cycle.split('@')[0]!)
  return [...reviews]
    .filter(([, cycles]) => cycles.length > ASKED_AT_ONCE)
    .map(([review, cycles]) => `${cycles.length} cycles of ${review} wait to be concluded at once`)
}

function actionsWait(facts: RunFacts): string[] {
  const { actions, asks, cycles } = ledgerOf(facts)
  const given = cycles.flatMap((cycle) => cycle.actions ?? [])
  return [
    ...given.filter((id) => !actions.some((one) => one.id === id)).map((id) => `the action ${id} is not kept`),
    ...actions.flatMap(({ id, state }) => {
      const waiting = asks.filter((ask) => ask.kind === 'action' && ask.action === id && ask.state === 'open')
      const leading = waiting.filter(({ leads }) => leads).length
      if (state === 'open') return leading === 1 ? [] : [`the action ${id} is open with ${leading} people who lead`]
      return waiting.length === 0 ? [] : [`the action ${id} is ${state}, and ${waiting.length} people are still asked`]
    }),
  ]
}
