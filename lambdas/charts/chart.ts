/**
 * Charts as data. Every number is in the KPI's unit; a missing value is null and stays a gap. Words come from whoever asks
 * for the chart, so that pages and reports say them in their reader's language.
 */

/** One period, and what it was judged by. */
export interface ChartSlot {
  value: number | null
  /** Target: `low` and `high` are equal unless it is a range; null where there is none. */
  low: number | null
  high: number | null
  /** Off track: drawn as a ring, so that it is seen without colour. */
  missed: boolean
}

/** How far from the target amber and red begin, 0 or more; in percent of the target if so said. */
export interface ChartBands {
  amber: number
  red: number
  as?: 'absolute' | 'percent'
}

/** A stretch of slots in which somebody would have been, or was, asked; positions in `slots`. */
export interface ChartEpisode {
  from: number
  to: number
  level: 'amber' | 'red'
}

/** Natural limits of an individuals chart, drawn from slot `from` on. */
export interface ChartLimits {
  /** The chart is about them: it reaches as far as they do. Otherwise they are drawn where they fit. */
  leading: boolean
  centre: number
  lower: number
  upper: number
  from: number
}

/** What is expected after the last slot: the path, and how far from it four in five courses stay. */
export interface ChartFan {
  path: readonly number[]
  spread: readonly number[]
}

/** A chart. Positions count slots from 0. */
export interface Chart {
  /** Unique on its page. */
  id: string
  title: string
  /** What it shows, in a sentence: which value, against what, since when. */
  sentence: string
  slots: readonly ChartSlot[]
  direction: 'up' | 'down' | 'range'
  bands?: ChartBands | undefined
  /** Lines for orientation, by their values. */
  references?: readonly number[] | undefined
  episodes?: readonly ChartEpisode[] | undefined
  limits?: ChartLimits | undefined
  /** Positions that signal something special. */
  signals?: readonly number[] | undefined
  fan?: ChartFan | undefined
  /** Something happened in that slot: a dashed upright line. */
  marks?: readonly { at: number; text: string }[] | undefined
  /** Names of some slots, under the drawing. */
  labels: readonly { at: number; text: string }[]
  /** A value as the reader's language writes it; `decimals` as many as the axis needs. */
  write: (value: number, decimals: number) => string
  decimals: number
}
