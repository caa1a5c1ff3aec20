import type { ConcludeAsk, PersonState } from '../../domain/ask.ts'
import { concludeAskId, openConclude } from '../../domain/ask-conclude.ts'
import { nameIn, withdrawAsk } from '../../domain/ask-opening.ts'
import { hindranceKind } from '../../domain/escalation-order.ts'
import { formatInstant } from '../../domain/instant.ts'
import { packSlot } from '../../domain/mail-occasion.ts'
import type { Cycle } from '../../domain/review/cycle.ts'
import { isReviewAsk } from '../../domain/review-ask-copies.ts'
import { readReviewCopies } from '../answering/review-copies.ts'
import { changeAsk, newAsk, readAsks } from '../aws/asks.ts'
import type { Clause } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'
import type { CurrentPlan } from '../aws/plan.ts'
import type { Slots } from '../posting/slots.ts'

/**
 * The chair is asked to conclude the review, by the pack itself; who is away or does not get it, with their next mail. Its
 * ladder goes to their manager and deputy, then to whoever else reads the pack, last the desk. Written in one transaction with
 * the close of the cycle.
 */
export function askToConclude(
  { plan }: CurrentPlan,
  cycle: Cycle,
  { readers, slots, states }: { readers: readonly string[]; slots: Slots; states: readonly PersonState[] },
  now: number,
): { ask: ConcludeAsk; clauses: Clause[] } {
  const chair = plan.reviews?.find((one) => one.id === cycle.review)?.chair ?? cycle.chair
  const accountable = readers.find((one) => one !== chair) ?? plan.organisation.desk
  const isReached = readers.includes(chair) && hindranceKind({ plan, states }, chair, now) === undefined
  const pack = isReached ? packSlot(cycle.closedAt!, cycle.id) : undefined
  const opened = openConclude(plan, cycle, { chair, accountable, pack }, now)
  const { slot } = slots.free({ person: chair, slot: opened.stepAt! })
  const ask = { ...opened, stepAt: slot }
  const why = `${nameIn(plan, chair)} is asked to conclude it, with ${pack === undefined ? `the mail of ${slot}` : 'its pack'}`
  const line = { cycle: cycle.id, at: formatInstant(now), what: 'Conclusion asked', who: 'clock', why }
  return {
    ask,
    clauses: [newAsk(ask), ...slots.clauses([{ person: chair, slot, urgent: false }]), addHistory(line, ask.id)],
  }
}

/**
 * Nobody is asked about more than the two newest reviews of a kind: with this pack the question about the one before the last is
 * taken back from whoever still has it. That nobody concluded it was in two packs, and stays so in its record.
 */
export async function takeBackOldest(
  { plan }: CurrentPlan,
  cycle: Cycle,
  oldest: Cycle | undefined,
  now: number,
): Promise<Clause[]> {
  if (!oldest || oldest.conclusion || oldest.concludeBy === undefined) return []
  const chair = plan.reviews?.find((one) => one.id === cycle.review)?.chair
  const chairs = [...new Set([oldest.chair, chair ?? oldest.chair])]
  const firsts = await readAsks(chairs.map((person) => ({ person, ask: concludeAskId(oldest.id) })))
  const found = await Promise.all(firsts.filter(isReviewAsk).map((one) => readReviewCopies(one)))
  const open = new Map(found.flat().map((one) => [`${one.person} ${one.id}`, one]))
  return [...open.values()]
    .filter(({ state }) => state === 'open')
    .map((before) =>
      changeAsk(
        before,
        withdrawAsk(before, 'Two newer reviews ask for their conclusion.', now, { ended: 'newer-reviews' }),
      ),
    )
}
