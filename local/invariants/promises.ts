import { commitmentId } from '../../domain/review/commitment.ts'
import type { Invariant } from './facts.ts'
import { ledgerOf } from './ledger.ts'

/** A next step with a day is one promise, nothing else is, and what became of it was said once. */
export const promisesOnce: Invariant = (facts) => {
  const { checkIns, commitments } = ledgerOf(facts)
  const made = new Map(checkIns.filter(({ nextStep }) => nextStep).map((one) => [commitmentId(one.item, one.at), one]))
  const kept = new Set(commitments.map(({ id }) => id))
  const resettled = facts.changes.filter(
    ({ sk, before, after }) => sk.startsWith('COMMITMENT#') && before !== undefined && before.state !== 'open' && after,
  )
  return [
    ...[...made].filter(([id]) => !kept.has(id)).map(([id, { item }]) => `the promise ${id} about ${item} is not kept`),
    ...commitments
      .filter(({ id }) => !made.has(id))
      .map(({ id, item }) => `nobody made the promise ${id} about ${item}`),
    ...resettled.map(({ pk, sk }) => `${pk} ${sk} was settled and changed again`),
    ...commitments
      .filter(
        ({ state, settledAt, settledBy }) =>
          (state === 'open') !== (settledAt === undefined && settledBy === undefined),
      )
      .map(({ id, state }) => `${id} is ${state} and says otherwise by whom and when`),
  ]
}
