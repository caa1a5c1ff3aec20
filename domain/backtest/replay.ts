/**
 * A series folded again as it would have been live: at every arrival and every moment at which time alone changes something,
 * from the checkpoint before, as the deployed functions do. What the fold had to tell becomes alarms.
 */
import { askingBy } from '../answered-elsewhere.ts'
import type { Checkpoint, FoldState } from '../checkpoint.ts'
import type { SeriesDefinition } from '../definition.ts'
import { type Folded, type FoldInput, foldSeries, stateBefore } from '../fold.ts'
import { type Inhibitions, isOutside, lookAgain } from '../inhibition.ts'
import type { ObservationItem } from '../observation.ts'
import { type Slot, sameSlot, slotOf } from '../observation-view.ts'
import type { ResolvedTrigger } from '../plan/resolved.ts'
import type { PostingProblem } from '../posting-problem.ts'
import { type Alarm, Listening } from './alarm.ts'
import { type Arrival, receive } from './arrival.ts'
import { type Held, Holding } from './held.ts'

export interface Replay {
  checkpoint: Checkpoint | undefined
  alarms: Alarm[]
  held: Held[]
  /** What was known in the end, by slot. */
  slots: Slot[]
  /** Arrivals that the intake would have refused. */
  refused: { arrival: Arrival; problem: PostingProblem }[]
}

/** What keeps those triggers of a series back that would ask at `now`. */
export type InhibitedBy = (asking: readonly ResolvedTrigger[], now: number) => Inhibitions

/** Replays a series by itself up to `until` (epoch ms): nothing elsewhere holds it back. Pure. */
export const replaySeries = (definition: SeriesDefinition, arrivals: readonly Arrival[], until: number): Replay => {
  const replaying = new Replaying(definition, arrivals, () => ({}))
  while (replaying.next <= until && Number.isFinite(replaying.next)) replaying.step()
  return replaying.done()
}

/** A series in the middle of its replay. */
export class Replaying {
  readonly #definition: SeriesDefinition
  readonly #inhibitedBy: InhibitedBy
  readonly #queue: readonly Arrival[]
  readonly #items = new Map<number, ObservationItem>()
  readonly #slots = new Map<number, Slot>()
  readonly #kept = new Map<number, FoldState>()
  readonly #listening: Listening
  readonly #holding: Holding
  readonly #refused: Replay['refused'] = []
  #arrived = 0
  #changesAt = Number.POSITIVE_INFINITY
  #latest: Checkpoint | undefined

  constructor(definition: SeriesDefinition, arrivals: readonly Arrival[], inhibitedBy: InhibitedBy) {
    this.#definition = definition
    this.#inhibitedBy = inhibitedBy
    this.#queue = [...arrivals].sort((a, b) => a.at - b.at)
    this.#listening = new Listening(definition)
    this.#holding = new Holding(definition)
  }

  /** Where it stands; undefined before its first figure. */
  get latest(): Checkpoint | undefined {
    return this.#latest
  }

  /** When something changes next: figures arrive, or time alone does it. Nothing wakes a series before its first figure. */
  get next(): number {
    return Math.min(this.#arrivesAt, this.#latest?.wakeAt ?? Number.POSITIVE_INFINITY)
  }

  get #arrivesAt(): number {
    return this.#queue[this.#arrived]?.at ?? Number.POSITIVE_INFINITY
  }

  /** Folds what changes at that moment. */
  step(): void {
    const now = this.next
    if (this.#goesOn(now)) return
    const changed: number[] = []
    while (this.#queue[this.#arrived]?.at === now) changed.push(...this.#receive(this.#queue[this.#arrived++]!))
    const base = this.#baseFor(changed)
    // A state that held what has changed must never be gone on from.
    const oldest = Math.min(...changed)
    for (const through of this.#kept.keys()) if (through >= oldest) this.#kept.delete(through)
    const after = base?.through ?? Number.NEGATIVE_INFINITY
    const slots = [...this.#slots.values()].filter(({ index }) => index > after)
    const { checkpoint, kept, effects, changesAt } = this.#fold({
      base,
      latest: this.#latest,
      slots,
      definitions: [this.#definition],
      now,
    })
    for (const state of kept) this.#kept.set(state.through, state)
    for (const effect of effects) this.#listening.hear(effect, checkpoint.head.through, now)
    this.#holding.watch(checkpoint, effects, now)
    this.#latest = checkpoint
    this.#changesAt = changesAt
  }

  /** A look at what holds the series back from outside, and it still does: a fold would come to the same. */
  #goesOn(now: number): boolean {
    const latest = this.#latest
    if (!latest || now >= this.#changesAt || now === this.#arrivesAt) return false
    const standing = Object.entries(latest.head.triggers)
    const outside = standing.flatMap(([id, { inhibited }]) =>
      inhibited && isOutside(inhibited) ? [[id, inhibited]] : [],
    )
    const before = Object.fromEntries(outside) as Inhibitions
    const asking = this.#definition.kpi.triggers.filter(({ id }) => before[id])
    const still = this.#inhibitedBy(asking, now)
    if (asking.some(({ id }) => JSON.stringify(still[id]) !== JSON.stringify(before[id]))) return false
    this.#latest = { ...latest, wakeAt: Math.min(this.#changesAt, lookAgain(Object.values(before), now)) }
    return true
  }

  /** As the evaluation does: what would be asked is looked at again with what keeps it back. */
  #fold(input: FoldInput): Folded {
    const freely = foldSeries(input)
    const inhibitions = this.#inhibitedBy(askingBy(this.#definition.kpi, freely.effects), input.now)
    return Object.keys(inhibitions).length > 0 ? foldSeries({ ...input, inhibitions }) : freely
  }

  done(): Replay {
    const slots = [...this.#slots.values()].sort((a, b) => a.index - b.index)
    const { alarms } = this.#listening
    return { checkpoint: this.#latest, alarms, held: this.#holding.held, slots, refused: this.#refused }
  }

  /** The slot if triggers see it otherwise than before. */
  #receive(arrival: Arrival): number[] {
    const { index } = arrival
    const received = receive(this.#definition, this.#items.get(index), arrival)
    if ('problem' in received) {
      this.#refused.push({ arrival, problem: received.problem })
      return []
    }
    this.#items.set(index, received.item)
    const before = this.#slots.get(index)
    const after = slotOf(received.item, index, this.#definition.kpi)
    if (after) this.#slots.set(index, after)
    else this.#slots.delete(index)
    return sameSlot(before, after, this.#definition.kpi) ? [] : [index]
  }

  #baseFor(changed: readonly number[]): FoldState | undefined {
    const base = this.#latest?.base
    const oldest = Math.min(...changed)
    return !base || oldest > base.through ? base : stateBefore([...this.#kept.values()], oldest)
  }
}
