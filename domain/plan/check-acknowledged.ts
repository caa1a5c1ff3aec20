/** Warnings a plan's authors live with: marked with the reason, and checked that there is something to live with. */
import { itemIds } from './check-ids.ts'
import { CODES, entryOf, isCode } from './codes.ts'
import { type PlanProblem, problem } from './finding.ts'
import type { Plan } from './plan.ts'
import { referenceTo } from './reference.ts'

/** `unlooked` are codes nobody has looked for. The problems with their items and, where the plan acknowledges one, the reason; and what is wrong with the acknowledgements. */
export const withAcknowledgements = (
  plan: Plan,
  problems: readonly PlanProblem[],
  unlooked: readonly string[] = [],
): PlanProblem[] => {
  const reasons = new Map<string, string>()
  const given = plan.acknowledged ?? []
  for (const { finding, of, because } of given) {
    const key = keyOf(finding, of)
    if (!reasons.has(key)) reasons.set(key, because)
  }
  const marked = problems.map((one): PlanProblem => {
    const item = itemAt(plan, one.path)
    const because = one.level === 'warning' ? reasons.get(keyOf(one.code, item)) : undefined
    return because === undefined ? { ...one, item } : { ...one, item, acknowledged: because }
  })
  if (given.length === 0) return marked
  return [...marked, ...checkAcknowledgements(plan, marked, unlooked)]
}

const keyOf = (code: string, item: string): string => `${code} ${item}`

const checkAcknowledgements = (
  plan: Plan,
  marked: readonly PlanProblem[],
  unlooked: readonly string[],
): PlanProblem[] => {
  const open = new Set(marked.filter((one) => one.acknowledged !== undefined).map((one) => keyOf(one.code, one.item!)))
  const code = referenceTo(
    'finding',
    Object.keys(CODES).map((id) => ({ id })),
  )
  const item = referenceTo(
    'item',
    [...itemIds(plan)].map((id) => ({ id })),
  )
  return plan
    .acknowledged!.flatMap(({ finding, of }, i) => {
      const at = ['acknowledged', i]
      const unknown = [...code(finding, [...at, 'finding']), ...item(of, [...at, 'of'])]
      if (unknown.length > 0) return unknown
      if (isCode(finding) && entryOf(finding).level === 'error') {
        const message = `"${finding}" is an error and cannot be acknowledged; correct what it finds`
        return [problem('cannot-acknowledge', [...at, 'finding'], message)]
      }
      // The second of two for one warning fits nothing either.
      if (open.delete(keyOf(finding, of)) || unlooked.includes(finding)) return []
      return [
        problem(
          'needless-acknowledgement',
          at,
          `there is no warning "${finding}" about "${of}"; remove the acknowledgement`,
        ),
      ]
    })
    .map((one) => ({ ...one, item: plan.acknowledged![one.path[1] as number]!.of }))
}

/** Id of the innermost item a path goes through; `organisation` when there is none. */
const itemAt = (plan: Plan, path: readonly PropertyKey[]): string => {
  let at: unknown = plan
  let item = 'organisation'
  for (const step of path) {
    at = (at as Record<PropertyKey, unknown> | undefined)?.[step]
    if (typeof at === 'object' && at !== null && 'id' in at && typeof at.id === 'string') item = at.id
  }
  return item
}
