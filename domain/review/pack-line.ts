/** How an item is shown in a pack. */
import type { CycleItem } from './cycle.ts'
import type { ItemStatus } from './item.ts'
import { readingOf } from './pack-reading.ts'
import type { Bounded, PackLine } from './pack-record.ts'
import { unaskedAt } from './unasked.ts'

/** Words of an owner that a pack quotes; their check-in has all of them. */
const MOST_WORDS = 400

/** What the owner says, else what the KPI says for itself; undefined where neither says anything. */
export const statusNow = ({ checkIn, facts }: CycleItem): ItemStatus | undefined => {
  if (checkIn) return checkIn.status
  const own = facts.kpi?.status
  return own === 'on-track' || own === 'at-risk' || own === 'off-track' ? own : undefined
}

/** Whether the close came without an answer. */
export const isSilent = ({ state }: CycleItem): boolean => state === 'silent' || state === 'waiting'

/** The item with its figure, what was said and, where they differ, what its KPI says; `at` is the close. */
export const lineOf = (one: CycleItem, at: string): PackLine => {
  const { item, name, owner, checkIn, facts } = one
  const status = statusNow(one) ?? null
  const own = facts.kpi?.status
  const unasked = unaskedAt(facts.kpi?.unasked, at)
  const reading = readingOf(one)
  return {
    item,
    name,
    owner,
    status,
    confidence: checkIn?.confidence ?? null,
    words: quoted((checkIn?.status === 'off-track' ? checkIn.cause : undefined) ?? checkIn?.changed ?? ''),
    ...(checkIn?.wayBack === undefined ? {} : { wayBack: quoted(checkIn.wayBack) }),
    ...(own === undefined || own === status ? {} : { kpi: own }),
    ...(checkIn?.reason === undefined ? {} : { reason: quoted(checkIn.reason) }),
    ...(unasked ? { unasked } : {}),
    ...(reading ? { reading } : {}),
  }
}

/** The first characters, never half of one. */
export const quoted = (text: string): string =>
  text.length <= MOST_WORDS ? text : `${text.slice(0, MOST_WORDS - 1).replace(/[\uD800-\uDBFF]$/, '')}…`

/** The first `most`, and how many more there are. */
export const bounded = <T>(all: readonly T[], most: number): Bounded<T> => ({
  first: all.slice(0, most),
  more: Math.max(0, all.length - most),
})

/** Order of texts by their code units: the same on every machine. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
