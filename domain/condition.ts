/** Conditions over windows of slots: M breaches of the newest N, in three-valued logic. */

/** A slot as a condition sees it: `X` breach, `0` ok, `-` missing (or not yet to be relied on). Newest right in a window. */
export type Mark = 'X' | '0' | '-'

/** `unknown` holds whatever state there is: missing data neither fires nor clears. */
export type Truth = 'true' | 'false' | 'unknown'

/** Whether at least `m` of the newest `n` slots of a window breach. A window shorter than `n` is the whole of a short history. */
export const conditionOf = (window: string, m: number, n: number): Truth => {
  let breaches = 0
  let missing = 0
  for (let i = Math.max(0, window.length - n); i < window.length; i++) {
    if (window[i] === 'X') breaches++
    else if (window[i] === '-') missing++
  }
  if (breaches >= m) return 'true'
  return breaches + missing < m ? 'false' : 'unknown'
}
