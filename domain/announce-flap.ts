/** What there is to tell of a trigger that comes and goes: that it flaps. */
import type { Standing } from './announce.ts'
import type { Telling } from './announce-episode.ts'
import type { Announced, TriggerState } from './checkpoint.ts'
import { episodeIdOf } from './episode-id.ts'
import { severityAt } from './level-severity.ts'
import { formatPeriod } from './period.ts'
import type { ResolvedTrigger } from './plan/resolved.ts'

/** One question about the trigger itself, named by the first slot of its run of episodes, so that it is told once. */
export const tellFlap = (
  standing: Standing,
  trigger: ResolvedTrigger,
  state: TriggerState,
  told: Announced,
): Telling => {
  const { head, series } = standing
  const since = formatPeriod(head.cadence, state.flapSince!)
  const flapId = episodeIdOf(`${trigger.id}#flap`, series, since)
  if (told.flap === flapId) return { announced: told, effects: [] }
  const episodes = [...state.past.slice(-2), state.episode!].map((e) => ({
    firstPeriod: formatPeriod(head.cadence, e.first),
    firedPeriod: formatPeriod(head.cadence, e.fired),
  }))
  const severity = severityAt(trigger, state.episode!.level)
  return {
    announced: { ...told, flap: flapId },
    effects: [{ kind: 'flap', trigger: trigger.id, flapId, severity, episodes }],
  }
}
