/** What a series of a replay learns of the others: the facts that the evaluation reads from its tables. */
import {
  answerable,
  answeredByDriver,
  answeredByWhole,
  driverPlaces,
  type Judged,
  type Place,
  silencedBy,
  type Whole,
  wholeOf,
} from '../answered-elsewhere.ts'
import type { Checkpoint } from '../checkpoint.ts'
import { type Inhibitions, type Silence, silenceOfPlan } from '../inhibition.ts'
import type { ResolvedTrigger } from '../plan/resolved.ts'

/** The newest checkpoint of a series, if it has one by now. */
export type CheckpointOf = (series: string) => Checkpoint | undefined

/** What the others say of one series; which of them do is found once. */
export class Elsewhere {
  readonly #judged: Judged
  readonly #checkpointOf: CheckpointOf
  readonly #silences: readonly Silence[]
  #drivers: Place[] | undefined
  #whole: Whole | undefined | 'none'

  constructor(judged: Judged, checkpointOf: CheckpointOf, made: readonly Silence[]) {
    this.#judged = judged
    this.#checkpointOf = checkpointOf
    const { kpi } = judged
    this.#silences = [...(kpi.silences ?? []).map((silence) => silenceOfPlan(kpi, silence)), ...made]
  }

  /** What keeps those of the triggers back that would ask at `now`; as `inhibitionsFor` of the evaluation finds it. */
  inhibitions(asking: readonly ResolvedTrigger[], now: number): Inhibitions {
    if (asking.length === 0) return {}
    const silenced = silencedBy(this.#silences, asking, this.#judged.series, now)
    const values = answerable(asking, silenced)
    return values.length === 0 ? silenced : { ...silenced, ...(this.#byDriver(values) ?? this.#byWhole(values)) }
  }

  #byDriver(values: readonly ResolvedTrigger[]): Inhibitions | undefined {
    this.#drivers ??= driverPlaces(this.#judged)
    const open = this.#drivers.find((place) => this.#isOpen(place))
    return open && answeredByDriver(values, nameOf(open))
  }

  #byWhole(values: readonly ResolvedTrigger[]): Inhibitions | undefined {
    this.#whole ??= wholeOf(this.#judged) ?? 'none'
    if (this.#whole === 'none') return undefined
    const { places, parts } = this.#whole
    const open = places.find((place) => this.#isOpen(place))
    if (!open) return undefined
    const others = parts.filter((key) => key !== this.#judged.series.key).map(this.#checkpointOf)
    const firing = (id: string) => others.filter((one) => one?.head.triggers[id]?.state === 'firing').length
    return answeredByWhole(values, nameOf(open), { parts: parts.length, firing })
  }

  #isOpen({ trigger, series }: Place): boolean {
    return hasAsked(this.#checkpointOf(series), trigger)
  }
}

/** A decision of a back-test has no id. */
const nameOf = ({ trigger, series }: Place): string => `${trigger} on ${series}`

/**
 * Whether a question of a trigger is open. Nobody answers in a back-test, so it is as long as the episode it is about: a deployment takes
 * it back with that. One about flapping, as long as the episode that made it one too many.
 */
const hasAsked = (checkpoint: Checkpoint | undefined, trigger: string): boolean => {
  const told = checkpoint?.announced[trigger]
  if (!checkpoint || !told) return false
  const { episodeId, inhibited } = checkpoint.head.triggers[trigger] ?? {}
  return told.episode !== undefined || (told.flap !== undefined && episodeId !== undefined && !inhibited)
}
