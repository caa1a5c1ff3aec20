/** How an episode is named. */
import { hash64 } from './hash.ts'

/** Id of an episode: the same trigger, series and first breaching period give the same id wherever they are computed. */
export const episodeIdOf = (trigger: string, series: string, firstPeriod: string): string =>
  hash64(JSON.stringify([trigger, series, firstPeriod]))
