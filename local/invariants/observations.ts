import { ObservationItem } from '../../domain/observation.ts'
import { newestOf } from '../../domain/observation-view.ts'
import type { Invariant, Item, PostedRow, RunFacts } from './facts.ts'

const nameOf = ({ series, period }: { series: string; period: string }) => `${series} ${period}`

/**
 * No observation lost: every row that the API said it keeps is a revision of its slot with the figures that were posted,
 * and the slot shows the newest of them.
 */
export const noObservationLost: Invariant = ({ measurements, posted }) => {
  const items = new Map(measurements.filter(isObservation).map((item) => [nameOf(item as never), itemOf(item)]))
  const kept = posted.filter((row) => row.answer !== 'rejected' && row.answer !== 'pending')
  const pending = posted.filter((row) => row.answer === 'pending').map((row) => `${nameOf(row)} was never taken`)
  const lost = kept
    .filter((row) => !hasRow(items.get(nameOf(row)), row))
    .map((row) => `${nameOf(row)} as of ${row.asOf} was answered "${row.answer}" and is not stored`)
  const wrong = [...Map.groupBy(kept, nameOf)].flatMap(([name, rows]) => {
    const newest = rows.reduce((best, row) => (Date.parse(row.asOf) >= Date.parse(best.asOf) ? row : best))
    const item = items.get(name)
    const shown = item && newestOf(item.revisions)
    if (!shown || sameFigures(shown, newest)) return []
    return [`${name} shows ${figures(shown)}, but the newest posted is ${figures(newest)}`]
  })
  return [...pending, ...lost, ...wrong]
}

/** Nothing is stored that nobody posted, and no revision is there twice. */
export const noObservationInvented: Invariant = ({ measurements, posted }) => {
  const rows = Map.groupBy(posted, nameOf)
  return measurements.filter(isObservation).flatMap((raw) => {
    const item = itemOf(raw)
    const seen = new Set<string>()
    return item.revisions.flatMap((revision) => {
      const name = `${figures(revision)} as of ${revision.asOf}`
      const double = seen.has(name)
      seen.add(name)
      if (double) return [`${nameOf(item)} holds ${name} twice`]
      const asked = rows.get(nameOf(item)) ?? []
      return asked.some((row) => sameFigures(revision, row))
        ? []
        : [`${nameOf(item)} holds ${name}, which nobody posted`]
    })
  })
}

const isObservation = (item: Item) => item.sk.startsWith('OBS#')

/** The observations of a run, parsed. */
export const observationsOf = (facts: RunFacts): ObservationItem[] =>
  facts.measurements.filter(isObservation).map(itemOf)

const itemOf = ({ pk: _pk, sk: _sk, version: _version, ...item }: Item): ObservationItem => ObservationItem.parse(item)

const hasRow = (item: ObservationItem | undefined, row: PostedRow) =>
  item?.revisions.some((revision) => {
    if (!sameFigures(revision, row)) return false
    const asOf = Date.parse(row.asOf)
    // Figures that were known already make no further revision: an earlier one may say them too.
    return (
      row.answer !== 'recorded' ||
      Date.parse(revision.asOf) === asOf ||
      Date.parse(revision.confirmedAsOf ?? revision.asOf) >= asOf
    )
  })

type Figures = Pick<PostedRow, 'value' | 'numerator' | 'denominator' | 'status'>

const sameFigures = (a: Figures, b: Figures) => figures(a) === figures(b)

const figures = ({ value, numerator, denominator, status }: Figures) =>
  status === 'retracted' ? 'nothing (retracted)' : `${value ?? `${numerator}/${denominator}`} (${status})`
