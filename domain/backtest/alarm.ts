/** Alarms: decisions that would have been opened, out of what the folds of a series had to tell. */
import type { SeriesDefinition } from '../definition.ts'
import type { Effect } from '../effect.ts'
import { parsePeriod } from '../period.ts'
import type { Level, Severity } from '../plan/trigger.ts'

export interface Alarm {
  trigger: string
  series: string
  /** `flap`: the trigger came and went too often, so its owner is asked about the trigger itself. */
  about: 'episode' | 'flap'
  level: Level
  severity: Severity
  /** When it would have been told, epoch ms. */
  at: number
  /** Indexes of the first breaching slot and of the slot that made it fire. */
  first: number
  fired: number
  /** The newest slot when it was asked, of one that had been held back before. */
  asked?: number
  /** When it ended, on which newest slot, and why; absent while it goes on. */
  ended?: { at: number; through: number; why: 'recovered' | 'data-arrived' | 'withdrawn' | 'trigger-removed' }
}

/** Hears the effects of one series in their order. */
export class Listening {
  readonly alarms: Alarm[] = []
  readonly #open = new Map<string, Alarm>()
  readonly #byEpisode = new Map<string, Alarm>()
  readonly #definition: SeriesDefinition

  constructor(definition: SeriesDefinition) {
    this.#definition = definition
  }

  /** One effect of a fold that went through slot `through` at `now`. */
  hear(effect: Effect, through: number, now: number): void {
    const open = this.#open.get(effect.trigger)
    if (effect.kind === 'episode-opened') this.#open.set(effect.trigger, this.#begin(effect, through, now))
    else if (effect.kind === 'flap') this.#flap(effect, now)
    else if (effect.kind === 'severity-raised' && open)
      Object.assign(open, { level: effect.level, severity: effect.severity })
    else if (effect.kind === 'episode-ended') this.#end(effect.trigger, { at: now, through, why: effect.why })
    else if (effect.kind === 'episode-restated' && effect.change === 'withdrawn')
      this.#end(effect.trigger, { at: now, through, why: 'withdrawn' })
  }

  #begin(effect: Extract<Effect, { kind: 'episode-opened' }>, through: number, now: number): Alarm {
    const { trigger, level, severity, firstPeriod, firedPeriod, heldBack } = effect
    const [first, fired] = [this.#slotOf(firstPeriod), this.#slotOf(firedPeriod)]
    const before = this.#byEpisode.get(effect.episodeId)
    if (before) return reopened(before, effect)
    const alarm: Alarm = {
      ...this.#named(trigger),
      ...{ about: 'episode', level, severity, at: now, first, fired },
      ...(heldBack ? { asked: through } : {}),
    }
    this.alarms.push(alarm)
    this.#byEpisode.set(effect.episodeId, alarm)
    return alarm
  }

  /** Asked once, about the trigger: its end ends nothing that the series could show. */
  #flap({ trigger, severity, episodes }: Extract<Effect, { kind: 'flap' }>, now: number): void {
    const first = this.#slotOf(episodes[0]!.firstPeriod)
    const fired = this.#slotOf(episodes.at(-1)!.firedPeriod)
    // Corrected data give a run of flapping another beginning, and nobody asks about it twice.
    if (this.alarms.some((one) => one.trigger === trigger && one.about === 'flap' && one.fired >= first)) return
    this.alarms.push({ ...this.#named(trigger), about: 'flap', level: 'amber', severity, at: now, first, fired })
  }

  #end(trigger: string, ended: NonNullable<Alarm['ended']>): void {
    const open = this.#open.get(trigger)
    if (open) open.ended = ended
    this.#open.delete(trigger)
  }

  #named(trigger: string) {
    return { trigger, series: this.#definition.series.key }
  }

  #slotOf(period: string): number {
    return parsePeriod(this.#definition.kpi.cadence, period)
  }
}

/** Corrected data say that an episode goes on which was told to be over: it was asked about before. */
const reopened = (alarm: Alarm, { level, severity }: Pick<Alarm, 'level' | 'severity'>): Alarm => {
  delete alarm.ended
  return Object.assign(alarm, { level, severity })
}
