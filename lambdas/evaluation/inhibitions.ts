import {
  answerable,
  answeredByDriver,
  answeredByWhole,
  askingBy,
  driverPlaces,
  type Judged,
  silencedBy,
  wholeOf,
} from '../../domain/answered-elsewhere.ts'
import type { Effect } from '../../domain/effect.ts'
import { type Inhibitions, silenceOfPlan } from '../../domain/inhibition.ts'
import type { ResolvedTrigger } from '../../domain/plan/resolved.ts'
import { readHeads } from '../aws/checkpoints.ts'
import { readPlaces } from '../aws/places.ts'
import { silencesOf } from '../aws/silences.ts'

/**
 * What keeps the triggers from asking that would ask by these effects: a silence of the plan or of a command, an open decision
 * about a driver, an open decision about the whole while most of its parts fire. Reads only when something would be asked.
 */
export async function inhibitionsFor(judged: Judged, effects: readonly Effect[], now: number): Promise<Inhibitions> {
  const { kpi, series } = judged
  const asking = askingBy(kpi, effects)
  if (asking.length === 0) return {}
  const ofPlan = (kpi.silences ?? []).map((silence) => silenceOfPlan(kpi, silence))
  const silenced = silencedBy([...ofPlan, ...(await silencesOf(kpi.id, now))], asking, series, now)
  const values = answerable(asking, silenced)
  if (values.length === 0) return silenced
  return { ...silenced, ...((await byDriver(judged, values)) ?? (await byWhole(judged, values))) }
}

async function byDriver(judged: Judged, values: readonly ResolvedTrigger[]): Promise<Inhibitions | undefined> {
  const places = driverPlaces(judged)
  const [held] = places.length === 0 ? [] : await readPlaces(places)
  return held && answeredByDriver(values, held.decision)
}

async function byWhole(judged: Judged, values: readonly ResolvedTrigger[]): Promise<Inhibitions | undefined> {
  const whole = wholeOf(judged)
  const [held] = whole ? await readPlaces(whole.places) : []
  if (!whole || !held) return undefined
  const heads = await readHeads(whole.parts.filter((key) => key !== judged.series.key))
  const firing = (id: string) =>
    [...heads.values()].filter(({ checkpoint }) => checkpoint.head.triggers[id]?.state === 'firing').length
  return answeredByWhole(values, held.decision, { parts: whole.parts.length, firing })
}
