/** What a fold has told before and must not tell again. */
import type { Announced } from './checkpoint.ts'

/**
 * What still counts as told. `lacked` says whether the plan was without a trigger, or its series, for a time after a version:
 * the question was taken back then, so an episode that goes on is asked about anew.
 */
export const stillTold = (
  announced: Readonly<Record<string, Announced>>,
  lacked: (trigger: string, version: number) => boolean,
): Record<string, Announced> =>
  Object.fromEntries(
    Object.entries(announced).map(([trigger, told]) => {
      const { episode, ...rest } = told
      if (episode?.version === undefined || !lacked(trigger, episode.version)) return [trigger, told]
      const { id, first, last } = episode
      return [trigger, { ...rest, ended: { id, first, last } }]
    }),
  )
