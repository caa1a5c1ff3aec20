/** One trigger on one series, one slot further: readings for each level, their machines, the episode they share. */

import type { Episode, PastEpisode, Point, TriggerState } from './checkpoint.ts'
import type { Truth } from './condition.ts'
import { lookAtCapability } from './kind/capability.ts'
import { lookAtChange } from './kind/change.ts'
import { lookAtComposite } from './kind/composite.ts'
import { lookAtChart } from './kind/control-chart.ts'
import { lookAtForecast } from './kind/forecast.ts'
import { lookAtPace } from './kind/pace.ts'
import { freshMachine, isActive, type Machine, type Reading, stepMachine } from './machine.ts'
import { FLAP } from './plan/defaults.ts'
import type { Cadence } from './plan/measure.ts'
import type { ResolvedLevel, ResolvedTrigger } from './plan/resolved.ts'
import type { Level } from './plan/trigger.ts'
import type { Seen } from './seen.ts'
import { judged, type Look, NO_READING, type SlotFacts } from './slot-facts.ts'
import { breaches, recovers } from './status.ts'
import { windowOf } from './target-window.ts'
import type { TriggerMemory } from './trigger-memory.ts'

/** Past episodes kept: enough for the flap guard and for matching what was announced. */
const PAST_KEPT = 8

/** Longest look back of evidence, and the longest window a plan can ask for. */
export const RECENT_KEPT = 24

/** A trigger that has seen nothing. */
export const freshTrigger = (trigger: ResolvedTrigger): TriggerState => ({
  machines: Object.fromEntries(trigger.levels.map((l) => [l.level, freshMachine()])),
  past: [],
})

/** What lies around a slot: the newest ones, ending with it, and the conditions of the triggers before this one, after it. */
export interface Around {
  recent: readonly Point[]
  conditions: ReadonlyMap<string, Truth>
}

/** The state after one more due slot. */
export const stepTrigger = (
  state: TriggerState,
  trigger: ResolvedTrigger,
  slot: SlotFacts,
  { recent, conditions }: Around,
): TriggerState => {
  const machines: Partial<Record<Level, Machine>> = {}
  const look = lookOf(trigger, slot, state.memory, conditions)
  for (const level of trigger.levels) {
    const rule = ruleOf(trigger, level, slot)
    const reading = look?.reading ?? readingOf(trigger, level, slot)
    machines[level.level] = stepMachine(state.machines[level.level] ?? freshMachine(), rule, reading)
  }
  const { memory: _, ...rest } = state
  const next: TriggerState = { ...rest, machines, ...(look?.memory ? { memory: look.memory } : {}) }
  return settleEpisode(next, trigger, slot, { points: recent, seen: look?.seen })
}

/** What kinds with one level and a memory make of a slot; the others read it anew for each level. */
const lookOf = (
  trigger: ResolvedTrigger,
  slot: SlotFacts,
  memory: TriggerMemory | undefined,
  conditions: ReadonlyMap<string, Truth>,
): Look | undefined => {
  switch (trigger.kind) {
    case 'pace':
      return lookAtPace(trigger, slot, memory)
    case 'change':
      return lookAtChange(trigger, slot)
    case 'forecast':
      return lookAtForecast(trigger, slot, memory)
    case 'control-chart':
      return lookAtChart(trigger, slot, memory)
    case 'capability':
      return lookAtCapability(trigger, slot, memory)
    case 'composite':
      return lookAtComposite(trigger, slot, conditions)
    default:
      return undefined
  }
}

/** What an episode that begins on a slot stands on. */
interface Grounds {
  points: readonly Point[]
  seen: Seen | undefined
}

/** Data that never came at all is asked for after two due slots: the first one may simply precede the first delivery. */
const ruleOf = (trigger: ResolvedTrigger, level: ResolvedLevel, slot: SlotFacts) => {
  if (trigger.kind !== 'freshness' || slot.seen > 0) return level
  return { m: Math.max(2, level.m), n: Math.max(2, level.n), k: level.k }
}

const readingOf = (trigger: ResolvedTrigger, level: ResolvedLevel, slot: SlotFacts): Reading => {
  if (trigger.kind === 'freshness') {
    const here = slot.posted
    return { mark: here ? '0' : slot.stale ? 'X' : '-', suspected: false, recovered: here, mayFire: true }
  }
  const { yardstick, distance } = slot
  if (yardstick === undefined || distance === undefined) return NO_READING
  return judged(slot, trigger, {
    breach: breaches(distance, yardstick, level.level),
    // Red recovers like amber, when the KPI is on track again: half way back is no recovery and would open the same case twice.
    recovered: recovers(distance, yardstick, 'amber'),
  })
}

