/**
 * Moments in time. The convention of the whole domain: **calculations use epoch milliseconds** (a plain `number`, named
 * `…At` or `now`), **records use ISO text in UTC** (`2016-05-03T07:00:00Z`). These two functions are the only bridge.
 */

const ISO_UTC = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/

/** Epoch milliseconds of an ISO 8601 instant with `Z` or an offset; `undefined` when the text is not one (no local times, no dates). */
export const tryInstant = (text: string): number | undefined => {
  const parts = ISO_UTC.exec(text)
  if (!parts) return undefined
  // Date.parse turns 30 February into 1 March: the day must survive the round trip.
  const day = Date.parse(`${parts[1]}-${parts[2]}-${parts[3]}T00:00:00Z`)
  if (Number.isNaN(day) || new Date(day).getUTCDate() !== Number(parts[3])) return undefined
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? undefined : ms
}

/** Epoch milliseconds of an ISO instant; throws a RangeError that quotes what it got. */
export const parseInstant = (text: string): number => {
  const ms = tryInstant(text)
  if (ms === undefined) {
    throw new RangeError(`"${text}" is no instant: write it like 2016-05-03T07:00:00Z, with Z or an offset`)
  }
  return ms
}

/** ISO text in UTC; milliseconds only when there are any, so that equal instants are equal text. */
export const formatInstant = (ms: number): string => {
  if (!Number.isFinite(ms)) throw new RangeError(`${ms} is no instant: epoch milliseconds expected`)
  return new Date(ms).toISOString().replace('.000Z', 'Z')
}
