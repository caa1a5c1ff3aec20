/** What a fold has to tell: the only way a measurement reaches a person. All ids are the same on every repeat. */
import type { Point } from './checkpoint.ts'
import type { Inhibition } from './inhibition.ts'
import { formatPeriod } from './period.ts'
import type { Cadence } from './plan/measure.ts'
import type { Level, Severity } from './plan/trigger.ts'
import type { Seen } from './seen.ts'

/** A slot as it was known when the trigger fired. A range target has `low` and `high`; missing values are absent. */
export interface EvidenceSlot {
  period: string
  value?: number
  target?: number
  low?: number
  high?: number
  /** Signed distance from target, below 0 is short of it. */
  distance?: number
  final: boolean
}

interface Told {
  trigger: string
  episodeId: string
}

interface Judged extends Told {
  level: Level
  severity: Severity
  evidence: EvidenceSlot[]
  /** What the kind of the trigger saw when it fired. */
  seen?: Seen
}

/** An episode that nobody was asked about at first: from its first period to the last on which it was held back, and why. */
export interface HeldBack {
  from: string
  to: string
  why: Inhibition['why']
  because?: string
}

/** One thing to tell. */
export type Effect =
  /** Ask for a decision. `late`: it fired on an earlier slot and was only discovered now. */
  | ({ kind: 'episode-opened'; firstPeriod: string; firedPeriod: string; late: boolean; heldBack?: HeldBack } & Judged)
  /** The same episode, amber before, is red now. */
  | ({ kind: 'severity-raised' } & Judged)
  /** The condition is gone; a decision somebody has taken up goes on. */
  | ({ kind: 'episode-ended'; why: 'recovered' | 'data-arrived' | 'trigger-removed' } & Told)
  /** Corrected data changed what the episode stands on, severity included. */
  | ({ kind: 'episode-restated'; change: 'evidence' } & Judged)
  /** Corrected data says there never was such an episode. */
  | ({ kind: 'episode-restated'; change: 'withdrawn' } & Told)
  /** Too many episodes in a short time: tune, widen or retire the trigger, instead of one more decision. */
  | {
      kind: 'flap'
      trigger: string
      flapId: string
      severity: Severity
      episodes: { firstPeriod: string; firedPeriod: string }[]
    }
  /** The trigger does not flap after all: corrected data say that it never did, or the plan no longer has it. */
  | { kind: 'flap-ended'; trigger: string; why: 'restated' | 'trigger-removed' }

/** Points of a checkpoint in words. */
export const evidenceOf = (points: readonly Point[], cadence: Cadence): EvidenceSlot[] =>
  points.map(([index, value, low, high, distance, final]) => ({
    period: formatPeriod(cadence, index),
    ...(value === null ? {} : { value }),
    ...(low === null || high === null ? {} : low === high ? { target: low } : { low, high }),
    ...(distance === null ? {} : { distance }),
    final,
  }))
