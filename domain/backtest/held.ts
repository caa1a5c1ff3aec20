/** What was held back in a replay: episodes that nobody was asked about for a while, or at all, and because of what. */
import type { Checkpoint, TriggerStanding } from '../checkpoint.ts'
import type { SeriesDefinition } from '../definition.ts'
import type { Effect } from '../effect.ts'
import type { Inhibition } from '../inhibition.ts'
import type { Level, Severity } from '../plan/trigger.ts'
import { overlaps } from '../trigger.ts'

export interface Held {
  trigger: string
  series: string
  level: Level
  severity: Severity
  /** Since when, epoch ms. */
  at: number
  /** Indexes of the first breaching slot and of the newest one when it was held back first. */
  first: number
  fired: number
  /** Each reason once, in the order in which they came. */
  by: Inhibition[]
  /** How that ended, and on which newest slot: it was asked after all, or was over before. Absent while it goes on. */
  ended?: { at: number; through: number; how: 'asked' | 'over' }
}

/** Watches the checkpoints of one series in their order. */
export class Holding {
  readonly held: Held[] = []
  readonly #open = new Map<string, Held>()
  readonly #series: string

  constructor({ series }: SeriesDefinition) {
    this.#series = series.key
  }

  /** One fold at `now`, and what it had to tell. */
  watch({ head, announced }: Checkpoint, effects: readonly Effect[], now: number): void {
    for (const [trigger, standing] of Object.entries(head.triggers)) {
      const { inhibited, episodeId } = standing
      const end = (how: 'asked' | 'over') => this.#end(trigger, { at: now, through: head.through, how })
      if (inhibited) this.#hold(trigger, standing, announced[trigger]!.held!, { at: now, through: head.through })
      else if (effects.some((effect) => effect.trigger === trigger && asks(effect))) end('asked')
      else if (episodeId === undefined) end('over')
    }
  }

  #hold(
    trigger: string,
    { level = 'amber', severity = 'S3' }: TriggerStanding,
    { first, last, ...why }: Inhibition & { first: number; last: number },
    { at, through }: { at: number; through: number },
  ): void {
    const open = this.#open.get(trigger)
    if (open && overlaps(first, last, { first: open.first, last: through })) {
      Object.assign(open, { level, severity })
      if (!open.by.some((one) => one.why === why.why && one.by === why.by && one.because === why.because))
        open.by.push(why)
      return
    }
    this.#end(trigger, { at, through, how: 'over' })
    const held = { trigger, series: this.#series, level, severity, at, first, fired: through, by: [why] }
    this.held.push(held)
    this.#open.set(trigger, held)
  }

  #end(trigger: string, ended: NonNullable<Held['ended']>): void {
    const open = this.#open.get(trigger)
    if (open) open.ended = ended
    this.#open.delete(trigger)
  }
}

const asks = ({ kind }: Effect): boolean => kind === 'episode-opened' || kind === 'flap'
