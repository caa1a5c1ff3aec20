/** Series: a KPI and one value of each of its dimensions. */
import type { KpiSpec, TargetSpec } from './measure.ts'
import type { ResolvedKpi, ResolvedSeries, ResolvedTarget } from './resolved.ts'

/**
 * Key of a series: `four-hour-performance#org=RJ1,site=2`, dimensions in order of their names; the KPI's id alone without
 * dimensions. Dimension names and values contain none of `# = ,`, so the key reads back unambiguously.
 */
export const seriesKey = (kpi: string, dimensions: Readonly<Record<string, string>> = {}): string => {
  const parts = Object.keys(dimensions)
    .sort()
    .map((name) => `${name}=${dimensions[name]}`)
  return parts.length === 0 ? kpi : `${kpi}#${parts.join(',')}`
}

/** The KPI and dimensions of a key. */
export const parseSeriesKey = (key: string): { kpi: string; dimensions: Record<string, string> } => {
  const [kpi, rest] = key.split('#', 2) as [string, string | undefined]
  const pairs = rest === undefined ? [] : rest.split(',').map((part) => part.split('=', 2) as [string, string])
  return { kpi, dimensions: Object.fromEntries(pairs) }
}

/** The series a plan names. A KPI with dimensions but no list of series takes any value: its series appear as data does. */
export const expandSeries = (
  kpi: ResolvedKpi,
  spec: KpiSpec,
  resolveTarget: (target: TargetSpec) => ResolvedTarget,
): ResolvedSeries[] => {
  if (!spec.series) return kpi.dimensions.length === 0 ? [openSeries(kpi, {})] : []
  return spec.series.map((s) => {
    const owner = s.owner ?? kpi.owner!
    const bands = s.bands ? { ...s.bands, as: s.bands.as ?? ('absolute' as const) } : kpi.bands
    return {
      key: seriesKey(kpi.id, s.dimensions),
      kpi: kpi.id,
      name: s.name ?? seriesName(kpi, s.dimensions),
      dimensions: s.dimensions,
      owner,
      steward: s.steward ?? kpi.steward ?? owner,
      decider: s.decider ?? owner,
      ...(kpi.accountable === undefined ? {} : { accountable: kpi.accountable }),
      targets: s.target ? s.target.map(resolveTarget) : kpi.targets,
      ...(bands ? { bands } : {}),
    }
  })
}

/** A series with nothing of its own: all of it is the KPI's. The KPI has an owner, or `parsePlan` would have refused it. */
export const openSeries = (kpi: ResolvedKpi, dimensions: Record<string, string>): ResolvedSeries => ({
  key: seriesKey(kpi.id, dimensions),
  kpi: kpi.id,
  name: seriesName(kpi, dimensions),
  dimensions,
  owner: kpi.owner!,
  steward: kpi.steward!,
  decider: kpi.owner!,
  ...(kpi.accountable === undefined ? {} : { accountable: kpi.accountable }),
  targets: kpi.targets,
  ...(kpi.bands ? { bands: kpi.bands } : {}),
})

const seriesName = (kpi: ResolvedKpi, dimensions: Record<string, string>): string => {
  const values = Object.keys(dimensions)
    .sort()
    .map((name) => dimensions[name])
  return values.length === 0 ? kpi.name : `${kpi.name}, ${values.join(', ')}`
}
