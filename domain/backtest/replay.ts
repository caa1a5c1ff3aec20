/**
 * A series folded again as it would have been live: at every arrival and every moment at which time alone changes something,
 * from the checkpoint before, as the deployed functions do. What the fold had to tell becomes alarms.
 */
import type { Checkpoint, FoldState } from '../checkpoint.ts'
import type { SeriesDefinition } from '../definition.ts'
import { foldSeries, stateBefore } from '../fold.ts'
import type { ObservationItem } from '../observation.ts'
import { type Slot, sameSlot, slotOf } from '../observation-view.ts'
import type { PostingProblem } from '../posting-problem.ts'
import { type Alarm, Listening } from './alarm.ts'
import { type Arrival, receive } from './arrival.ts'

export interface Replay {
  checkpoint: Checkpoint | undefined
  alarms: Alarm[]
  /** What was known in the end, by slot. */
  slots: Slot[]
  /** Arrivals that the intake would have refused. */
  refused: { arrival: Arrival; problem: PostingProblem }[]
}

/** Replays a series up to `until` (epoch ms). Pure. */
export const replaySeries = (definition: SeriesDefinition, arrivals: readonly Arrival[], until: number): Replay => {
  const queue = [...arrivals].sort((a, b) => a.at - b.at)
  const replaying = new Replaying(definition)
  for (let next = 0; ; ) {
    const now = Math.min(queue[next]?.at ?? Number.POSITIVE_INFINITY, replaying.wakeAt)
    if (now > until || !Number.isFinite(now)) return replaying.done()
    const batch: Arrival[] = []
    while (queue[next]?.at === now) batch.push(queue[next++]!)
    replaying.step(batch, now)
  }
}

class Replaying {
  readonly #definition: SeriesDefinition
  readonly #items = new Map<number, ObservationItem>()
  readonly #slots = new Map<number, Slot>()
  readonly #kept = new Map<number, FoldState>()
  readonly #listening: Listening
  readonly #refused: Replay['refused'] = []
  #latest: Checkpoint | undefined

  constructor(definition: SeriesDefinition) {
    this.#definition = definition
    this.#listening = new Listening(definition)
  }

  /** When time alone changes something next. Nothing wakes a series before its first figure. */
  get wakeAt(): number {
    return this.#latest?.wakeAt ?? Number.POSITIVE_INFINITY
  }

  step(batch: readonly Arrival[], now: number): void {
    const changed = batch.flatMap((arrival) => this.#receive(arrival))
    const base = this.#baseFor(changed)
    // A state that held what has changed must never be gone on from.
    const oldest = Math.min(...changed)
    for (const through of this.#kept.keys()) if (through >= oldest) this.#kept.delete(through)
    const after = base?.through ?? Number.NEGATIVE_INFINITY
    const slots = [...this.#slots.values()].filter(({ index }) => index > after)
    const { checkpoint, kept, effects } = foldSeries({
      base,
      latest: this.#latest,
      slots,
      definitions: [this.#definition],
      now,
    })
    for (const state of kept) this.#kept.set(state.through, state)
    for (const effect of effects) this.#listening.hear(effect, checkpoint.head.through, now)
    this.#latest = checkpoint
  }

  done(): Replay {
    const slots = [...this.#slots.values()].sort((a, b) => a.index - b.index)
    return { checkpoint: this.#latest, alarms: this.#listening.alarms, slots, refused: this.#refused }
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
