/** Comparing computed numbers: what binary fractions add to a mean must not put a point beyond its own limit. */

/** Twelve significant digits count, as in `clean` of rounding.ts: far more than any KPI is measured with. */
const NOISE = 1e-12

/** The size against which the noise of several numbers is judged: the largest of them without its sign. */
export const sizeOf = (...numbers: readonly number[]): number => {
  let size = 0
  for (const x of numbers) size = Math.max(size, Math.abs(x))
  return size
}

/**
 * Whether `x` is truly greater than `bound`, both in one unit. Equal to twelve digits of `size` (by default of the two) is
 * equal, so that scaling and mirroring change no answer. Not a number exceeds nothing.
 */
export const exceeds = (x: number, bound: number, size = sizeOf(x, bound)): boolean => x - bound > NOISE * size

/** Whether numbers are all the same but for noise. None at all are. */
export const isLevel = (numbers: readonly number[]): boolean => !exceeds(Math.max(...numbers), Math.min(...numbers))
