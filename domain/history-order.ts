/** The order of a history: by time, and what happened in one instant by cause. */
import type { HistoryEntry } from './history.ts'

/**
 * What comes before what within one instant, where lines do not say so themselves: a thing exists before anything happens
 * to it, what follows from a change comes after it, and who is told comes last. Lines not named here stand in the middle.
 */
const CAUSES: readonly string[][] = [
  ['Decision opened', 'Review opened'],
  ['Trigger fired again', 'Episode ended', 'Episode restated', 'Evidence restated'],
  ['Decision severity raised', 'Decision joined'],
  ['Decision acknowledged', 'Decision overdue', 'Ask snoozed', 'Ask acknowledged', 'Ask delegated', 'Ask not mine'],
  ['Decision decided', 'Decision dismissed', 'Decision withdrawn', 'Decision merged'],
  ['Decision in effect'],
  ['Decision effect unknown', 'Decision closed'],
  ['Decision rethought'],
  [],
  ['Ask withdrawn'],
  ['Ask opened', 'Ask handed on', 'Ask escalated'],
  ['Manager told'],
]

const MIDDLE = CAUSES.findIndex((names) => names.length === 0)

const RANKS = new Map(CAUSES.flatMap((names, rank) => names.map((name) => [name, rank] as const)))

const rank = ({ what }: HistoryEntry): number => RANKS.get(what) ?? MIDDLE

/** The lines, oldest first; lines of one instant in the order of their causes, and of one cause as they were given. */
export const inOrder = <T extends HistoryEntry>(lines: readonly T[]): T[] => {
  const instants = Map.groupBy(lines, ({ at }) => Date.parse(at))
  return [...instants]
    .sort(([a], [b]) => a - b)
    .flatMap(([, together]) => (together.length === 1 ? together : byCause(together)))
}

/** Changes of the decision in the order of its revisions; every other line after the last of them that can have caused it. */
const byCause = <T extends HistoryEntry>(together: readonly T[]): T[] => {
  const numbered = together.filter(({ revision }) => revision !== undefined)
  const ordered = numbered.sort((a, b) => a.revision! - b.revision!)
  const others = together.filter(({ revision }) => revision === undefined)
  for (const line of others.sort((a, b) => rank(a) - rank(b))) {
    const after = ordered.findLastIndex((one) => rank(one) <= rank(line))
    ordered.splice(after + 1, 0, line)
  }
  return ordered
}
