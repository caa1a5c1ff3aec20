/** A back-test in numbers: a line a trigger, a line a person. */

import { median } from 'simple-statistics'
import { civilDate } from '../civil.ts'
import type { Inhibition } from '../inhibition.ts'
import { slotAfter, slotNextWeek, workingTimeOf } from '../ladder-time.ts'
import { deciderOf } from '../plan/lookup.ts'
import type { ResolvedPlan, ResolvedTrigger } from '../plan/resolved.ts'
import { wallOf } from '../zone.ts'
import type { Backtest, SeriesBacktest } from './backtest.ts'
import type { Held } from './held.ts'
import { leadsOf, missesFor } from './verdict.ts'

/** Mean length of a calendar quarter. */
const QUARTER = (365.25 / 4) * 86_400_000

export interface TriggerSummary {
  trigger: string
  kpi: string
  kind: ResolvedTrigger['kind']
  /** Series with data, and how long they were watched, in quarters of a year, all together. */
  series: number
  watched: number
  /** Slots with a value of the longest series, and slots of all series that it could judge. */
  longest: number
  judging: number
  /** Decisions it would have asked for, those about its own flapping among them. */
  decisions: number
  flaps: number
  /** Decisions a quarter: of all series together, and of the busiest one. */
  perQuarter: number
  busiest?: { series: string; perQuarter: number }
  /** Decisions by calendar quarter (`2017-Q3`), quiet ones included. */
  quarters: Record<string, number>
  /** Episodes that were held back, by what at first, and those among them that were asked about later. */
  heldBack: { episodes: number; asked: number; by: Partial<Record<Inhibition['why'], number>> }
  /** Alarms whose effect check lies within the history, and those among them that came back unasked. */
  judged: number
  falseAlarms: number
  /** Misses of its series, those it told of, and how many slots before their first bad slot, negative for after. */
  misses: number
  told: number
  lead?: { earliest: number; median: number; latest: number }
}

export interface PersonSummary {
  person: string
  decisions: number
  /** Mails that bring them, each with all that waits at its slot: what it costs somebody who answers the first mail. */
  mails: number
}

/** One summary for each trigger of the plan that had data to look at; those that only serve composites ask nobody. */
export const summarize = (plan: ResolvedPlan, backtest: Backtest): TriggerSummary[] =>
  plan.kpis.flatMap((kpi) => {
    const series = backtest.series.filter(({ definition }) => definition.kpi.id === kpi.id)
    return series.length === 0 ? [] : asking(kpi.triggers).map((trigger) => summaryOf(trigger, series, backtest, plan))
  })

const asking = (triggers: readonly ResolvedTrigger[]) => triggers.filter(({ opensDecision }) => opensDecision !== false)

const summaryOf = (
  trigger: ResolvedTrigger,
  series: readonly SeriesBacktest[],
  { from, until }: Backtest,
  plan: ResolvedPlan,
): TriggerSummary => {
  const own = series.map((one) => ({ ...one, alarms: one.alarms.filter((alarm) => alarm.trigger === trigger.id) }))
  const alarms = own.flatMap((one) => one.alarms)
  const judged = alarms.filter(({ verdict }) => verdict === 'true' || verdict === 'false')
  const leads = own.flatMap((one) => {
    const misses = missesFor(trigger, { kpi: one.definition.kpi, course: one.course, misses: one.misses })
    return leadsOf(misses, one.alarms, trigger.effectCheck)
  })
  const told = leads.filter((lead) => lead !== undefined)
  const watchedOf = ({ definition }: SeriesBacktest) => Math.max(1, (until - definition.appliedAt) / QUARTER)
  const watched = own.reduce((sum, one) => sum + watchedOf(one), 0)
  const [busiest] = own
    .map((one) => ({ series: one.definition.series.key, perQuarter: one.alarms.length / watchedOf(one) }))
    .sort((a, b) => b.perQuarter - a.perQuarter)
  return {
    trigger: trigger.id,
    kpi: series[0]!.definition.kpi.id,
    kind: trigger.kind,
    series: series.length,
    watched,
    longest: Math.max(...series.map(({ course }) => course.filter(({ value }) => value !== undefined).length)),
    judging: series.reduce(
      (sum, { course }) => sum + course.filter((slot) => slot.judging.includes(trigger.id)).length,
      0,
    ),
    decisions: alarms.length,
    flaps: alarms.filter(({ about }) => about === 'flap').length,
    perQuarter: alarms.length / Math.max(1, (until - from) / QUARTER),
    ...(alarms.length > 0 && busiest ? { busiest } : {}),
    quarters: byQuarter(
      alarms.map(({ at }) => at),
      { from, until, zone: plan.organisation.timezone },
    ),
    heldBack: heldIn(own.flatMap(({ held }) => held.filter((one) => one.trigger === trigger.id))),
    judged: judged.length,
    falseAlarms: judged.filter(({ verdict }) => verdict === 'false').length,
    misses: leads.length,
    told: told.length,
    ...(told.length > 0
      ? { lead: { earliest: Math.max(...told), median: median(told), latest: Math.min(...told) } }
      : {}),
  }
}

const heldIn = (held: readonly Held[]): TriggerSummary['heldBack'] => ({
  episodes: held.length,
  asked: held.filter(({ ended }) => ended?.how === 'asked').length,
  by: Object.fromEntries([...Map.groupBy(held, ({ by }) => by[0]!.why)].map(([why, all]) => [why, all.length])),
})

const byQuarter = (
  moments: readonly number[],
  { from, until, zone }: { from: number; until: number; zone: string },
): Record<string, number> => {
  const quarterOf = (at: number) => {
    const { year, month } = civilDate(wallOf(at, zone).day)
    return year * 4 + Math.floor((month - 1) / 3)
  }
  const counts: Record<string, number> = {}
  const name = (quarter: number) => `${Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`
  for (let quarter = quarterOf(from); quarter <= quarterOf(until); quarter++) counts[name(quarter)] = 0
  for (const at of moments) counts[name(quarterOf(at))]! += 1
  return counts
}

/** Who would have been asked, most decisions first. Decisions of one slot travel in one mail; S1 has a mail of its own. */
export const peopleOf = (plan: ResolvedPlan, backtest: Backtest): PersonSummary[] => {
  const people = new Map<string, { decisions: number; slots: Set<string> }>()
  for (const { definition, alarms } of backtest.series) {
    for (const alarm of alarms) {
      const trigger = definition.kpi.triggers.find(({ id }) => id === alarm.trigger)!
      const person = alarm.about === 'flap' ? definition.series.owner : deciderOf(trigger, definition.series)
      const known = people.get(person) ?? { decisions: 0, slots: new Set() }
      known.decisions += 1
      known.slots.add(mailSlot(plan, person, alarm, `${alarm.trigger} ${alarm.series}`))
      people.set(person, known)
    }
  }
  return [...people]
    .map(([person, { decisions, slots }]) => ({ person, decisions, mails: slots.size }))
    .sort((a, b) => b.decisions - a.decisions || (a.person < b.person ? -1 : 1))
}

const mailSlot = (
  plan: ResolvedPlan,
  person: string,
  { severity, at }: { severity: string; at: number },
  question: string,
): string => {
  const time = workingTimeOf(plan, person)
  if (severity === 'S1') return `${at} ${question}`
  return String(severity === 'S4' ? slotNextWeek(time, at) : slotAfter(time, at))
}
