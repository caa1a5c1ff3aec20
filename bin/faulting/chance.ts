import type { FaultRates } from '../../local/kernel/faults.ts'
import { seededRandom } from '../../local/kernel/random.ts'

/** Uniform in [0, 1), from a stream of the run's seed: drawing from one stream never shifts another. */
export type Draw = (stream: string) => number

/** Draws of the harness itself; the runner has its own. */
export function draws(seed: string): Draw {
  const streams = new Map<string, () => number>()
  return (name) => {
    const stream = streams.get(name) ?? seededRandom(`faults/${seed}/${name}`)
    streams.set(name, stream)
    return stream()
  }
}

/** The worst of each kind. With these one run of send-mail in three dies, which is far worse than any bad day. */
const WORST: FaultRates = {
  throttle: 0.05,
  conflict: 0.05,
  killBefore: 0.01,
  killAfter: 0.01,
  duplicate: 0.2,
  late: 0.1,
  lateMs: 900_000,
  interleave: 0.5,
}

/** No kind is ever more frequent than this: a system in which half of all calls fail goes nowhere. */
const MOST = 0.5

/**
 * Every kind at once in every run, each between a tenth and all of its worst; small ones are more frequent. `times` makes
 * all of them that many times as frequent.
 */
export function ratesOf(draw: Draw, times = 1): FaultRates {
  const rates = Object.entries(WORST).map(([name, worst]) => {
    const rate = worst * (0.1 + 0.9 * draw(`rate:${name}`) ** 2)
    return [name, name === 'lateMs' ? rate : Math.min(MOST, rate * times)]
  })
  return Object.fromEntries(rates) as unknown as FaultRates
}
