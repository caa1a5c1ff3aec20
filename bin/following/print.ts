import { nameIn } from '../../domain/ask-opening.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { FollowThroughFigures } from '../../domain/review/figures.ts'
import type { OwnerCounts } from '../../domain/review/pack-record.ts'

const part = (some: number, all: number): string => (all === 0 ? '-' : `${some} of ${all}`)
const rate = (some: number, all: number): string => (all === 0 ? '-' : (some / all).toFixed(1))

const cells = ({ asked, onTime, late, kept, broken, mails }: OwnerCounts): string[] => [
  part(onTime, asked),
  String(late),
  part(kept, kept + broken),
  rate(mails, onTime + late),
]

const HEAD = ['in time', 'late', 'kept', 'mails/answer']

/** Three tables: reviews, functions, people, each by name; it is no ranking. */
export function followThroughLines(figures: FollowThroughFigures, plan: ResolvedPlan): string[] {
  const { reviews, functions, people } = figures
  const review = (id: string) => plan.reviews?.find((one) => one.id === id)?.name ?? id
  const named = (id: string) => plan.functions.find((one) => one.id === id)?.name ?? id
  const person = (id: string) => nameIn(plan, id)
  if (people.length === 0)
    return ['No review of this plan has been packed since figures are kept: the first one brings them.']
  return [
    ...table(
      ['Review', 'reviews', ...HEAD, 'decisions and actions/review'],
      // The newest one has mostly not been concluded yet; what it leads to is counted with the next.
      reviews.map((one) => [review(one.id), String(one.cycles), ...cells(one), rate(one.decided, one.cycles)]),
    ),
    ...(functions.length === 0
      ? []
      : [
          '',
          ...table(
            ['Function', ...HEAD],
            functions.map((one) => [named(one.id), ...cells(one)]),
          ),
        ]),
    '',
    ...table(
      ['Person', ...HEAD],
      people.map((one) => [person(one.id), ...cells(one)]),
    ),
    '',
    'Kept: promises and actions done by their day. An item counts once for each review that asked about it; what was carried over does not.',
  ]
}

/** Columns as wide as their widest cell, the first to the left, in the order of the names. */
function table(head: readonly string[], rows: readonly string[][]): string[] {
  const all = [[...head], ...[...rows].sort((a, b) => a[0]!.localeCompare(b[0]!))]
  const widths = head.map((_, i) => Math.max(...all.map((row) => [...row[i]!].length)))
  return all.map((row) =>
    row
      .map((cell, i) =>
        i === 0 ? cell + ' '.repeat(widths[i]! - [...cell].length) : ' '.repeat(widths[i]! - [...cell].length) + cell,
      )
      .join('  ')
      .trimEnd(),
  )
}
