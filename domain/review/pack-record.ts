/** A review pack as it is kept: JSON in the Archive, `cycles/CYCLE/pack.json`. Every list is bounded and says how many more there were. */
import * as z from 'zod'
import { Instant, LocalDate } from '../decision.ts'
import { OpenDecision, Unasked } from './facts.ts'
import { ItemKey, ItemStatus } from './item.ts'

/** Entries of each list that are kept; the rest is a number. */
export const PACK_LIMITS = {
  items: 50,
  decisions: 20,
  changes: 50,
  groups: 20,
  blockers: 10,
  commitments: 50,
  owners: 500,
  /** Of all owners together. */
  owned: 1000,
  actions: 50,
}

/** The first of a list, and how many more there were. */
const listOf = <T extends z.ZodType>(entry: T) => z.strictObject({ first: z.array(entry), more: z.int().min(0) })
export interface Bounded<T> {
  first: T[]
  more: number
}

const Status = ItemStatus.nullable()

/** The newest figure of a KPI that had come when its item was asked about. */
export const PackReading = z.strictObject({
  unit: z.string(),
  decimals: z.int(),
  period: z.string(),
  value: z.number(),
  target: z.number().nullable(),
})
export type PackReading = z.infer<typeof PackReading>

/** An item in one line, with its owner's words. */
export const PackLine = z.strictObject({
  item: ItemKey,
  name: z.string(),
  owner: z.string(),
  status: Status,
  confidence: z.int().nullable(),
  /** Said about it: the cause where it is off track, else what changed. */
  words: z.string(),
  wayBack: z.string().optional(),
  /** The KPI's own, where it says something else than the owner does. */
  kpi: z.string().optional(),
  /** Why the owner's is better. */
  reason: z.string().optional(),
  /** Why nobody is asked about the KPI, where it is not on track. */
  unasked: Unasked.optional(),
  /** Absent where there is no figure, and in packs of earlier releases. */
  reading: PackReading.optional(),
})
export type PackLine = z.infer<typeof PackLine>

/** A decision that somebody took while the review was open, and what they chose. */
export const PackTaken = z.strictObject({
  id: z.string(),
  question: z.string(),
  item: ItemKey,
  name: z.string(),
  by: z.string(),
  at: Instant,
  option: z.string(),
})
export type PackTaken = z.infer<typeof PackTaken>

/** Better, worse, new, or spoken of again after silence. */
export const PackChange = PackLine.extend({
  from: Status,
  way: z.enum(['worse', 'better', 'new', 'fell-silent', 'spoke-again']),
})
export type PackChange = z.infer<typeof PackChange>

/** One that waits, with what it is weighed by; that is absent in packs of earlier releases. */
export const PackDecision = OpenDecision.extend({
  item: ItemKey,
  name: z.string(),
  /** The newest figure, or that of the evidence where it is newer. */
  reading: PackReading.optional(),
  /** Labels, as the plan has them. */
  options: z.array(z.string()).optional(),
  /** Corrected figures left it without ground: by when somebody says whether it stays, else it is taken back. */
  confirmBy: Instant.optional(),
  /** What is recorded where nobody decides, and when. */
  fallback: z.strictObject({ option: z.string(), at: Instant }).optional(),
})
export type PackDecision = z.infer<typeof PackDecision>

const said = { item: ItemKey, name: z.string(), owner: z.string(), text: z.string() }
export const PackBlockers = z.strictObject({
  /** Absent: nobody in the plan. */
  with: z.string().optional(),
  blockers: listOf(z.strictObject(said)),
})
export type PackBlockers = z.infer<typeof PackBlockers>

export const PackCommitment = z.strictObject({ ...said, by: LocalDate, moves: z.int(), note: z.string().optional() })
export type PackCommitment = z.infer<typeof PackCommitment>

/** An action of an earlier cycle, as it stood at the close. */
export const PackAction = z.strictObject({
  id: z.string(),
  text: z.string(),
  person: z.string(),
  by: LocalDate,
  moves: z.int(),
  /** Day on which it was done. */
  doneOn: LocalDate.optional(),
  note: z.string().optional(),
})
export type PackAction = z.infer<typeof PackAction>

/** What became of actions: past their day and not done, done since the last pack, still ahead. */
export const PackActions = z.strictObject({
  missed: listOf(PackAction),
  done: listOf(PackAction),
  open: listOf(PackAction),
})
export type PackActions = z.infer<typeof PackActions>

