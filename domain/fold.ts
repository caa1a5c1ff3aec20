/**
 * Folding a series: due slots in period order through its triggers, up to `now`. Live processing is one more slot, a
 * correction folds again from an earlier state; both come to the same state, whatever the order of arrival.
 */
import { type Announcement, announce } from './announce.ts'
import { type Checkpoint, continues, type FoldState, type Head, type TriggerStanding } from './checkpoint.ts'
import { isCumulative, type OwnSlot, ownSlots } from './cumulative.ts'
import { dueAt, settledAt, staleAt } from './deadline.ts'
import { deadlineOf, type Regime, regimeOf, regimesOf, type SeriesDefinition } from './definition.ts'
import type { Effect } from './effect.ts'
import { episodeIdOf } from './episode-id.ts'
import { freshState, snapshot, stepWalk, type Walk, walkFrom } from './fold-state.ts'
import { type Inhibitions, lookAgain } from './inhibition.ts'
import { severityAt } from './level-severity.ts'
import type { Slot } from './observation-view.ts'
import { formatPeriod, periodOfDay } from './period.ts'
import { wallOf } from './zone.ts'

/** States are kept at every slot whose index + 1 is a multiple of this, so that a replay writes them under the same keys. */
export const KEEP_EVERY = 50

/** What a fold needs. */
export interface FoldInput {
  /**
   * State to go on from: `latest.base` unless a slot at or before its `through` changed; then an older kept state
   * (`stateBefore`), or none to fold from the beginning.
   */
  base?: FoldState | undefined
  /** The newest checkpoint: what has been told. Absent only for a series never folded before. */
  latest?: Checkpoint | undefined
  /** Every slot with data after `base.through` (all of them without a base), in any order; older ones are passed over. */
  slots: readonly Slot[]
  /** The versions of the plan that matter, at least the newest; the oldest given governs everything before it. */
  definitions: readonly SeriesDefinition[]
  /** What keeps triggers from asking that the series itself does not show: silences, drivers, wholes. */
  inhibitions?: Inhibitions
  now: number
}

/** What a fold comes to. Store `checkpoint` and `kept` (each under its `through`) together with what `effects` open. */
export interface Folded {
  checkpoint: Checkpoint
  kept: FoldState[]
  effects: Effect[]
  /** When time alone changes the series itself next, epoch ms: `wakeAt` of the checkpoint but for what holds it back from outside. */
  changesAt: number
}

/** Folds a series up to now. Pure: the same input gives the same answer. */
export const foldSeries = (input: FoldInput): Folded => {
  const regimes = regimesOf(input.definitions, input.now, input.slots)
  const { kpi, series } = regimes.at(-1)!.definition
  const usable = input.base && continues(input.base, kpi) ? input.base : undefined
  const posted = sortedAfter(input.slots, usable?.through)
  const slots = ownSlots(kpi, posted, usable && { index: usable.through, total: usable.total })
  const start = usable ?? {
    ...freshState(kpi.cadence, firstSlot(regimes, slots)),
    ...(isCumulative(kpi) ? { cumulative: true as const } : {}),
  }
  const last = newestDue(regimes, slots, input.now)
  const walked = walkTo(start, regimes, slots, last)
  const regime = regimeOf(regimes, Math.max(walked.head.through, walked.head.first))
  const told = announce({
    series: series.key,
    version: regimes.at(-1)!.definition.version,
    head: walked.head,
    triggers: regime.triggers,
    announced: input.latest?.announced ?? {},
    inhibitions: input.inhibitions ?? {},
  })
  const changesAt = nextChange(regimes, walked.base.through, walked.head.through, slots)
  const checkpoint: Checkpoint = {
    base: walked.base,
    head: headOf(walked.head, regime, told, series.key),
    announced: told.announced,
    wakeAt: Math.min(changesAt, lookAgain(Object.values(told.inhibited), input.now)),
  }
  return { checkpoint, kept: walked.kept, effects: told.effects, changesAt }
}

/** The newest kept state that does not contain a changed slot; `undefined`: fold from the beginning. */
export const stateBefore = (states: readonly FoldState[], changed: number): FoldState | undefined =>
  states
    .filter((state) => state.through < changed)
    .reduce<FoldState | undefined>(
      (best, state) => (best === undefined || state.through > best.through ? state : best),
      undefined,
    )

const sortedAfter = (slots: readonly Slot[], through: number | undefined): Slot[] => {
  const later = through === undefined ? [...slots] : slots.filter((slot) => slot.index > through)
  const ordered = later.every((slot, i) => i === 0 || later[i - 1]!.index < slot.index)
  return ordered ? later : later.sort((a, b) => a.index - b.index)
}

