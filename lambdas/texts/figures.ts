import type { Decision } from '../../domain/decision.ts'

type Evidence = Decision['evidence']
/** How a number is written. */
type Written = Pick<Evidence, 'unit' | 'decimals'>
type Point = Evidence['points'][number]

/** Currencies are the only units Intl has to be told about (`FTE` is none); every other unit is written behind the number. */
const currencies = new Set(Intl.supportedValuesOf('currency'))

/** Making a formatter costs more than using it a hundred times; a warm function keeps them. */
const made = new Map<string, Intl.NumberFormat>()

function formatter(locale: string, decimals: number, unit?: string): Intl.NumberFormat {
  const key = `${locale} ${decimals} ${unit}`
  let found = made.get(key)
  if (!found) {
    const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
    const percent = unit === '%' && { style: 'unit' as const, unit: 'percent' }
    const money = unit !== undefined && unit !== '%' && { style: 'currency' as const, currency: unit }
    found = new Intl.NumberFormat(locale, { ...digits, ...percent, ...money })
    made.set(key, found)
  }
  return found
}

function inUnit(value: number, unit: string, decimals: number, locale: string): string {
  if (unit === '%' || currencies.has(unit)) return formatter(locale, decimals, unit).format(value)
  const number = formatter(locale, decimals).format(value)
  return unit === '' || unit === '1' ? number : `${number}\u00a0${unit}`
}

/** A value with its unit as the person's language writes it: `84.1%`, `84,1 %`, `£1,200`, `3,210 patients`. */
export function figure(value: number | null, evidence: Written, locale: string): string | undefined {
  return value === null ? undefined : inUnit(value, evidence.unit, evidence.decimals, locale)
}

/** The bare number, for table cells under a heading that names the unit. */
export function bareFigure(value: number | null, evidence: Written, locale: string): string {
  return value === null ? '–' : formatter(locale, evidence.decimals).format(value)
}

/** How far a point is from its target, rounded as the KPI is; `undefined` where one of the two is not known. */
export interface Distance {
  size: string
  side: 'above' | 'below' | 'on'
}

/** Distance of a point from its target. For percentages the size is in points, since 4.8 % below 88.9 % is another number. */
export function distance(
  point: Pick<Point, 'value' | 'target'>,
  evidence: Written,
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
  return { size, side }
}

/** The newest point, the one the question is about. Evidence without points has none. */
export const newest = (evidence: Evidence): Point | undefined => evidence.points.at(-1)

/** A share in whole percent: `92%`, `92 %`. */
export const percent = (share: number, locale: string): string => inUnit(share * 100, '%', 0, locale)
