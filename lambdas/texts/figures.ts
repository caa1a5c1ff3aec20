import type { Decision } from '../../domain/decision.ts'

type Evidence = Decision['evidence']
type Point = Evidence['points'][number]

/** Currencies are the only units Intl has to be told about (`FTE` is none); every other unit is written behind the number. */
const currencies = new Set(Intl.supportedValuesOf('currency'))

function inUnit(value: number, unit: string, decimals: number, locale: string): string {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  if (unit === '%') return new Intl.NumberFormat(locale, { ...digits, style: 'unit', unit: 'percent' }).format(value)
  if (currencies.has(unit))
    return new Intl.NumberFormat(locale, { ...digits, style: 'currency', currency: unit }).format(value)
  const number = new Intl.NumberFormat(locale, digits).format(value)
  return unit === '' || unit === '1' ? number : `${number} ${unit}`
}

/** A value with its unit as the person's language writes it: `84.1%`, `84,1 %`, `£1,200`, `3,210 patients`. */
export function figure(value: number | null, evidence: Evidence, locale: string): string | undefined {
  return value === null ? undefined : inUnit(value, evidence.unit, evidence.decimals, locale)
}

/** The bare number, for table cells under a heading that names the unit. */
export function bareFigure(value: number | null, evidence: Evidence, locale: string): string {
  if (value === null) return '–'
  const digits = { minimumFractionDigits: evidence.decimals, maximumFractionDigits: evidence.decimals }
  return new Intl.NumberFormat(locale, digits).format(value)
}

/** How far a point is from its target, rounded as the KPI is; `undefined` where one of the two is not known. */
export interface Distance {
  size: string
  side: 'above' | 'below' | 'on'
  /** True when the distance is on the side that the KPI should not be on. */
  adverse: boolean
}

/** Distance of a point from its target. For percentages the size is in points, since 4.8 % below 88.9 % is another number. */
export function distance(
  point: Point,
  evidence: Evidence,
  locale: string,
  points: (n: string) => string,
): Distance | undefined {
  if (point.value === null || point.target === null) return undefined
  const power = 10 ** evidence.decimals
  const difference = Math.round((point.value - point.target) * power) / power
  const side = difference === 0 ? 'on' : difference > 0 ? 'above' : 'below'
  const size =
    evidence.unit === '%'
      ? points(bareFigure(Math.abs(difference), evidence, locale))
      : inUnit(Math.abs(difference), evidence.unit, evidence.decimals, locale)
  const adverse =
    evidence.direction === 'range' ? side !== 'on' : side === (evidence.direction === 'up' ? 'below' : 'above')
  return { size, side, adverse }
}

/** The newest point, the one the question is about. Evidence without points has none. */
export const newest = (evidence: Evidence): Point | undefined => evidence.points.at(-1)
