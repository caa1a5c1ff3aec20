/** Rounding as a person would: half away from zero, on the decimal digits that were written (1.005 to two places is 1.01). */

const shift = (x: number, places: number): number => {
  const [digits, exponent] = String(x).split('e') as [string, string | undefined]
  return Number(`${digits}e${Number(exponent ?? 0) + places}`)
}

/** `x` as a whole number of 10^-decimals: exact to compare and subtract, where 0.4 − 0.1 is not. */
export const toUnits = (x: number, decimals: number): number => {
  if (Number.isInteger(x) && decimals === 0) return x
  const units = Math.round(shift(Math.abs(x), decimals))
  return x < 0 ? 0 - units : units
}

/** The number of `units` of 10^-decimals. */
export const fromUnits = (units: number, decimals: number): number => (decimals === 0 ? units : shift(units, -decimals))

/** `x` rounded to `decimals` places. */
export const roundTo = (x: number, decimals: number): number => fromUnits(toUnits(x, decimals), decimals)

/** Takes off what binary fractions add: 12 significant digits, far more than any band is written with. */
export const clean = (x: number): number => Number(x.toPrecision(12))
