/** All series of a plan replayed together, in the order of time: what one asks may answer for another. */
import { whoeverAnswersFirst } from '../answered-elsewhere.ts'
import type { SeriesDefinition } from '../definition.ts'
import type { Silence } from '../inhibition.ts'
import type { ResolvedPlan } from '../plan/resolved.ts'
import type { Arrival } from './arrival.ts'
import { Elsewhere } from './elsewhere.ts'
import { type Replay, Replaying } from './replay.ts'

/** One series to be replayed. */
export interface Run {
  definition: SeriesDefinition
  arrivals: readonly Arrival[]
}

/** A silence made by command. */
export interface KpiSilence extends Silence {
  kpi: string
}

/**
 * Replays the series of a plan up to `until` (epoch ms), one after the other at one moment: those first that may answer for others,
 * then in the order given. Pure; one replay for each run.
 */
export const replayPlan = (
  plan: ResolvedPlan,
  runs: readonly Run[],
  { until, silences }: { until: number; silences: readonly KpiSilence[] },
): Replay[] => {
  const byKey = new Map<string, Replaying>()
  const checkpointOf = (series: string) => byKey.get(series)?.latest
  const replays = runs.map(({ definition, arrivals }) => {
    const { kpi, series } = definition
    const made = silences.filter((silence) => silence.kpi === kpi.id)
    const elsewhere = new Elsewhere({ plan, kpi, series }, checkpointOf, made)
    const replaying = new Replaying(definition, arrivals, elsewhere.inhibitions.bind(elsewhere))
    byKey.set(series.key, replaying)
    return replaying
  })
  const rank = whoeverAnswersFirst(plan)
  const order = replays.map((_, i) => rank.get(runs[i]!.definition.kpi.id) ?? 0)
  const queue = new Queue((a, b) => replays[a]!.next - replays[b]!.next || order[a]! - order[b]! || a - b)
  for (const i of replays.keys()) queue.push(i)
  for (let i = queue.pop(); i !== undefined && replays[i]!.next <= until; i = queue.pop()) {
    replays[i]!.step()
    if (Number.isFinite(replays[i]!.next)) queue.push(i)
  }
  return replays.map((one) => one.done())
}

/** A binary heap of numbers; the first by `compare` comes out first. */
class Queue {
  readonly #heap: number[] = []
  readonly #compare: (a: number, b: number) => number

  constructor(compare: (a: number, b: number) => number) {
    this.#compare = compare
  }

  push(item: number): void {
    const heap = this.#heap
    let at = heap.push(item) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (this.#compare(heap[at]!, heap[parent]!) >= 0) return
      ;[heap[at], heap[parent]] = [heap[parent]!, heap[at]!]
      at = parent
    }
  }

  pop(): number | undefined {
    const heap = this.#heap
    const first = heap[0]
    const last = heap.pop()
    if (heap.length === 0) return first
    heap[0] = last!
    for (let at = 0; ; ) {
      const children = [2 * at + 1, 2 * at + 2].filter((child) => child < heap.length)
      const least = children.reduce((a, b) => (this.#compare(heap[b]!, heap[a]!) < 0 ? b : a), at)
      if (least === at) return first
      ;[heap[at], heap[least]] = [heap[least]!, heap[at]!]
      at = least
    }
  }
}
