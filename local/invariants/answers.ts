import { isDeepStrictEqual } from 'node:util'
import type { Invariant, LedgerChange } from './facts.ts'
import { ledgerOf } from './ledger.ts'

/** What, once said, stays as it is. */
const STAYS = ['choice', 'dismissal', 'withdrawal', 'rethink', 'answer', 'conclusion']

/** Nobody is answered twice: what was once said of an ask or a decision is never said otherwise, and one answer takes a decision. */
export const firstAnswerStays: Invariant = (facts) => {
  const overwritten = facts.changes.flatMap((change) =>
    STAYS.filter((field) => changed(change, field)).map(
      (field) => `${change.pk} ${change.sk}: "${field}" was said twice`,
    ),
  )
  const { decisionAsks, decisions } = ledgerOf(facts)
  const deciding = decisionAsks.filter((ask) => ask.answer?.action === 'decide')
  const twice = [...Map.groupBy(deciding, ({ decision }) => decision)].flatMap(([id, all]) =>
    all.length > 1 ? [`${id} was decided by ${all.length} asks: ${all.map((ask) => ask.id).join(', ')}`] : [],
  )
  const byPeople = decisions.filter(({ choice }) => choice?.via === 'link')
  const alone = byPeople
    .filter(({ id, choice }) => !deciding.some((ask) => ask.decision === id && ask.answer!.by === choice!.by))
    .map(({ id, choice }) => `${id} was decided by ${choice!.by}, whose ask has no such answer`)
  return [...overwritten, ...twice, ...alone]
}

const changed = ({ before, after }: LedgerChange, field: string) =>
  before?.[field] !== undefined && after !== undefined && !isDeepStrictEqual(before[field], after[field])
