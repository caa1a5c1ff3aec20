/** From a plan as written to a plan with nothing left open. */
import {
  CLEARING,
  CLOSES_AFTER,
  CONDITION,
  DECIDE,
  EFFECT_CHECK,
  MAIL_SLOT,
  PROGRAMME,
  RESPOND,
  SEVERITY,
  STEADY_CONDITION,
  TIMING,
  WORKING_DAYS,
} from './defaults.ts'
import type { Cadence, KpiSpec, TargetSpec } from './measure.ts'
import { resolveOwnMeasure } from './own-measure.ts'
import type { Plan } from './plan.ts'
import type { ProgrammeSpec } from './programme.ts'
import type {
  ResolvedCalendar,
  ResolvedKpi,
  ResolvedLevel,
  ResolvedPlan,
  ResolvedProgramme,
  ResolvedReview,
  ResolvedTarget,
  ResolvedTrigger,
  ResolvedWorkflow,
  TargetWindow,
} from './resolved.ts'
import type { ReviewSpec } from './review.ts'
import { expandSeries } from './series.ts'
import { parseSpan } from './text.ts'
import type { Level, TriggerSpec } from './trigger.ts'
import type { WorkflowSpec } from './workflow.ts'

/** Fills in every default. Expects a plan that `parsePlan` let through: its references hold. */
export const resolvePlan = (plan: Plan): ResolvedPlan => {
  const { organisation } = plan
  const calendar = organisation.calendar ?? plan.calendars[0]!.id
  const locale = organisation.locale ?? 'en-GB'
  const accountableOf = new Map((plan.priorities ?? []).map((p) => [p.id, p.accountable]))
  const kpis = plan.kpis.map((kpi) =>
    resolveKpi(kpi, calendar, organisation, kpi.priority ? accountableOf.get(kpi.priority) : undefined),
  )
  const { name, timezone, desk, mail } = organisation
  return {
    organisation: {
      name,
      timezone,
      locale,
      desk,
      calendar,
      mail: { slot: mail?.slot ?? MAIL_SLOT, budget: mail?.budget ?? 1 },
      ...((organisation.yearBegins ?? 1) === 1 ? {} : { yearBegins: organisation.yearBegins }),
    },
    calendars: plan.calendars.map(resolveCalendar),
    people: plan.people.map((p) => ({
      ...p,
      calendar: p.calendar ?? calendar,
      timezone: p.timezone ?? timezone,
      locale: p.locale ?? locale,
      absences: p.absences ?? [],
    })),
    sources: (plan.sources ?? []).map((s) => ({ ...s, name: s.name ?? s.id })),
    functions: (plan.functions ?? []).map((f) => ({ id: f.id, name: f.name ?? f.id })),
    priorities: (plan.priorities ?? []).map((p) => ({
      ...p,
      accountable: p.accountable ?? desk,
      functions: p.functions ?? [],
      initiatives: p.initiatives ?? [],
    })),
    initiatives: plan.initiatives ?? [],
    kpis,
    series: plan.kpis.flatMap((spec, i) => expandSeries(kpis[i]!, spec, resolveTarget)),
    ...strategyInMotion(plan, calendar, timezone),
    escalation: plan.escalation ?? { chain: ['owner', 'deputy', 'manager', 'accountable', 'desk'] },
    ...(plan.limits && { limits: plan.limits }),
    ...(plan.acknowledged && { acknowledged: plan.acknowledged }),
  }
}

/** Reviews, programmes and workflows, each only where the plan has any. */
const strategyInMotion = (plan: Plan, calendar: string, timezone: string) => ({
  ...(plan.reviews && { reviews: plan.reviews.map((review) => resolveReview(review, calendar, timezone)) }),
  ...(plan.programmes && { programmes: plan.programmes.map(resolveProgramme) }),
  ...(plan.workflows && { workflows: plan.workflows.map((workflow) => resolveWorkflow(workflow, plan)) }),
})

