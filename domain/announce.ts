/**
 * From where the triggers stand to what there is to tell. A fold may walk the same slots many times; what it says is the
 * difference between the episode last told and the one on the newest due slot. An episode that began and ended in the past
 * is stored and never opens anything; one that overlaps the one told *is* that one and keeps its id.
 */
import type { Announced, Episode, FoldState, TriggerState } from './checkpoint.ts'
import { type Effect, evidenceOf } from './effect.ts'
import { hash64 } from './hash.ts'
import { heldBefore, heldNow, inhibitionWithin } from './holding-back.ts'
import type { Inhibition, Inhibitions } from './inhibition.ts'
import { formatPeriod } from './period.ts'
import type { ResolvedTrigger } from './plan/resolved.ts'
import { hasFlapped, isFiring, overlaps } from './trigger.ts'

/** Id of an episode: the same trigger, series and first breaching period give the same id wherever they are computed. */
export const episodeIdOf = (trigger: string, series: string, firstPeriod: string): string =>
  hash64(JSON.stringify([trigger, series, firstPeriod]))

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

interface Telling {
  announced: Announced
  effects: Effect[]
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
  if (flap === undefined || (state && hasFlapped(state, standing.head.cadence))) {
    return tellEpisode(standing, trigger, { ...rest, ...(flap === undefined ? {} : { flap }) }, inhibited)
  }
  // Data that came late filled the gaps: what looked like coming and going never was.
  const unsaid: Effect = { kind: 'flap-ended', trigger: trigger.id, why: 'restated' }
  const told = tellEpisode(standing, trigger, rest, inhibited)
  return { announced: told.announced, effects: [unsaid, ...told.effects] }
}

const tellEpisode = (standing: Standing, trigger: ResolvedTrigger, before: Announced, inhibited: boolean): Telling => {
  const state = standing.head.triggers[trigger.id]
  const episode = state?.episode
  if (before.episode && episode && overlaps(episode.first, standing.head.through, before.episode)) {
    return tellOngoing(standing, trigger, before, episode)
  }
  const effects = before.episode ? [tellEnd(trigger, before.episode, state)] : []
  const ended = before.episode ? spanOf(before.episode) : before.ended
  const told: Announced = {
    ...(before.flap === undefined ? {} : { flap: before.flap }),
    ...(ended === undefined ? {} : { ended }),
  }
  if (!state || !episode || !isFiring(state) || inhibited) return { announced: told, effects }
  const opening = episode.flap
    ? tellFlap(standing, trigger, state, told)
    : tellOpening(standing, trigger, episode, told)
  return { announced: opening.announced, effects: [...effects, ...opening.effects] }
}

const spanOf = ({ id, first, last }: NonNullable<Announced['episode']>) => ({ id, first, last })

const severityOf = (trigger: ResolvedTrigger, level: Episode['level']) =>
  (trigger.levels.find((l) => l.level === level) ?? trigger.levels.at(-1)!).severity

/** What identifies evidence: slots, values and targets; that a figure became final is no news. */
const fingerprint = (episode: Episode): string =>
  hash64(JSON.stringify(episode.points.map(([index, value, low, high]) => [index, value, low, high])))

const tellOngoing = (standing: Standing, trigger: ResolvedTrigger, before: Announced, episode: Episode): Telling => {
  const told = before.episode!
  const { level, points } = episode
  const print = fingerprint(episode)
  const announced = {
    ...before,
    episode: {
      ...told,
      first: episode.first,
      last: standing.head.through,
      level,
      points: print,
    },
  }
  const shared = {
    trigger: trigger.id,
    episodeId: told.id,
    level,
    severity: severityOf(trigger, level),
    evidence: evidenceOf(points, standing.head.cadence),
  }
  if (told.level === 'amber' && level === 'red') return { announced, effects: [{ kind: 'severity-raised', ...shared }] }
  if (told.level === level && told.points === print) return { announced, effects: [] }
  return { announced, effects: [{ kind: 'episode-restated', change: 'evidence', ...shared }] }
}

const tellEnd = (
  trigger: ResolvedTrigger,
  told: NonNullable<Announced['episode']>,
  state: TriggerState | undefined,
): Effect => {
  const shared = { trigger: trigger.id, episodeId: told.id }
  const past = state?.past ?? []
  const happened =
    past.some((p) => overlaps(p.first, p.last, told)) || (past[0] !== undefined && told.last < past[0].first)
  if (happened) return { kind: 'episode-ended', ...shared, why: 'recovered' }
  // Data that arrives late has been missing all the same: that ends an episode of silence, it does not unsay it.
  if (trigger.kind === 'freshness') return { kind: 'episode-ended', ...shared, why: 'data-arrived' }
  return { kind: 'episode-restated', change: 'withdrawn', ...shared }
}

const tellOpening = (standing: Standing, trigger: ResolvedTrigger, episode: Episode, told: Announced): Telling => {
  const { head, series } = standing
  const { first, fired, level, points } = episode
  const firstPeriod = formatPeriod(head.cadence, first)
  const { ended, ...rest } = told
  // What was told to be over, and goes on by corrected data, is the same episode.
  const same = ended !== undefined && overlaps(first, head.through, ended)
  const id = same ? ended.id : episodeIdOf(trigger.id, series, firstPeriod)
  const print = fingerprint(episode)
  const { version } = standing
  const announced = { ...rest, episode: { id, first, last: head.through, level, points: print, version } }
  const effect: Effect = {
    kind: 'episode-opened',
    trigger: trigger.id,
    episodeId: id,
    level,
    severity: severityOf(trigger, level),
    evidence: evidenceOf(points, head.cadence),
    ...(episode.seen ? { seen: episode.seen } : {}),
    firstPeriod,
    firedPeriod: formatPeriod(head.cadence, fired),
    late: fired < head.through,
    ...heldBefore(standing, trigger, episode),
  }
  return { announced, effects: [effect] }
}

const tellFlap = (standing: Standing, trigger: ResolvedTrigger, state: TriggerState, told: Announced): Telling => {
  const { head, series } = standing
  const since = formatPeriod(head.cadence, state.flapSince!)
  const flapId = episodeIdOf(`${trigger.id}#flap`, series, since)
  if (told.flap === flapId) return { announced: told, effects: [] }
  const episodes = [...state.past.slice(-2), state.episode!].map((e) => ({
    firstPeriod: formatPeriod(head.cadence, e.first),
    firedPeriod: formatPeriod(head.cadence, e.fired),
  }))
  const severity = severityOf(trigger, state.episode!.level)
  return {
    announced: { ...told, flap: flapId },
    effects: [{ kind: 'flap', trigger: trigger.id, flapId, severity, episodes }],
  }
}
