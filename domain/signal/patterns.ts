/** Patterns in a row of points. Each answers per point whether the pattern is complete there; a point before it is no sign yet. */

/** Where a point lies against a line, or which way it moved: above or up 1, below or down −1, neither 0. */
export type Side = -1 | 0 | 1

/** The last `length` points up to each all on one side. A point on the line ends the run. */
export const shifts = (sides: readonly Side[], length: number): boolean[] => {
  let run = 0
  return sides.map((side, i) => {
    run = side === 0 ? 0 : side === sides[i - 1] ? run + 1 : 1
    return run >= length
  })
}

/** The last `length` values up to each strictly rising (1) or strictly falling (−1), else 0. An equal neighbour ends the trend. */
export const trends = (values: readonly number[], length: number): Side[] => {
  const moves = values.map((x, i): Side => (i === 0 ? 0 : sign(x - values[i - 1]!)))
  // A trend of so many points is a run of one move fewer.
  return shifts(moves, length - 1).map((complete, i) => (complete ? moves[i]! : 0))
}

/** The last `length` moves up to each going up and down in turn, which is a row of `length` + 1 points. */
export const alternations = (values: readonly number[], length: number): boolean[] => {
  let [run, before] = [0, 0 as Side]
  return values.map((x, i) => {
    const move = i === 0 ? 0 : sign(x - values[i - 1]!)
    run = move === 0 ? 0 : move === -before ? run + 1 : 1
    before = move
    return run >= length
  })
}

/** At least `m` of the newest `n` points marked on one side, this one among them; the answer is that side. */
export const mOfN = (marked: readonly Side[], m: number, n: number): Side[] =>
  marked.map((side, i) => {
    if (side === 0) return 0
    const window = marked.slice(Math.max(0, i - n + 1), i + 1)
    return window.filter((one) => one === side).length >= m ? side : 0
  })

/**
 * Two of three as the NHS counts it: of three points in a row, all on one side of the centre, two lie close to the limit.
 * True at the third point of such a row.
 */
export const twoInThree = (close: readonly boolean[], sides: readonly Side[]): boolean[] =>
  close.map((_, i) => {
    if (i < 2 || sides[i] === 0) return false
    const row = [i - 2, i - 1, i]
    return row.every((j) => sides[j] === sides[i]) && row.filter((j) => close[j]).length >= 2
  })

/** Marks the whole of each complete pattern of `length` points, as charts colour it. */
export const partsOf = (complete: readonly boolean[], length: number): boolean[] =>
  complete.map((_, i) => complete.slice(i, i + length).includes(true))

const sign = (x: number): Side => (x > 0 ? 1 : x < 0 ? -1 : 0)
