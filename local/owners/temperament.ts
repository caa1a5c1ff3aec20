/** How simulated owners behave: chosen once per person by seed, then each mail is handled in character. */

export const TEMPERAMENTS = ['prompt', 'late', 'careful', 'silent', 'busy'] as const
export type Temperament = (typeof TEMPERAMENTS)[number]

/** Where somebody stands: minds the desk; has a diary so full that most mails go unread. */
export interface Seat {
  desk: boolean
  busy?: boolean
  /** @default drawn by seed */
  temperament?: Temperament
  /** Whether they are away at an instant (epoch ms): then they read nothing until they are back. */
  away?: (instant: number) => boolean
}

/** Uniform in [0, 1), from a named seeded stream. */
export type Draw = (stream: string) => number

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Of the mails of somebody busy this share is acted on. */
const BUSY_ACTS = 0.35

/**
 * Of ten people five answer the same day, two only after the reminder, one or two acknowledge first and decide later,
 * the rest read nothing. Who minds the desk always answers: that is what a desk is for. Unless the seat is a busy one:
 * then now and then time runs out on a decision.
 */
export function temperamentOf(person: string, seat: Seat, draw: Draw): Temperament {
  if (seat.temperament) return seat.temperament
  if (seat.busy) return 'busy'
  if (seat.desk) return 'prompt'
  const x = draw(`temperament:${person}`)
  if (x < 0.5) return 'prompt'
  if (x < 0.7) return 'late'
  return x < 0.85 ? 'careful' : 'silent'
}

/** What a person does about a mail: open its link after `delayMs` and then `act`; nothing when undefined. */
export interface Intention {
  delayMs: number
  /** `answer` fills in every form; `acknowledge` says "seen" to each. */
  act: 'answer' | 'acknowledge'
}

/** `mailNo` counts the mails this person has had, so that each mail draws afresh. */
export function intentionsOf(temperament: Temperament, person: string, mailNo: number, draw: Draw): Intention[] {
  const x = draw(`mail:${person}:${mailNo}`)
  switch (temperament) {
    case 'prompt':
      return [{ delayMs: Math.round((0.2 + 7 * x) * HOUR), act: 'answer' }]
    case 'late':
      // Two working days after the first mail the reminder comes; this person answers after it, if at all.
      return x < 0.85 ? [{ delayMs: Math.round((2.2 + 3 * x) * DAY), act: 'answer' }] : []
    case 'careful':
      return [
        { delayMs: Math.round((0.5 + 6 * x) * HOUR), act: 'acknowledge' },
        { delayMs: Math.round((4 + 7 * x) * DAY), act: 'answer' },
      ]
    case 'busy':
      return x < BUSY_ACTS ? [{ delayMs: Math.round((0.5 + 9 * x) * DAY), act: 'answer' }] : []
    case 'silent':
      return []
  }
}
