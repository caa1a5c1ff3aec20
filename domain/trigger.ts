/** One trigger on one series, one slot further: readings for each level, their machines, the episode they share. */

import type { Episode, PastEpisode, Point, TriggerState } from './checkpoint.ts'
import type { Mark } from './condition.ts'
import { freshMachine, isActive, type Machine, type Reading, stepMachine } from './machine.ts'
import { FLAP } from './plan/defaults.ts'
import type { Cadence } from './plan/measure.ts'
import type { ResolvedLevel, ResolvedTrigger } from './plan/resolved.ts'
import type { Level } from './plan/trigger.ts'
import { breaches, recovers } from './status.ts'
import type { Yardstick } from './target.ts'

/** A due slot as the triggers of its series see it. */
export interface SlotFacts {
  index: number
  cadence: Cadence
  /** Absent: missing. */
  value?: number | undefined
  final: boolean
  /** Provisional data may fire from here on. */
  settled: boolean
  /** Missing past its grace. */
  stale: boolean
  yardstick?: Yardstick | undefined
  distance?: number | undefined
  /** Slots with data up to and including this one. */
  seen: number
}

/** Past episodes kept: enough for the flap guard and for matching what was announced. */
const PAST_KEPT = 8

/** Longest look back of evidence, and the longest window a plan can ask for. */
export const RECENT_KEPT = 24

/** A trigger that has seen nothing. */
export const freshTrigger = (trigger: ResolvedTrigger): TriggerState => ({
  machines: Object.fromEntries(trigger.levels.map((l) => [l.level, freshMachine()])),
  past: [],
})

/** The state after one more due slot. `recent` ends with this slot. */
export const stepTrigger = (
  state: TriggerState,
  trigger: ResolvedTrigger,
  slot: SlotFacts,
  recent: readonly Point[],
): TriggerState => {
  const machines: Partial<Record<Level, Machine>> = {}
  for (const level of trigger.levels) {
    const rule = ruleOf(trigger, level, slot)
    machines[level.level] = stepMachine(
      state.machines[level.level] ?? freshMachine(),
      rule,
      readingOf(trigger, level, slot),
    )
  }
  return settleEpisode(state, machines, trigger, slot, recent)
}

/** Data that never came at all is asked for after two due slots: the first one may simply precede the first delivery. */
const ruleOf = (trigger: ResolvedTrigger, level: ResolvedLevel, slot: SlotFacts) => {
  if (trigger.kind !== 'freshness' || slot.seen > 0) return level
  return { m: Math.max(2, level.m), n: Math.max(2, level.n), k: level.k }
}

const readingOf = (trigger: ResolvedTrigger, level: ResolvedLevel, slot: SlotFacts): Reading => {
  const here = slot.value !== undefined
  if (trigger.kind === 'freshness') {
    const mark: Mark = here ? '0' : slot.stale ? 'X' : '-'
    return { mark, suspected: false, recovered: here, mayFire: true }
  }
  const { yardstick, distance } = slot
  if (yardstick === undefined || distance === undefined)
    return { mark: '-', suspected: false, recovered: false, mayFire: false }
  const breach = breaches(distance, yardstick, level.level)
  const firm = slot.final || (slot.settled && !trigger.requireFinal)
  return {
    mark: firm ? (breach ? 'X' : '0') : '-',
    suspected: breach && !firm,
    // Red recovers like amber, when the KPI is on track again: half way back is no recovery and would open the same case twice.
    recovered: firm && recovers(distance, yardstick, 'amber'),
    mayFire: slot.seen >= trigger.minimumHistory,
  }
}

const settleEpisode = (
  state: TriggerState,
  machines: Partial<Record<Level, Machine>>,
  trigger: ResolvedTrigger,
  slot: SlotFacts,
  recent: readonly Point[],
): TriggerState => {
  const next: TriggerState = { ...state, machines }
  const active = trigger.levels.filter((l) => isActive(machines[l.level]!))
  const firing = active.filter((l) => machines[l.level]!.state === 'firing').at(-1)
  if (!state.episode) return firing ? openEpisode(next, firing, trigger, slot, recent) : next
  if (active.length === 0) return endEpisode(next, state.episode, slot.index - 1)
  if (firing?.level === 'red' && state.episode.level === 'amber') {
    next.episode = { ...state.episode, level: 'red', points: recent.slice(-firing.n) }
  }
  return next
}

const openEpisode = (
  state: TriggerState,
  firing: ResolvedLevel,
  trigger: ResolvedTrigger,
  slot: SlotFacts,
  recent: readonly Point[],
): TriggerState => {
  const first = Math.min(...trigger.levels.map((l) => firstBreach(state.machines[l.level]!, slot.index)))
  const span = Math.max(firing.n, slot.index - first + 1)
  // The newest three, this one included, begin within the guard's span.
  const earlier = state.past.at(1 - FLAP.episodes)
  const flap = earlier !== undefined && slot.index - earlier.fired < flapSlots(slot.cadence)
  const episode: Episode = { first, fired: slot.index, level: firing.level, flap, points: recent.slice(-span) }
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

/** Whether episodes that are still remembered came too close to one another; corrected data may say that they never did. */
export const hasFlapped = ({ past, episode }: Pick<TriggerState, 'past' | 'episode'>, cadence: Cadence): boolean => {
  const fired = [...past, ...(episode ? [episode] : [])].map((one) => one.fired)
  return fired.some((at, i) => i + 1 >= FLAP.episodes && at - fired[i + 1 - FLAP.episodes]! < flapSlots(cadence))
}

/** The longer of eight slots and thirty days, in slots. */
const flapSlots = (cadence: Cadence): number => (cadence === 'daily' ? Math.max(FLAP.slots, FLAP.days) : FLAP.slots)