/** How the cycle before ended. Without `by` nobody had concluded it when this pack was made. */
export const PackBefore = z.strictObject({
  cycle: z.string(),
  heldOn: LocalDate,
  by: z.string().optional(),
  decisions: z.int().min(0),
  actions: z.int().min(0),
  noActionBecause: z.string().optional(),
})
export type PackBefore = z.infer<typeof PackBefore>

const count = z.int().min(0)
/** An item under its owner, on track or not. */
export const PackOwned = z.strictObject({
  item: ItemKey,
  name: z.string(),
  status: Status,
  confidence: z.int().nullable(),
  /** Absent where somebody answered, or could not be asked. */
  silent: z.literal(true).optional(),
  reading: PackReading.optional(),
})
export type PackOwned = z.infer<typeof PackOwned>

/** Owner by owner: how many items, how they stand, how many were answered in time. */
export const PackOwner = z.strictObject({
  owner: z.string(),
  items: count,
  answered: count,
  silent: count,
  offTrack: count,
  atRisk: count,
  onTrack: count,
  /** What needs somebody first. Absent in packs of earlier releases. */
  own: listOf(PackOwned).optional(),
})
export type PackOwner = z.infer<typeof PackOwner>

export const PackCounts = z.strictObject({
  items: count,
  owners: count,
  answered: count,
  carried: count,
  silent: count,
  unowned: count,
  onTrack: count,
  atRisk: count,
  offTrack: count,
  stale: count,
  decisions: count,
  blockers: count,
  kept: count,
  broken: count,
})
export type PackCounts = z.infer<typeof PackCounts>

/** Counts of one owner, of a function or of the review, over one cycle or several. */
export const OwnerCounts = z.strictObject({
  id: z.string(),
  asked: count,
  onTime: count,
  late: count,
  kept: count,
  broken: count,
  mails: count,
})
export type OwnerCounts = z.infer<typeof OwnerCounts>

/** Follow-through over the newest cycles, this one included. */
export const PackFigures = z.strictObject({
  cycles: count,
  /** Day on which the first of them was held. */
  since: LocalDate,
  /** Decisions and actions they ended in; this one has not ended. */
  decided: count,
  review: OwnerCounts,
  functions: listOf(OwnerCounts),
  people: listOf(OwnerCounts),
})
export type PackFigures = z.infer<typeof PackFigures>

/** A proposal to hold the review less often, for its chair. */
export const PackSlower = z.strictObject({
  /** Cycles in a row without a decision or an action. */
  cycles: count,
  /** Id in the plan, and its schedule there. */
  review: z.string(),
  schedule: z.string(),
  /** The next slower one, where the pattern says what that is. */
  to: z.string().optional(),
})
export type PackSlower = z.infer<typeof PackSlower>

export const Pack = z.strictObject({
  cycle: z.string(),
  closedAt: Instant,
  previous: z.string().optional(),
  counts: PackCounts,
  /** To take first: overdue, then by deadline. */
  decisions: listOf(PackDecision),
  /** Absent in packs of earlier releases, and where there were none. */
  taken: listOf(PackTaken).optional(),
  changes: listOf(PackChange),
  offTrack: listOf(PackLine),
  atRisk: listOf(PackLine),
  stale: listOf(PackLine),
  /** Whose owner says that they are on track, where the KPI is not and nobody is asked about it; absent in packs of earlier releases. */
  unasked: listOf(PackLine).optional(),
  silent: listOf(PackLine),
  unowned: listOf(PackLine),
  /** Answers to the cycle before that came after its close. */
  late: listOf(PackLine),
  /** By whom they sit with, the one with most first. */
  blockers: listOf(PackBlockers),
  commitments: z.strictObject({ broken: listOf(PackCommitment), kept: listOf(PackCommitment) }),
  /** Absent in packs of releases whose reviews gave no actions. */
  actions: PackActions.optional(),
  before: PackBefore.optional(),
  figures: PackFigures.optional(),
  slower: PackSlower.optional(),
  owners: listOf(PackOwner),
  /** How every item stood, for the next pack to compare with. */
  standing: z.array(z.strictObject({ item: ItemKey, status: Status, silent: z.boolean() })),
})
export type Pack = z.infer<typeof Pack>
