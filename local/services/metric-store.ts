/** Names a series of values, as CloudWatch does. */
export interface MetricName {
  namespace: string
  metric: string
  dimensions: Record<string, string>
}

interface Sample {
  at: number
  value: number
  /** How many times it was measured. */
  count: number
}

interface Series {
  samples: Sample[]
  /** A level that holds until it changes (messages in a queue), not a count of things that happened. */
  gauge: boolean
}

const MINUTE = 60_000
/** CloudWatch keeps one-minute points for 15 days; so does the runner, so that years of simulation stay small. */
const KEPT = 15 * 24 * 60 * MINUTE

/** Values of all metrics on virtual time. */
export class MetricStore {
  readonly #series = new Map<string, Series>()

  /** Adds something that happened. */
  add(name: MetricName, value: number, at: number, count = 1): void {
    const { samples } = this.#open(name, false)
    samples.push({ at, value, count })
    if (samples[0] && samples[0].at < at - 2 * KEPT)
      samples.splice(
        0,
        samples.findIndex((sample) => sample.at >= at - KEPT),
      )
  }

  /** Sets a level. Of each minute its last value counts: CloudWatch does not see what comes and goes within one. */
  set(name: MetricName, value: number, at: number): void {
    const { samples } = this.#open(name, true)
    const seen = minuteOf(at)
    const last = samples.at(-1)
    if (last?.at === seen) last.value = value
    else if (last?.value !== value) samples.push({ at: seen, value, count: 1 })
    if (samples.length > 1000) samples.splice(0, samples.length - 500)
  }

  /** Statistic over `from ≤ t < to`; undefined when there is no data. */
  statistic(name: MetricName, statistic: string, from: number, to: number): number | undefined {
    const series = this.#series.get(keyOf(name))
    if (!series) return undefined
    const within = series.samples.filter((sample) => sample.at >= from && sample.at < to)
    if (series.gauge) {
      const before = series.samples.findLast((sample) => sample.at < from)
      if (before && within[0]?.at !== from) within.unshift(before)
    }
    return within.length === 0 ? undefined : reduce(within, statistic)
  }

  #open(name: MetricName, gauge: boolean): Series {
    const key = keyOf(name)
    const series = this.#series.get(key) ?? { samples: [], gauge }
    this.#series.set(key, series)
    return series
  }
}

/** The first full minute after an instant. */
export function minuteAfter(instant: number): number {
  return minuteOf(instant) + MINUTE
}

function minuteOf(instant: number): number {
  return Math.floor(instant / MINUTE) * MINUTE
}

/** One text for a metric's name, whatever the order of its dimensions. */
export function keyOf({ namespace, metric, dimensions }: MetricName): string {
  const pairs = Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([namespace, metric, pairs])
}

/** Whether this is a statistic the store can compute. */
export function knowsStatistic(statistic: string): boolean {
  return (
    ['Sum', 'SampleCount', 'Average', 'Minimum', 'Maximum'].includes(statistic) || percentile(statistic) !== undefined
  )
}

function reduce(samples: Sample[], statistic: string): number {
  const values = samples.map(({ value }) => value)
  const count = samples.reduce((sum, sample) => sum + sample.count, 0)
  const sum = samples.reduce((total, sample) => total + sample.value * sample.count, 0)
  if (statistic === 'Sum') return sum
  if (statistic === 'SampleCount') return count
  if (statistic === 'Average') return sum / count
  if (statistic === 'Minimum') return Math.min(...values)
  if (statistic === 'Maximum') return Math.max(...values)
  values.sort((a, b) => a - b)
  const rank = Math.ceil(((percentile(statistic) ?? 50) / 100) * values.length)
  return values[Math.max(0, rank - 1)] ?? 0
}

function percentile(statistic: string): number | undefined {
  const found = /^p(\d{1,2}(?:\.\d+)?|100)$/.exec(statistic)?.[1]
  return found === undefined ? undefined : Number(found)
}