const resolveReview = (review: ReviewSpec, calendar: string, timezone: string): ResolvedReview => ({
  ...review,
  timezone: review.timezone ?? timezone,
  calendar: review.calendar ?? calendar,
  holidays: review.holidays ?? 'after',
  closesAfter: parseSpan(review.closesAfter ?? CLOSES_AFTER),
})

const resolveProgramme = (programme: ProgrammeSpec): ResolvedProgramme => {
  const horizon = programme.horizon ?? PROGRAMME.horizon
  return {
    ...programme,
    champions: programme.champions ?? [],
    horizon,
    gates: programme.gates ?? [...new Set([...PROGRAMME.gates.filter((day) => day < horizon), horizon])],
    mailBudget: programme.mailBudget ?? PROGRAMME.mailBudget,
  }
}

const resolveWorkflow = (workflow: WorkflowSpec, plan: Plan): ResolvedWorkflow => {
  const { lateAfter, ...rest } = workflow
  const owner = workflow.owner ?? plan.organisation.desk
  return {
    ...rest,
    owner,
    activities: workflow.activities.map((activity) => ({
      ...activity,
      name: activity.name ?? activity.id,
      owner: activity.owner ?? owner,
    })),
    ...(lateAfter === undefined ? {} : { lateAfter: parseSpan(lateAfter) }),
  }
}

/** A calendar with its defaults. */
export const resolveCalendar = (c: Plan['calendars'][number]): ResolvedCalendar => ({
  id: c.id,
  name: c.name ?? c.id,
  workingDays: c.workingDays ?? [...WORKING_DAYS],
  hours: c.hours ?? { from: '09:00', to: '17:00' },
  holidays: [...(c.holidays ?? [])].sort(),
})

const resolveKpi = (
  kpi: KpiSpec,
  calendar: string,
  organisation: Plan['organisation'],
  accountable: string | undefined,
): ResolvedKpi => {
  const { cadence } = kpi
  const targetWindow = { window: kpi.window ?? 'year', yearBegins: organisation.yearBegins ?? 1 }
  const calendarYear = targetWindow.window === 'year' && targetWindow.yearBegins === 1
  const span = (key: keyof typeof TIMING) => (kpi[key] === undefined ? TIMING[key][cadence] : parseSpan(kpi[key]))
  const { target, bands, series: _series, window: _window, measures, ...rest } = kpi
  return {
    ...rest,
    decimals: kpi.decimals ?? 0,
    kind: kpi.kind ?? 'lagging',
    leads: kpi.leads ?? [],
    tradesOff: kpi.tradesOff ?? [],
    per: kpi.per ?? (kpi.unit === '%' ? 100 : 1),
    reporting: kpi.reporting ?? 'period',
    ...(calendarYear ? {} : { targetWindow }),
    lag: span('lag'),
    grace: span('grace'),
    settle: span('settle'),
    lock: span('lock'),
    calendar: kpi.calendar ?? calendar,
    timezone: organisation.timezone,
    ...(kpi.owner === undefined ? {} : { owner: kpi.owner, steward: kpi.steward ?? kpi.owner }),
    ...(accountable === undefined ? {} : { accountable }),
    dimensions: [...(kpi.dimensions ?? [])].sort(),
    targets: (target ?? []).map(resolveTarget),
    ...(bands ? { bands: { ...bands, as: bands.as ?? 'absolute' } } : {}),
    references: kpi.references ?? [],
    ...(measures ? { measures: resolveOwnMeasure(measures) } : {}),
    triggers: (kpi.triggers ?? []).map((trigger) => resolveTrigger(trigger, kpi, targetWindow)),
  }
}

const resolveTarget = (target: TargetSpec): ResolvedTarget => {
  const since = target.effectiveFrom === undefined ? {} : { effectiveFrom: target.effectiveFrom }
  if (target.range) return { kind: 'range', ...since, ...target.range }
  if (target.points) return { kind: 'points', ...since, between: target.between ?? 'linear', points: target.points }
  if (target.lastYear) return { kind: 'lastYear', ...since, ...target.lastYear }
  return { kind: 'constant', ...since, value: target.constant! }
}

