import type { CheckInAsk } from '../../domain/ask.ts'
import { ANSWERED_DAYS } from '../../domain/ask-ladder.ts'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import type { CheckIn } from '../../domain/review/check-in.ts'
import type { Cycle, CycleItem } from '../../domain/review/cycle.ts'
import type { Invariant, RunFacts } from './facts.ts'
import { type Ledger, ledgerOf } from './ledger.ts'

const DAY = 86_400_000

/** The function that closes a cycle has this long; an answer that comes before it has reached the item is in time. */
const CLOSING_MS = 5 * 60_000

/**
 * Everything on the list of a cycle is in it, nothing else, and about each item its owner is asked once: by an ask of this
 * cycle's, by one that waited already and was joined, or not at all, with what was said within three days.
 */
export const askedOnceACycle: Invariant = (facts) => {
  const ledger = ledgerOf(facts)
  const listed = ledger.cycles.filter(({ state }) => state !== 'opening').flatMap((cycle) => differs(facts, cycle))
  const asks = new Map(ledger.checkInAsks.map((ask) => [ask.id, ask]))
  const unasked = ledger.cycleItems.flatMap((item) => badlyAsked(facts, item, asks))
  const joinedTwice = ledger.checkInAsks
    .filter(({ cycles }) => new Set(cycles).size !== cycles.length)
    .map(({ id }) => `${id} waits for one cycle twice`)
  return [...listed, ...unasked, ...joinedTwice, ...twiceAsked(ledger)]
}

function differs(facts: RunFacts, { id, items }: Cycle): string[] {
  const list = facts.lists.find((one) => one.cycle === id)?.items ?? []
  const entered = ledgerOf(facts)
    .cycleItems.filter((one) => one.cycle === id)
    .map(({ item }) => item)
  const missing = list.filter((item) => !entered.includes(item))
  const more = entered.filter((item) => !list.includes(item))
  return [
    ...missing.map((item) => `${id} lists ${item} and does not ask about it`),
    ...more.map((item) => `${id} asks about ${item}, which it does not list`),
    ...(items === list.length ? [] : [`${id} says that it has ${items} items, and lists ${list.length}`]),
  ]
}

function badlyAsked(facts: RunFacts, one: CycleItem, asks: ReadonlyMap<string, CheckInAsk>): string[] {
  const name = `${one.item} in ${one.cycle}`
  if (one.state === 'unasked') return []
  if (one.state === 'carried') {
    const opened = ledgerOf(facts).cycles.find(({ id }) => id === one.cycle)!.opensAt
    const fresh =
      one.checkIn !== undefined && parseInstant(one.checkIn.at) >= parseInstant(opened) - ANSWERED_DAYS * DAY
    return fresh ? [] : [`nobody is asked about ${name}, and nothing was said within three days`]
  }
  const ask = one.ask === undefined ? undefined : asks.get(one.ask)
  if (!ask) return [`nobody is asked about ${name} (${one.state})`]
  return ask.item === one.item && ask.cycles.includes(one.cycle) ? [] : [`${ask.id} does not ask about ${name}`]
}

/**
 * Asks that nobody else had before, of one item and cycle: copies and hand-ons are the same question. One that was passed on
 * and came back to its owner is asked anew, with the cycles that waited.
 */
function twiceAsked({ checkInAsks }: Ledger): string[] {
  const first = checkInAsks.filter(({ asked, person }) => asked[0] === person)
  const places = first.flatMap((ask) => ask.cycles.map((cycle) => ({ ask, place: `${ask.item} in ${cycle}` })))
  const standing = [...Map.groupBy(places, ({ place }) => place)].map(([place, all]) => {
    const newest = all
      .map(({ ask }) => ask.openedAt)
      .sort()
      .at(-1)!
    const cameBack = ({ state, closedAt, openedAt }: CheckInAsk) =>
      state === 'handed-on' && openedAt < newest && closedAt! <= newest
    return { place, all: all.filter(({ ask }) => !cameBack(ask)) }
  })
  return standing.flatMap(({ place, all }) =>
    all.length > 1 ? [`${place} was asked about ${all.length} times: ${all.map(({ ask }) => ask.id).join(', ')}`] : [],
  )
}

/** A close that dies on its way is finished by another try: what it has marked by then is closed, from the deadline on. */
const closeOf = ({ closedAt, closesAt }: Cycle): { from: number; to: number } | undefined =>
  closedAt === undefined
    ? undefined
    : { from: Math.min(parseInstant(closedAt), parseInstant(closesAt)), to: parseInstant(closedAt) }

/** It, or what was said later. */
const isIn = ({ at }: CheckIn, item: CycleItem | undefined): boolean =>
  item?.checkIn !== undefined && parseInstant(item.checkIn.at) >= parseInstant(at)

/** An answer is in every cycle it was given for, in time or late as the close says, and an open cycle counts who is missing. */
export const answersCount: Invariant = (facts) => {
  const { cycles, cycleItems, checkIns } = ledgerOf(facts)
  const closes = new Map(cycles.map((cycle) => [cycle.id, closeOf(cycle)]))
  const items = new Map(cycleItems.map((one) => [`${one.item} in ${one.cycle}`, one]))
  const lost = checkIns.flatMap((checkIn) =>
    checkIn.cycles
      .filter((cycle) => !isIn(checkIn, items.get(`${checkIn.item} in ${cycle}`)))
      .map((cycle) => `what was said of ${checkIn.item} at ${checkIn.at} is not in ${cycle}`),
  )
  const misplaced = cycleItems.flatMap(({ item, cycle, state, checkIn }) => {
    const closed = closes.get(cycle)
    const wanted = state === 'answered' || state === 'late' || state === 'carried'
    if (wanted !== (checkIn !== undefined))
      return [`${item} in ${cycle} is ${state} ${checkIn ? 'with' : 'without'} an answer`]
    const said = checkIn && parseInstant(checkIn.at)
    if (said === undefined || !closed) return state === 'late' ? [`${item} in ${cycle} is late before any close`] : []
    return (state === 'late' ? said < closed.from : said > closed.to + CLOSING_MS)
      ? [`${item} in ${cycle} is ${state}: answered ${checkIn!.at}, closed ${formatInstant(closed.to)}`]
      : []
  })
  const miscounted = cycles
    .filter(({ state }) => state === 'open')
    .flatMap(({ id, waiting }) => {
      const missing = cycleItems.filter((one) => one.cycle === id && one.state === 'waiting').length
      return waiting === missing ? [] : [`${id} waits for ${waiting} answers, ${missing} are missing`]
    })
  return [...lost, ...misplaced, ...miscounted]
}
