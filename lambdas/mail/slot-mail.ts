import type { Ask, MailEntry, Note } from '../../domain/ask.ts'
import type { Decision } from '../../domain/decision.ts'
import type { Surroundings } from '../texts/reader.ts'

/** One ask of the mail with the decision it is about. */
export interface MailedAsk {
  ask: Ask
  decision: Decision
  how: MailEntry['how']
}

/** Something the reader is told, with nothing to answer. */
export interface MailedNote {
  note: Note
  /** When the reader gets the question too, if nobody answers before. */
  escalatesAt?: string
}

/** Everything that waits for one person in one slot. */
export interface SlotMailInput extends Surroundings {
  /** `https://host/stage/a/TOKEN`, without a fragment. */
  link: string
  /** Instant after which the link only offers a fresh one. */
  linkExpiresAt: string
  entries: MailedAsk[]
  notes: MailedNote[]
}

/** A mail ready to be put into an envelope. */
export interface ComposedMail {
  subject: string
  html: string
  text: string
}