const resolveTrigger = (trigger: TriggerSpec, kpi: KpiSpec, targetWindow: TargetWindow): ResolvedTrigger => {
  const { cadence } = kpi
  return {
    id: trigger.id,
    kind: trigger.kind,
    levels: resolveLevels(trigger, cadence),
    ...resolveKind(trigger, kpi, targetWindow),
    ...(trigger.opensDecision === undefined ? {} : { opensDecision: trigger.opensDecision }),
    minimumHistory: trigger.minimumHistory ?? 0,
    // Half a month always looks like a fall.
    requireFinal: trigger.requireFinal ?? trigger.kind === 'change',
    question: trigger.question,
    decider: trigger.decider ?? (trigger.kind === 'freshness' ? 'steward' : 'decider'),
    options: trigger.options,
    fallback: trigger.fallback,
    effectCheck: trigger.effectCheck ?? EFFECT_CHECK[cadence],
  }
}

const resolveLevels = (trigger: TriggerSpec, cadence: Cadence): ResolvedLevel[] => {
  switch (trigger.kind) {
    case 'freshness':
      return [resolveLevel('red', { m: 1, n: 1, k: 1, severity: 'S3', ...defined(trigger) }, cadence)]
    case 'threshold':
      if (trigger.level !== 'amber') return [resolveLevel('red', trigger, cadence)]
      return [resolveLevel('amber', trigger, cadence), resolveLevel('red', trigger.red ?? {}, cadence)]
    case 'change':
    case 'control-chart':
    case 'composite':
      return [resolveLevel('amber', { m: 1, n: 1, ...defined(trigger) }, cadence)]
    case 'capability':
      return [resolveLevel('amber', { m: 1, n: 1, k: 1, ...defined(trigger) }, cadence)]
    case 'pace':
    case 'forecast':
      return [resolveLevel('amber', { ...STEADY_CONDITION[cadence], ...defined(trigger) }, cadence)]
  }
}

type OfOneKind = Pick<ResolvedTrigger, 'pace' | 'change' | 'forecast' | 'chart' | 'composite'>

/** What only one kind has. */
const resolveKind = (trigger: TriggerSpec, { aggregation }: KpiSpec, targetWindow: TargetWindow): OfOneKind => {
  const { window = targetWindow.window, yearBegins = targetWindow.yearBegins } = trigger
  switch (trigger.kind) {
    case 'pace':
      return { pace: { window, yearBegins } }
    case 'change':
      return { change: { against: trigger.against ?? 'previous', by: trigger.by!, floor: trigger.floor! } }
    case 'forecast': {
      const of = aggregation === 'sum' || aggregation === 'last' ? aggregation : 'mean'
      return { forecast: { window, yearBegins, of } }
    }
    case 'control-chart':
    case 'capability': {
      const { rules = 'wheeler', side = 'adverse', classic = false, baselineFrom } = trigger
      return { chart: { rules, side, classic, ...(baselineFrom === undefined ? {} : { baselineFrom }) } }
    }
    case 'composite': {
      const { all, any, none } = trigger
      return { composite: { ...(all && { all }), ...(any && { any }), ...(none && { none }) } }
    }
    default:
      return {}
  }
}

type Firing = Pick<TriggerSpec, 'severity' | 'm' | 'n' | 'k' | 'respondBy' | 'decideBy'>

const defined = ({ severity, m, n, k, respondBy, decideBy }: Firing): Firing =>
  Object.fromEntries(
    Object.entries({ severity, m, n, k, respondBy, decideBy }).filter(([, value]) => value !== undefined),
  )

const resolveLevel = (level: Level, given: Firing, cadence: Cadence): ResolvedLevel => {
  const severity = given.severity ?? SEVERITY[level]
  const condition = CONDITION[level][cadence]
  return {
    level,
    severity,
    m: given.m ?? condition.m,
    n: given.n ?? condition.n,
    k: given.k ?? CLEARING[cadence],
    respondBy: given.respondBy === undefined ? RESPOND[severity][cadence] : parseSpan(given.respondBy),
    decideBy: given.decideBy === undefined ? DECIDE[severity][cadence] : parseSpan(given.decideBy),
  }
}
