import type { CheckInAsk, Mail } from '../../domain/ask.ts'
import { joinCheckIn, openCheckIn } from '../../domain/ask-check-in.ts'
import type { HistoryEntry } from '../../domain/history.ts'
import { packSlot } from '../../domain/mail-occasion.ts'
import type { ResolvedReview } from '../../domain/plan/resolved.ts'
import type { CheckIn } from '../../domain/review/check-in.ts'
import { commitmentId } from '../../domain/review/commitment.ts'
import type { Cycle, CycleItem } from '../../domain/review/cycle.ts'
import { packOf } from '../../domain/review/pack.ts'
import type { Item, RunFacts } from '../../local/invariants/facts.ts'
import { organisation } from '../domain/ask-organisation.ts'

const at = (time: string) => `2016-05-${time}:00Z`
const [TALKED, SILENT] = ['kpi:four-hour', 'priority:flow']
const [TUESDAY, WEDNESDAY] = ['tuesday@2016-05-03', 'wednesday@2016-05-04']
const FACTS = { commitments: [], moreCommitments: 0, decisions: [], moreDecisions: 0 }

/** A review on Tuesdays and one on Wednesdays, both at seven in London, closed after ten hours; the owner answers for all. */
export function reviews(): ResolvedReview[] {
  const of = (id: string, day: string): ResolvedReview => ({
    ...{ id, name: id, schedule: `0 7 * * ${day}`, timezone: 'Europe/London', calendar: 'england', holidays: 'skip' },
    ...{ chair: 'chief', closesAfter: { count: 10, unit: 'h' } },
  })
  return [of('tuesday', 'tue'), of('wednesday', 'wed')]
}

/**
 * What two reviews leave: Tuesday's is closed, one item answered with a promise, the other silent; Wednesday's has carried
 * what was said and joined the question that still waits, which is asked with the mail of `slot`.
 */
export function soundCycles(slot: string): Pick<RunFacts, 'ledger' | 'packs' | 'lists' | 'executions'> {
  const [first, second] = cycles()
  const plan = organisation()
  const ask = (key: string): CheckInAsk => ({
    ...openCheckIn(
      { plan, cycle: first, item: { key, name: key, owner: 'owner' }, accountable: 'chief' },
      Date.parse(first.opensAt),
    ),
    stepAt: slot,
  })
  const checkIn = said(ask(TALKED).id)
  const answered = { ...ask(TALKED), state: 'answered' as const, step: 'end' as const, closedAt: checkIn.at }
  const asks: CheckInAsk[] = [
    {
      ...answered,
      stepAt: undefined,
      answer: { action: 'check-in', option: 'on-track', at: checkIn.at, by: 'owner', via: 'link' },
    },
    joinCheckIn(ask(SILENT), second, Date.parse(second.opensAt)),
  ]
  const item = (cycle: Cycle, key: string, state: CycleItem['state'], more: Partial<CycleItem> = {}): CycleItem => ({
    ...{ cycle: cycle.id, item: key, name: key, owner: 'owner', unowned: false, state, facts: FACTS, revision: 1 },
    ...more,
  })
  const items = [
    item(first, TALKED, 'answered', { ask: asks[0]!.id, checkIn }),
    item(first, SILENT, 'silent', { ask: asks[1]!.id }),
    item(second, TALKED, 'carried', { checkIn }),
    item(second, SILENT, 'waiting', { ask: asks[1]!.id }),
  ]
  const { nextStep, ...rest } = checkIn
  const promise = {
    id: commitmentId(rest.item, rest.at),
    item: rest.item,
    person: 'owner',
    ...nextStep!,
    madeAt: rest.at,
  }
  return {
    ledger: [
      ...[first, second].flatMap((cycle) => recordsOf(cycle)),
      ...items.map((one): Item => ({ pk: `CYCLE#${one.cycle}`, sk: `ITEM#${one.item}`, ...one })),
      ...asks.map((one): Item => ({ pk: 'PERSON#owner', sk: `ASK#${one.id}`, ...one })),
      { pk: `ITEM#${TALKED}`, sk: `CHECKIN#${checkIn.at}`, ...checkIn },
      { pk: `ITEM#${TALKED}`, sk: `COMMITMENT#${promise.id}`, ...promise, moves: 0, state: 'open', revision: 1 },
      packMail(first),
    ],
    packs: [packOf({ cycle: TUESDAY, closedAt: first.closedAt!, items: items.slice(0, 2), settled: [], late: [] })],
    lists: [TUESDAY, WEDNESDAY].map((cycle) => ({ cycle, items: [TALKED, SILENT] })),
    executions: [
      { name: TUESDAY, status: 'SUCCEEDED' },
      { name: WEDNESDAY, status: 'RUNNING' },
    ],
  }
}

const said = (ask: string): CheckIn => ({
  ...{ item: TALKED, at: at('03T09:00'), by: 'owner', ask, status: 'on-track', confidence: 8, changed: 'It holds' },
  ...{ blockers: [], nextStep: { text: 'Train the late shift', by: '2016-05-06' }, how: 'page', unchanged: 0 },
  ...{ cycles: [TUESDAY], lateFor: [] },
})

function cycles(): [Cycle, Cycle] {
  const both = { chair: 'chief', planVersion: 1, missed: [], items: 2, chunks: 1, revision: 3 }
  const of = (review: string, day: string, time: string): Cycle => ({
    ...{ ...both, id: `${review}@2016-05-${day}`, review, name: review, date: `2016-05-${day}` },
    ...{ heldOn: `2016-05-${day}`, state: 'open', claimedBy: `${review}@2016-05-${day}`, waiting: 1 },
    opensAt: at(time),
    closesAt: at(`${day}T16:00`),
  })
  const first = of('tuesday', '03', '03T06:00')
  return [
    { ...first, state: 'closed', closedAt: at('03T16:00'), closedBecause: 'deadline' },
    of('wednesday', '04', '04T06:00'),
  ]
}

function recordsOf(cycle: Cycle): Item[] {
  const pk = `CYCLE#${cycle.id}`
  const closed = cycle.state === 'closed'
  const lines = ['Review opened', 'Review asked', ...(closed ? ['Review closed', 'Pack made'] : [])]
  const line = (what: string): HistoryEntry => ({ cycle: cycle.id, at: cycle.opensAt, what, who: 'clock', why: what })
  const since = at('01T00:00')
  return [
    { pk, sk: 'META', ...cycle, ...(closed ? {} : { dueKind: 'ledger', dueAt: cycle.closesAt }) },
    ...lines.map((what): Item => ({ pk, sk: `HISTORY#${cycle.opensAt}#${what}#${cycle.id}`, ...line(what) })),
    {
      ...{ pk: `REVIEW#${cycle.review}`, sk: 'STATE', review: cycle.review, since, withoutDecisions: 0, revision: 2 },
      ...{ lastOpened: cycle.date, lastCycle: cycle.id },
    },
  ]
}

function packMail({ id, closedAt }: Cycle): Item {
  const slot = packSlot(closedAt!, id)
  const mail: Mail = {
    ...{ person: 'chief', slot, state: 'skipped', urgent: true, claims: 1, entries: [], notes: [] },
    reasons: ['nobody reads it in this story'],
  }
  return { pk: 'PERSON#chief', sk: `MAIL#${slot}`, ...mail }
}
