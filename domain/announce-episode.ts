/** What there is to tell of the episode of one trigger: that it begins, gets worse, was corrected, is over, or never was. */
import type { Standing } from './announce.ts'
import { tellFlap } from './announce-flap.ts'
import type { Announced, Episode, TriggerState } from './checkpoint.ts'
import { type Effect, evidenceOf } from './effect.ts'
import { episodeIdOf } from './episode-id.ts'
import { hash64 } from './hash.ts'
import { heldBefore } from './holding-back.ts'
import { severityAt } from './level-severity.ts'
import { formatPeriod } from './period.ts'
import type { ResolvedTrigger } from './plan/resolved.ts'
import { isFiring, overlaps } from './trigger.ts'

/** What is told, and what has been told once it is. */
export interface Telling {
  announced: Announced
  effects: Effect[]
}

/** What is told of the episode a trigger is in, or was in when it was told of last. One that is held back (`inhibited`) does not begin. */
export const tellEpisode = (
  standing: Standing,
  trigger: ResolvedTrigger,
  before: Announced,
  inhibited: boolean,
): Telling => {
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
    severity: severityAt(trigger, level),
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
  // Data that arrives late has been missing all the same: that ends an episode of silence, it does not unsay it.
  if (trigger.kind === 'freshness') return { kind: 'episode-ended', ...shared, why: 'data-arrived' }
  if (happened) return { kind: 'episode-ended', ...shared, why: 'recovered' }
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
    severity: severityAt(trigger, level),
    evidence: evidenceOf(points, head.cadence),
    ...(episode.seen ? { seen: episode.seen } : {}),
    firstPeriod,
    firedPeriod: formatPeriod(head.cadence, fired),
    late: fired < head.through,
    ...heldBefore(standing, trigger, episode),
  }
  return { announced, effects: [effect] }
}
