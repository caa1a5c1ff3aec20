import * as z from 'zod'
import { Instant } from './decision.ts'
import { KeptFact } from './history-fact.ts'

/** One line of the append-only history: what happened to a decision, an item or a cycle, through whom, and why, as people read it. */
export const HistoryEntry = z.strictObject({
  /** Exactly one of these three says what the line is about. */
  decision: z.string().optional(),
  item: z.string().optional(),
  cycle: z.string().optional(),
  at: Instant,
  /** Also the event's detail-type on the bus, e.g. `Decision opened`. */
  what: z.string(),
  /** Person id, `fallback`, or the part of the system that acted, e.g. `trigger`, `clock`. */
  who: z.string(),
  /** One sentence in English, for the log and the command line. */
  why: z.string(),
  /** The same as facts, where there are any: what pages say. */
  fact: KeptFact.optional(),
  /** How it came in, where a person acted. */
  via: z.enum(['link', 'command']).optional(),
  /** Revision of the decision that this change made; absent where it changed none, and in lines of before there was any. */
  revision: z.number().int().optional(),
  /** Who ran the command, as AWS states it; only where it came in that way. */
  stated: z.string().optional(),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>
