import { type Ask, type ConcludeAsk, isDecisionAsk, type Link, type Mail } from '../../domain/ask.ts'
import type { Decision } from '../../domain/decision.ts'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import { packOfSlot } from '../../domain/mail-occasion.ts'
import type { Action } from '../../domain/review/action.ts'
import type { Cycle } from '../../domain/review/cycle.ts'
import { Pack } from '../../domain/review/pack-record.ts'
import { readActions } from '../aws/actions.ts'
import { readJson } from '../aws/archive.ts'
import { readAsks } from '../aws/asks.ts'
import { readCycle } from '../aws/cycles.ts'
import { readDecisions } from '../aws/decisions.ts'
import { personPartition } from '../aws/people.ts'
import { packKey } from '../reviewing/pack-key.ts'

/** A link may show what was closed up to this long ago: the life of a link and two weeks. */
const SHOWN_MS = 60 * 86_400_000

/** Everything behind the link of a pack, as of now. */
export interface ReviewFacts {
  cycle: Cycle
  /** Absent while it is being made. */
  pack?: Pack
  /** The reader's own copy of the ask to conclude, in any state. */
  ask?: ConcludeAsk
  /** Those the pack lists, as they now are; asks about them, of whoever has them. */
  decisions: { decision: Decision; asks: Ask[] }[]
  actions: Action[]
}

/**
 * Reads it, if the link leads there: it is the pack's own, or that of a mail which asked to conclude this review, or was sent
 * before that was asked; or that of the pack after it. Undefined where it does not, or there is no such cycle any more.
 */
export async function readReview(link: Link, id: string, now: number): Promise<ReviewFacts | undefined> {
  const [cycle, partition] = await Promise.all([
    readCycle(id),
    personPartition(link.person, formatInstant(now - SHOWN_MS)),
  ])
  if (!cycle) return undefined
  const ask = partition.asks.find((one): one is ConcludeAsk => one.kind === 'conclude' && one.cycle === id)
  const mail = partition.mails.find((one) => one.slot === link.slot)
  if (packOfSlot(link.slot) !== id && !(ask && (serves(link, mail, ask) || (await isBefore(link, id)))))
    return undefined
  const pack = await readJson(packKey(id), Pack)
  const [decisions, actions] = await Promise.all([
    decisionsOf(pack),
    readActions((cycle.actions ?? []).map((one) => ({ review: cycle.review, id: one }))),
  ])
  return { cycle, ...(pack ? { pack } : {}), ...(ask ? { ask } : {}), decisions, actions }
}

/** The pack of the link tells of this one: it is the cycle before. */
async function isBefore(link: Link, id: string): Promise<boolean> {
  const own = packOfSlot(link.slot)
  return own !== undefined && (await readCycle(own))?.previous === id
}

const serves = (link: Link, mail: Mail | undefined, ask: Ask): boolean =>
  ask.openedAt >= link.createdAt || (mail?.entries.some((entry) => entry.ask === ask.id) ?? false)

async function decisionsOf(pack: Pack | undefined): Promise<ReviewFacts['decisions']> {
  const ids = pack?.decisions.first.map((one) => one.id) ?? []
  const found = await readDecisions(ids)
  const asks = (await readAsks([...found.values()].flatMap((one) => one.asks))).filter(isDecisionAsk)
  return ids.flatMap((id) => {
    const decision = found.get(id)
    return decision ? [{ decision, asks: asks.filter((ask) => ask.decision === id) }] : []
  })
}

/** As instants: as texts half a second after a close comes before it. */
const isSince = (at: string, close: string | undefined): boolean =>
  close === undefined || parseInstant(at) > parseInstant(close)

/**
 * Decisions that the review led to: taken while it was open, or of those the pack lists since it closed. What time chose is nobody's
 * decision.
 */
export const decidedIn = ({
  cycle,
  pack,
  decisions,
}: Pick<ReviewFacts, 'cycle' | 'pack' | 'decisions'>): { id: string; question: string }[] => [
  ...(pack?.taken?.first.map(({ id, question }) => ({ id, question })) ?? []),
  ...decisions
    .filter(({ decision: { choice } }) => choice && choice.by !== 'fallback' && isSince(choice.at, cycle.closedAt))
    .map(({ decision: { id, question } }) => ({ id, question })),
]
