import type { Decision } from '../../domain/decision.ts'

type Evidence = Decision['evidence']

/** Drawing area in viewBox units; the text keeps its size because the drawing is never scaled far. */
export const area = { width: 360, height: 170, left: 4, right: 52, top: 18, bottom: 24 } as const

/** Where periods and values fall in the drawing. */
export interface Scale {
  x: (index: number) => number
  y: (value: number) => number
  /** Horizontal lines to draw, round numbers. */
  ticks: number[]
}

const round = (number: number) => Math.round(number * 10) / 10

/** 1, 2 or 5 times a power of ten, so that at most five lines cross the drawing. */
function step(span: number): number {
  const rough = span / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 5, 10].find((one) => one * power >= rough) ?? 10
  return factor * power
}

/** A scale around everything drawn. It need not start at zero: a line is read by its slope, not by its height. */
export function scaleOf({ points, references }: Evidence): Scale {
  const values = [...points.flatMap(({ value, target }) => [value, target]), ...references.map(({ value }) => value)]
  const known = values.filter((value) => value !== null)
  const least = Math.min(...known)
  const most = Math.max(...known)
  const span = most > least ? most - least : Math.abs(most) || 1
  const by = step(span)
  const low = Math.floor((least - span * 0.06) / by) * by
  const high = Math.ceil((most + span * 0.06) / by) * by
  const wide = area.width - area.left - area.right
  const tall = area.height - area.top - area.bottom
  const count = Math.max(points.length - 1, 1)
  return {
    x: (index) => round(area.left + 6 + ((wide - 12) * index) / count),
    y: (value) => round(area.top + (tall * (high - value)) / (high - low)),
    ticks: Array.from({ length: Math.round((high - low) / by) + 1 }, (_, index) =>
      Number((low + index * by).toPrecision(12)),
    ),
  }
}
