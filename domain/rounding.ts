/** Rounding as a person would: half away from zero, on the decimal digits that were written (1.005 to two places is 1.01). */

/** 10^0 … 10^9: the decimals a KPI may have. */
const POWERS = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9] as const

/** Nearer to a half than this, binary noise could decide: then the decimal digits do. */
const DOUBT = 1e-6

const shift = (x: number, places: number): number => {
  const [digits, exponent] = String(x).split('e') as [string, string | undefined]
  return Number(`${digits}e${Number(exponent ?? 0) + places}`)
}

/** `x` as a whole number of 10^-decimals (0–9): exact to compare and subtract, where 0.4 − 0.1 is not. */
export const toUnits = (x: number, decimals: number): number => {
  const scaled = Math.abs(x) * POWERS[decimals]!
  const rest = scaled - Math.floor(scaled)
  // 15 significant digits are what a double is sure of: sums like 82.3 + 0.25 lose their noise there.
  const certain = scaled < 1e9 && Math.abs(rest - 0.5) > DOUBT
  const units = Math.round(certain ? scaled : shift(Number(Math.abs(x).toPrecision(15)), decimals))
  return x < 0 ? 0 - units : units
}

/** The number of `units` of 10^-decimals: one division of whole numbers, so the nearest double to the decimal. */
export const fromUnits = (units: number, decimals: number): number => units / POWERS[decimals]!

/** `x` rounded to `decimals` places. */
export const roundTo = (x: number, decimals: number): number => fromUnits(toUnits(x, decimals), decimals)

/** Takes off what binary fractions add: 12 significant digits, far more than any band is written with. */
export const clean = (x: number): number => Number(x.toPrecision(12))