const settleEpisode = (
  state: TriggerState,
  trigger: ResolvedTrigger,
  slot: SlotFacts,
  grounds: Grounds,
): TriggerState => {
  const { machines, episode } = state
  const active = trigger.levels.filter((l) => isActive(machines[l.level]!))
  const firing = active.filter((l) => machines[l.level]!.state === 'firing').at(-1)
  if (!episode) return firing ? openEpisode(state, firing, trigger, slot, grounds) : state
  if (active.length === 0) return endEpisode(state, episode, slot.index - 1)
  if (firing?.level !== 'red' || episode.level !== 'amber') return state
  return { ...state, episode: { ...episode, level: 'red', points: grounds.points.slice(-firing.n) } }
}

const openEpisode = (
  state: TriggerState,
  firing: ResolvedLevel,
  trigger: ResolvedTrigger,
  slot: SlotFacts,
  { points, seen }: Grounds,
): TriggerState => {
  const first = Math.min(...trigger.levels.map((l) => firstBreach(state.machines[l.level]!, slot.index)))
  const span = Math.max(firing.n, slot.index - first + 1)
  // The newest three, this one included, begin within the guard's span.
  const earlier = state.past.at(1 - FLAP.episodes)
  const flap = earlier !== undefined && isClose(earlier.fired, slot.index, slot.cadence, trigger)
  const episode: Episode = {
    first,
    fired: slot.index,
    level: firing.level,
    flap,
    points: points.slice(-span),
    ...(seen ? { seen } : {}),
  }
  const { flapSince: _, ...rest } = state
  return { ...rest, episode, ...(flap ? { flapSince: state.flapSince ?? first } : {}) }
}

/** Every machine starts over, so that breaches of the episode that ended open no second one. */
const endEpisode = (state: TriggerState, episode: Episode, last: number): TriggerState => {
  const { episode: _, ...rest } = state
  const past: PastEpisode[] = [...state.past, { first: episode.first, fired: episode.fired, last }].slice(-PAST_KEPT)
  const machines = Object.fromEntries(Object.keys(state.machines).map((level) => [level, freshMachine()]))
  return { ...rest, machines, past }
}

/** Slot of the oldest breach in a machine's window. */
const firstBreach = (machine: Machine, index: number): number => {
  const at = machine.window.indexOf('X')
  return at < 0 ? index : index - (machine.window.length - 1 - at)
}

/** Whether an episode fires now: one that recovers does not. */
export const isFiring = (state: TriggerState | undefined): boolean =>
  Object.values(state?.machines ?? {}).some((machine) => machine.state === 'firing')

/** Whether two episodes share a slot. */
export const overlaps = (first: number, last: number, told: { first: number; last: number }): boolean =>
  first <= told.last && told.first <= last

/** Whether episodes that are still remembered came too close to one another; corrected data may say that they never did. */
export const hasFlapped = (
  { past, episode }: Pick<TriggerState, 'past' | 'episode'>,
  cadence: Cadence,
  trigger: Windowed,
): boolean => {
  const fired = [...past, ...(episode ? [episode] : [])].map((one) => one.fired)
  return fired.some((at, i) => {
    const first = fired[i + 1 - FLAP.episodes]
    return first !== undefined && isClose(first, at, cadence, trigger)
  })
}

type Windowed = Pick<ResolvedTrigger, 'pace' | 'forecast'>

/**
 * Whether two episodes lie so close that a third with them is flapping. What a trigger about a window asks ends with its window:
 * a target missed quarter after quarter does not come and go.
 */
const isClose = (first: number, at: number, cadence: Cadence, { pace, forecast }: Windowed): boolean => {
  const about = pace ?? forecast
  const begins = (slot: number) => (about ? windowOf(cadence, slot, about.window, about.yearBegins).first : 0)
  return at - first < flapSlots(cadence) && begins(at) === begins(first)
}

/** The longer of eight slots and thirty days, in slots; of weekdays there are 22 in thirty days at most. */
const flapSlots = (cadence: Cadence): number => {
  if (cadence === 'daily') return Math.max(FLAP.slots, FLAP.days)
  return cadence === 'weekdays' ? Math.max(FLAP.slots, 22) : FLAP.slots
}
