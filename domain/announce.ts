/**
 * From where the triggers stand to what there is to tell. A fold may walk the same slots many times; what it says is the
 * difference between the episode last told and the one on the newest due slot. An episode that began and ended in the past
 * is stored and never opens anything; one that overlaps the one told *is* that one and keeps its id.
 */
import { type Telling, tellEpisode } from './announce-episode.ts'
import type { Announced, FoldState } from './checkpoint.ts'
import type { Effect } from './effect.ts'
import { heldNow, inhibitionWithin } from './holding-back.ts'
import type { Inhibition, Inhibitions } from './inhibition.ts'
import type { ResolvedTrigger } from './plan/resolved.ts'
import { hasFlapped, isFiring } from './trigger.ts'

/** What was told before and where things stand now. */
export interface Standing {
  series: string
  /** Newest version of the plan. */
  version: number
  head: FoldState
  triggers: readonly ResolvedTrigger[]
  announced: Readonly<Record<string, Announced>>
  inhibitions: Inhibitions
}

/** What there is to tell, what has been told once it is, and what would be told if nothing kept it back. */
export interface Announcement {
  announced: Record<string, Announced>
  effects: Effect[]
  inhibited: Record<string, Inhibition>
}

/**
 * What there is to tell. An episode that is kept back is not told, so it is told when nothing keeps it back any more, if it
 * still goes on; one that was told stays told.
 */
export const announce = (standing: Standing): Announcement => {
  const { head, triggers } = standing
  const announced: Record<string, Announced> = {}
  const effects: Effect[] = []
  const inhibited: Record<string, Inhibition> = {}
  const within = inhibitionWithin(head, triggers)
  for (const trigger of triggers) {
    // A condition for composites and nothing else: what was asked while it was more ends below.
    if (trigger.opensDecision === false) continue
    const why = within(trigger) ?? standing.inhibitions[trigger.id]
    const told = tellTrigger(standing, trigger, why !== undefined)
    effects.push(...told.effects)
    let { held } = standing.announced[trigger.id] ?? {}
    if (why && isUntold(head, trigger, told.announced)) {
      inhibited[trigger.id] = why
      held = heldNow(standing, trigger, why)
    }
    const known = { ...told.announced, ...(held ? { held } : {}) }
    if (Object.keys(known).length > 0) announced[trigger.id] = known
  }
  for (const [trigger, { episode, flap }] of Object.entries(standing.announced)) {
    if (triggers.some((t) => t.id === trigger && t.opensDecision !== false)) continue
    const why = 'trigger-removed' as const
    if (episode) effects.push({ kind: 'episode-ended', trigger, episodeId: episode.id, why })
    if (flap !== undefined) effects.push({ kind: 'flap-ended', trigger, why })
  }
  return { announced, effects, inhibited }
}

const isUntold = (head: FoldState, trigger: ResolvedTrigger, { episode }: Announced): boolean =>
  episode === undefined && isFiring(head.triggers[trigger.id])

const tellTrigger = (standing: Standing, trigger: ResolvedTrigger, inhibited: boolean): Telling => {
  const { flap, ...rest } = standing.announced[trigger.id] ?? {}
  const state = standing.head.triggers[trigger.id]
  if (flap === undefined || (state && hasFlapped(state, standing.head.cadence, trigger))) {
    return tellEpisode(standing, trigger, { ...rest, ...(flap === undefined ? {} : { flap }) }, inhibited)
  }
  // Data that came late filled the gaps: what looked like coming and going never was.
  const unsaid: Effect = { kind: 'flap-ended', trigger: trigger.id, why: 'restated' }
  const told = tellEpisode(standing, trigger, rest, inhibited)
  return { announced: told.announced, effects: [unsaid, ...told.effects] }
}