/** A series begins with its first data or with the period in which its plan was first applied, whichever is earlier. */
const firstSlot = (regimes: readonly Regime[], slots: readonly OwnSlot[]): number => {
  const { appliedAt, kpi } = regimes[0]!.definition
  const expected = periodOfDay(kpi.cadence, wallOf(appliedAt, kpi.timezone).day)
  return Math.min(expected, slots[0]?.index ?? expected)
}

/** The newest slot that is due: by its deadline, or earlier because its period is over and its data final. */
const newestDue = (regimes: readonly Regime[], slots: readonly OwnSlot[], now: number): number => {
  const { kpi } = regimes.at(-1)!.definition
  const lastEnded = periodOfDay(kpi.cadence, wallOf(now, kpi.timezone).day) - 1
  const early = slots.findLast((slot) => slot.final && slot.index <= lastEnded)?.index ?? Number.NEGATIVE_INFINITY
  let due = Number.NEGATIVE_INFINITY
  for (const [i, regime] of regimes.entries()) {
    const until = regimes[i + 1]?.from ?? Number.POSITIVE_INFINITY
    // A shorter lag of a later version must not hurry the slots before it.
    if (regime.lastDue >= regime.from) due = Math.max(due, Math.min(regime.lastDue, until - 1))
  }
  return Math.max(due, early)
}

interface Walked {
  base: FoldState
  head: FoldState
  kept: FoldState[]
}

/** Walks to `last`; the base stops before the first slot that time alone may still change. */
const walkTo = (start: FoldState, regimes: readonly Regime[], slots: readonly OwnSlot[], last: number): Walked => {
  const walk: Walk = walkFrom(start)
  const kept: FoldState[] = []
  let base: FoldState | undefined
  let next = 0
  while (walk.through < last) {
    const index = walk.through + 1
    while (next < slots.length && slots[next]!.index < index) next++
    const data = slots[next]?.index === index ? slots[next] : undefined
    if (!base && !isClosed(regimeOf(regimes, index), index, data)) base = snapshot(walk)
    stepWalk(walk, regimes, data)
    if (!base && (index + 1) % KEEP_EVERY === 0) kept.push(snapshot(walk))
  }
  const head = snapshot(walk)
  return { base: base ?? head, head, kept }
}

/** Whether only data can change a slot any more: final, settled, or missing past its grace. */
const isClosed = (regime: Regime, index: number, data: OwnSlot | undefined): boolean =>
  data ? data.final || index <= regime.lastSettled : index <= regime.lastStale

/** When time alone changes something next: the next slot falls due, a missing one goes stale, a provisional one settles. */
const nextChange = (regimes: readonly Regime[], base: number, head: number, slots: readonly OwnSlot[]): number => {
  const moment = (index: number, deadline: typeof dueAt) =>
    deadlineOf(regimeOf(regimes, index).definition, deadline, index)
  let earliest = moment(head + 1, dueAt)
  const open = new Map(
    slots.filter((slot) => slot.index > base && slot.index <= head).map((slot) => [slot.index, slot]),
  )
  for (let index = base + 1; index <= head; index++) {
    const data = open.get(index)
    if (isClosed(regimeOf(regimes, index), index, data)) continue
    earliest = Math.min(earliest, moment(index, data ? settledAt : staleAt))
  }
  return earliest
}

const WORST = ['firing', 'recovering', 'pending', 'ok'] as const

const headOf = (
  state: FoldState,
  regime: Regime,
  { announced, inhibited }: Pick<Announcement, 'announced' | 'inhibited'>,
  series: string,
): Head => {
  const latest = state.recent.findLast((point) => point[1] !== null)
  const triggers: Record<string, TriggerStanding> = {}
  for (const trigger of regime.triggers) {
    const own = state.triggers[trigger.id]
    const states = Object.values(own?.machines ?? {}).map((machine) => machine.state)
    const standing: TriggerStanding = { state: WORST.find((s) => states.includes(s)) ?? 'ok' }
    if (own?.episode) {
      const { level, first } = own.episode
      standing.level = level
      standing.severity = severityAt(trigger, level)
      standing.episodeId =
        announced[trigger.id]?.episode?.id ?? episodeIdOf(trigger.id, series, formatPeriod(state.cadence, first))
    }
    const inhibition = inhibited[trigger.id]
    if (inhibition) standing.inhibited = inhibition
    triggers[trigger.id] = standing
  }
  return {
    through: state.through,
    ...(state.through >= state.first ? { period: formatPeriod(state.cadence, state.through) } : {}),
    status: state.status,
    ...(latest ? { latest } : {}),
    triggers,
  }
}
