import { formatInstant, parseInstant } from '../../domain/instant.ts'
import { packSlot } from '../../domain/mail-occasion.ts'
import { personOf } from '../../domain/plan/lookup.ts'
import type { Commitment } from '../../domain/review/commitment.ts'
import type { Cycle, CycleItem } from '../../domain/review/cycle.ts'
import { parseItemKey } from '../../domain/review/item.ts'
import { packOf } from '../../domain/review/pack.ts'
import { countedBefore, takenOf, withWaiting } from '../../domain/review/pack-decisions.ts'
import { Pack, type PackSlower } from '../../domain/review/pack-record.ts'
import { readersOf } from '../../domain/review/readers.ts'
import { type Between, settlementOf } from '../../domain/review/settlement.ts'
import { afterCycles, idleCycles, slowerSchedule } from '../../domain/review/slower.ts'
import { actionsSince } from '../aws/actions.ts'
import { putJson, readJson } from '../aws/archive.ts'
import { changeCycle, readCycle, readCycleItems, readReviewState, writeReviewState } from '../aws/cycles.ts'
import { transact } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'
import { commitmentsSince, writeCommitment } from '../aws/items.ts'
import { planMailOf } from '../aws/mails.ts'
import { inParallel } from '../aws/parallel.ts'
import { readStates } from '../aws/people.ts'
import { type CurrentPlan, planOf } from '../aws/plan.ts'
import { retryLost } from '../decisions/conflict.ts'
import { Slots } from '../posting/slots.ts'
import { askToConclude, takeBackOldest } from './ask-to-conclude.ts'
import { countCycle, cyclesBefore } from './count.ts'
import { standingDecisions } from './facts.ts'
import { packKey } from './pack-key.ts'

/** Items whose promises are read side by side. */
const CONCURRENCY = 16

/**
 * Makes the pack and has it mailed. Promises whose day has passed without a word are broken first, so that the pack can
 * say so. The pack is kept before the cycle is closed: a repeat in between makes it again from the same facts.
 */
export async function packCycle(current: CurrentPlan, cycle: Cycle, now: number): Promise<void> {
  const asked = await readCycleItems(cycle.id)
  const before = cycle.previous === undefined ? undefined : await readCycle(cycle.previous)
  const closedAt = cycle.closedAt ?? formatInstant(now)
  const zoneOf = (person: string) => personOf(current.plan, person)?.timezone ?? current.plan.organisation.timezone
  const standing = await standingDecisions(current, seriesIn(asked))
  const known = (series: string) => standing.get(series) ?? []
  const open = { opensAt: cycle.opensAt, closedAt }
  const items = withWaiting(asked, known, open)
  // One that is still open closes later than this one: what was settled since it opened is new to the readers.
  const settled = await settlePromises(items, { since: before?.closedAt ?? before?.opensAt, closedAt, zoneOf })
  const previous = before && (await readJson(packKey(before.id), Pack))
  const taken = takenOf(items, known, open, countedBefore(before, previous))
  const late = before ? await readCycleItems(before.id) : []
  const since = before?.closedAt ?? before?.opensAt ?? ''
  const actions = await actionsSince(cycle.review, since)
  const earlier = await cyclesBefore(before)
  const counting = {
    cycle: cycle.id,
    review: cycle.review,
    heldOn: cycle.heldOn,
    closedAt,
    since,
    zoneOf,
    items,
    settled,
  }
  const figures = await countCycle(current.plan, { ...counting, actions }, { earlier, itemsBefore: late })
  const slower = await slowerFor(current, cycle, earlier, closedAt)
  await putJson(
    packKey(cycle.id),
    packOf({
      cycle: cycle.id,
      closedAt,
      items,
      taken,
      settled,
      late,
      previous,
      before,
      actions,
      zoneOf,
      figures,
      slower,
    }),
  )
  const readers = await readersNow(current, cycle)
  const slots = new Slots(current.plan)
  const states = await readStates(readers)
  await retryLost(`pack of ${cycle.id}`, async () => {
    const state = await readReviewState(cycle.review)
    const { ask, clauses } = askToConclude(current, cycle, { readers, slots, states }, now)
    const closed: Cycle = { ...cycle, state: 'closed', concludeBy: ask.dueBy, revision: cycle.revision + 1 }
    const failed = await transact([
      ...clauses,
      ...(await takeBackOldest(current, cycle, earlier[1], now)),
      changeCycle(cycle, closed),
      ...(state && before ? [writeReviewState(state, afterCycles(state, earlier, closedAt).state)] : []),
      ...readers.map((person) => planMailOf({ person, slot: packSlot(cycle.closedAt!, cycle.id) }, true)),
      addHistory(
        { cycle: cycle.id, at: formatInstant(now), what: 'Pack made', who: 'clock', why: `for ${readers.join(', ')}` },
        cycle.id,
      ),
    ])
    slots.note(failed)
    // A cycle that is as it was no longer was packed by another try.
    return failed.length === 0 || failed.includes('cycle-unchanged') ? 'done' : undefined
  })
}

const seriesIn = (items: readonly CycleItem[]): string[] =>
  items.map(({ item }) => parseItemKey(item)).flatMap(({ kind, id }) => (kind === 'kpi' ? [id] : []))

/** The chair and the accountable people as the plan of now has them; of the plan of the opening where the review has left. */
async function readersNow(current: CurrentPlan, cycle: Cycle): Promise<string[]> {
  const named = (plan: CurrentPlan['plan']) => plan.reviews?.find((one) => one.id === cycle.review)
  const review = named(current.plan) ?? named(await planOf(cycle.planVersion))
  const readers = review ? readersOf(current.plan, review) : [cycle.chair]
  return readers.filter((id) => personOf(current.plan, id) !== undefined)
}

/** Promises about these items that were settled between the closes, after those that are overdue are broken. */
async function settlePromises(items: readonly CycleItem[], between: Between): Promise<Commitment[]> {
  const told: Commitment[] = []
  // A second earlier, for the table compares texts; the rule looks closer.
  const from = between.since === undefined ? '' : formatInstant(parseInstant(between.since) - 1000)
  await inParallel(items, CONCURRENCY, async ({ item }) => {
    const { settled, broken } = settlementOf(await commitmentsSince(item, from), between)
    told.push(...settled)
    for (const { before, after } of broken) {
      // Not written: somebody said something meanwhile, and the next pack tells it.
      if ((await transact([writeCommitment(before, after)])).length === 0) told.push(after)
    }
  })
  return told.sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** A proposal to the chair, once the review has led to nothing for long; none for one that the plan no longer has. */
async function slowerFor(
  { plan }: CurrentPlan,
  { review: id }: Cycle,
  earlier: readonly Cycle[],
  now: string,
): Promise<PackSlower | undefined> {
  const [state, review] = [await readReviewState(id), plan.reviews?.find((one) => one.id === id)]
  if (!state || !review || !afterCycles(state, earlier, now).proposed) return undefined
  const to = slowerSchedule(review.schedule)
  return { cycles: idleCycles(earlier), review: id, schedule: review.schedule, ...(to ? { to } : {}) }
}
