/** Rules about KPIs, their series, targets, bands and triggers. */
import { periodExample, tryPeriod } from '../period.ts'
import { checkOwnMeasure, checkOwnSource } from './check-own-measure.ts'
import { checkSilences, checkWhole } from './check-silences.ts'
import { checkTriggers } from './check-triggers.ts'
import { type PlanProblem, problem } from './finding.ts'
import type { KpiSpec, TargetSpec } from './measure.ts'
import type { Plan } from './plan.ts'
import { referenceTo } from './reference.ts'

/** References and owners of every KPI; targets that fit their direction; bands that fit their targets; series that fit their dimensions. */
export const checkMeasures = (plan: Plan): PlanProblem[] => {
  const person = referenceTo('person', plan.people)
  const kpi = referenceTo('KPI', plan.kpis)
  const priority = referenceTo('priority', plan.priorities ?? [])
  const calendar = referenceTo('calendar', plan.calendars)
  const each = plan.kpis.flatMap((k, i) => {
    const at = ['kpis', i]
    return [
      ...(['owner', 'steward'] as const).flatMap((role) => person(k[role], [...at, role])),
      ...(k.leads ?? []).flatMap((id, j) => kpi(id, [...at, 'leads', j])),
      ...(k.tradesOff ?? []).flatMap((id, j) => kpi(id, [...at, 'tradesOff', j])),
      ...priority(k.priority, [...at, 'priority']),
      ...calendar(k.calendar, [...at, 'calendar']),
      ...(k.series ?? []).flatMap((s, j) =>
        (['owner', 'steward', 'decider'] as const).flatMap((role) => person(s[role], [...at, 'series', j, role])),
      ),
      ...checkOwner(k, at),
      ...checkReporting(k, at),
      ...checkSeries(k, at),
      ...checkTargets(k, k.target, k.bands, at),
      ...(k.series ?? []).flatMap((s, j) =>
        s.target || s.bands
          ? checkTargets(k, s.target ?? k.target, s.bands ?? k.bands, [...at, 'series', j], s.bands !== undefined)
          : [],
      ),
      ...checkTriggers(plan, k, at, person),
      ...checkOwnMeasure(plan, k, at),
      ...checkSilences(k, at),
      ...checkWhole(plan, k, at),
    ]
  })
  return [...each, ...checkOwnSource(plan)]
}

const checkOwner = (kpi: KpiSpec, at: PropertyKey[]): PlanProblem[] => {
  if (kpi.owner !== undefined || (kpi.series?.every((s) => s.owner !== undefined) ?? false)) return []
  return [
    problem('unowned', at, `nobody answers for KPI "${kpi.id}"; add "owner:" with one person, here or on every series`),
  ]
}

const checkReporting = (kpi: KpiSpec, at: PropertyKey[]): PlanProblem[] => {
  if (kpi.reporting !== 'cumulative' || kpi.aggregation === 'sum' || kpi.aggregation === 'ratio') return []
  const message = `a total is posted only of what adds up, and KPI "${kpi.id}" has aggregation ${kpi.aggregation}; make it sum or ratio, or reporting period`
  return [problem('no-total', [...at, 'reporting'], message)]
}

const checkSeries = (kpi: KpiSpec, at: PropertyKey[]): PlanProblem[] => {
  const names = [...(kpi.dimensions ?? [])].sort()
  const seen = new Set<string>()
  return (kpi.series ?? []).flatMap((s, j) => {
    const path = [...at, 'series', j]
    const given = Object.keys(s.dimensions).sort()
    if (given.join() !== names.join()) {
      const expected = names.length > 0 ? names.join(', ') : 'none (add "dimensions:" to the KPI)'
      return [
        problem(
          'wrong-dimensions',
          path,
          `this series names ${given.join(', ') || 'no dimension'}, but the KPI has ${expected}; give each of the KPI's once`,
        ),
      ]
    }
    const key = names.map((name) => `${name}=${s.dimensions[name]}`).join()
    if (seen.has(key))
      return [problem('duplicate-series', path, `the series ${key} is already given above; remove one`)]
    seen.add(key)
    return []
  })
}

type Bands = KpiSpec['bands']

const checkTargets = (
  kpi: KpiSpec,
  targets: TargetSpec[] | undefined,
  bands: Bands,
  at: PropertyKey[],
  ownBands = true,
): PlanProblem[] => {
  const found: PlanProblem[] = []
  const bandsAt = [...at, 'bands']
  if (targets && !bands)
    found.push(problem('no-bands', at, 'there is a target but no bands; add "bands:" with amber and red distances'))
  if (bands && ownBands && bands.red < bands.amber) {
    found.push(
      problem(
        'bands-crossed',
        bandsAt,
        `red (${bands.red}) lies nearer the target than amber (${bands.amber}); swap them`,
      ),
    )
  }
  for (const [j, target] of (targets ?? []).entries()) {
    const path = [...at, 'target', j]
    found.push(...checkTarget(kpi, target, path))
    if (bands?.as === 'percent' && canBeZero(target)) {
      found.push(
        problem(
          'percent-of-zero',
          bandsAt,
          `percent bands need a target that is never 0; give the bands as absolute distances`,
        ),
      )
    }
  }
  return [...found, ...checkOrder(targets ?? [], at)]
}

const checkOrder = (targets: TargetSpec[], at: PropertyKey[]): PlanProblem[] => {
  const starts = targets.map((t) => t.effectiveFrom ?? '')
  const j = starts.findIndex((start, i) => i > 0 && start <= starts[i - 1]!)
  const message = 'this target begins no later than the one above; list targets by effectiveFrom, earliest first'
  return j > 0 ? [problem('targets-unordered', [...at, 'target', j], message)] : []
}

/** A target whose size can vanish: percent bands would vanish with it. A range has no single size. */
const canBeZero = (target: TargetSpec): boolean => {
  if (target.constant !== undefined) return target.constant === 0
  if (!target.points) return true
  const values = target.points.map((p) => p.value)
  const oneSign = values.every((v) => v > 0) || values.every((v) => v < 0)
  return target.between === 'step' ? values.includes(0) : !oneSign
}

const checkTarget = (kpi: KpiSpec, target: TargetSpec, path: PropertyKey[]): PlanProblem[] => {
  if ((kpi.direction === 'range') !== (target.range !== undefined)) {
    const need = kpi.direction === 'range' ? 'a "range" with low and high' : 'a constant, points or lastYear'
    return [
      problem('target-direction', path, `KPI "${kpi.id}" has direction ${kpi.direction}; give its target as ${need}`),
    ]
  }
  if (target.range && target.range.low > target.range.high) {
    return [
      problem(
        'backwards',
        [...path, 'range'],
        `low (${target.range.low}) is above high (${target.range.high}); swap them`,
      ),
    ]
  }
  return checkPoints(kpi, target, path)
}

const checkPoints = (kpi: KpiSpec, target: TargetSpec, path: PropertyKey[]): PlanProblem[] => {
  let last = Number.NEGATIVE_INFINITY
  return (target.points ?? []).flatMap((point, p) => {
    const index = tryPeriod(kpi.cadence, point.at)
    const place = [...path, 'points', p, 'at']
    if (index === undefined) {
      return [
        problem(
          'wrong-period',
          place,
          `"${point.at}" is no ${kpi.cadence} period; write it like ${periodExample(kpi.cadence)}`,
        ),
      ]
    }
    const late = index <= last
    last = Math.max(last, index)
    return late
      ? [
          problem(
            'points-unordered',
            place,
            `${point.at} is not after the point above; list points by period, earliest first`,
          ),
        ]
      : []
  })
}
