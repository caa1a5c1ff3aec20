import { describe, expect, it, test } from 'vitest'
import { openConclude } from '../../domain/ask-conclude.ts'
import { assign } from '../../domain/review/assigning.ts'
import { conclude } from '../../domain/review/concluding.ts'
import type { Cycle } from '../../domain/review/cycle.ts'
import type { Item, RunFacts } from '../../local/invariants/facts.ts'
import { INVARIANTS, violationsOf } from '../../local/invariants/invariants.ts'
import { organisation } from '../domain/ask-organisation.ts'
import { soundFacts } from './sound-facts.ts'

/** The items of a kind, to be changed in place; the story of the sound facts has at least one of each. */
const of = (items: Item[], prefix: string): Item[] => {
  const found = items.filter(({ pk, sk }) => sk.startsWith(prefix) || (prefix === 'OPEN' && pk.startsWith('TRIGGER#')))
  if (found.length === 0) throw new Error(`no item ${prefix}`)
  return found
}
const first = (facts: RunFacts, prefix: string): Item => of(facts.ledger, prefix)[0]!
const drop = (facts: RunFacts, item: Item) => facts.ledger.splice(facts.ledger.indexOf(item), 1)
const openAsk = (facts: RunFacts) =>
  of(facts.ledger, 'ASK#').find(({ state, kind }) => state === 'open' && kind === 'decide')!
const answeredAsk = (facts: RunFacts) =>
  of(facts.ledger, 'ASK#').find(({ state, kind }) => state === 'answered' && kind === 'decide')!
const cycle = (facts: RunFacts, day: string) =>
  of(facts.ledger, 'META').find(({ pk }) => pk.startsWith(`CYCLE#${day}`))!
const cycleItem = (facts: RunFacts, state: string) =>
  of(facts.ledger, 'ITEM#').find((one) => one.state === state && one.pk.startsWith('CYCLE#'))!
const checkInAsk = (facts: RunFacts, state: string) =>
  of(facts.ledger, 'ASK#').find((one) => one.state === state && one.kind === 'check-in')!
const lineOf = (facts: RunFacts, what: string) => of(facts.ledger, 'HISTORY#').find((one) => one.what === what)!
const sentMail = (facts: RunFacts) => of(facts.ledger, 'MAIL#').find(({ state }) => state === 'sent')!
const plannedMail = (facts: RunFacts) => of(facts.ledger, 'MAIL#').find(({ state }) => state === 'planned')!
const openDecision = (facts: RunFacts) =>
  of(facts.ledger, 'META').find(({ pk, state }) => pk.startsWith('DECISION#') && state === 'open')!
const observation = (facts: RunFacts) =>
  of(facts.measurements, 'OBS#')[0]! as Item & { revisions: { numerator?: number }[] }

/** The chair has ended Tuesday's review with one action, which waits with the owner. */
function ended(facts: RunFacts) {
  const tuesday = cycle(facts, 'tuesday') as unknown as Cycle & Item
  const plan = organisation()
  const at = '2016-05-04T08:00:00Z'
  const asked = openConclude(
    plan,
    tuesday,
    { chair: 'chief', accountable: 'director' },
    Date.parse('2016-05-03T16:00:00Z'),
  )
  const input = { by: 'chief', via: 'link' as const, epoch: 1 }
  const given = assign(
    { plan, cycle: tuesday, ask: asked, input: { ...input, text: 'Open the ward', who: 'owner', day: '2016-05-20' } },
    Date.parse(at),
  )
  if (!('action' in given)) throw new Error(JSON.stringify(given))
  const end = conclude({ plan, cycle: given.cycle, ask: asked, decided: [], input }, Date.parse(at))
  if ('code' in end) throw new Error(end.code)
  Object.assign(tuesday, end.cycle, { concludeBy: asked.dueBy })
  facts.ledger.push(
    { pk: 'PERSON#chief', sk: `ASK#${asked.id}`, ...end.ask },
    { pk: 'PERSON#owner', sk: `ASK#${given.ask.id}`, ...given.ask },
    { pk: 'REVIEW#tuesday', sk: `ACTION#${given.action.id}`, ...given.action },
    { pk: tuesday.pk, sk: `HISTORY#${at}#end`, ...end.history },
  )
}

const concludeAsk = (facts: RunFacts) => of(facts.ledger, 'ASK#').find(({ kind }) => kind === 'conclude')!
const actionAsk = (facts: RunFacts) => of(facts.ledger, 'ASK#').find(({ kind }) => kind === 'action')!
/** Ended, and then something is wrong with it. */
const endedBut = (doctor: (facts: RunFacts) => unknown) => (facts: RunFacts) => {
  ended(facts)
  doctor(facts)
}

type Row = [invariant: keyof typeof INVARIANTS & string, sentence: string, doctor: (facts: RunFacts) => unknown]

const rows: Row[] = [
  ['no observation lost', 'a row that was taken is not stored', (f) => f.measurements.splice(0, 1)],
  [
    'no observation lost',
    'a row is stored with another figure',
    (f) => Object.assign(observation(f).revisions[0]!, { numerator: 880 }),
  ],
  ['no observation lost', 'a source never got its answer', (f) => Object.assign(f.posted[0]!, { answer: 'pending' })],
  [
    'no observation lost',
    'an older figure hides a newer one',
    (f) => f.posted.push({ ...f.posted[0]!, numerator: 900, asOf: '2016-05-03T09:30:00Z' }),
  ],
  ['no observation invented', 'a figure nobody posted', (f) => (f.posted.length = 0)],
  ['no observation invented', 'a revision twice', (f) => observation(f).revisions.push(observation(f).revisions[0]!)],
  [
    'a fold is its replay',
    'the head was folded from another figure',
    (f) => Object.assign(observation(f).revisions[0]!, { numerator: 960 }),
  ],
  ['a fold is its replay', 'a series was never folded', (f) => f.measurements.splice(1, 1)],
  [
    'a fold is its replay',
    'nobody woke when time changed something',
    (f) => {
      const head = f.measurements[1]!
      const checkpoint = JSON.parse(String(head.checkpoint)) as object
      head.checkpoint = JSON.stringify({ ...checkpoint, wakeAt: f.now - 27 * 3_600_000 })
    },
  ],
  [
    'one open decision a trigger and series',
    'two of them',
    (f) => f.ledger.push({ ...openDecision(f), pk: 'DECISION#D-1', id: 'D-1' }),
  ],
  ['one open decision a trigger and series', 'no sentinel', (f) => drop(f, first(f, 'OPEN'))],
  [
    'one open decision a trigger and series',
    'a sentinel of another decision',
    (f) => Object.assign(first(f, 'OPEN'), { decision: 'D-2' }),
  ],
  [
    'one open decision a trigger and series',
    'a sentinel of an ended decision',
    (f) => Object.assign(openDecision(f), { state: 'closed' }),
  ],
  ['open decisions go on', 'a decider who is nobody', (f) => Object.assign(openDecision(f), { decider: 'ghost' })],
  ['open decisions go on', 'not in the index of the audit', (f) => delete openDecision(f).dueAt],
  [
    'open decisions go on',
    'its machine died and the audit never came',
    (f) => {
      f.executions.length = 0
      openDecision(f).dueAt = '2016-05-04T01:00:00Z'
    },
  ],
  [
    'open decisions go on',
    'past its deadline for hours',
    (f) => Object.assign(openDecision(f), { decideBy: '2016-05-04T01:00:00Z' }),
  ],
  ['decisions ask', 'a decision that asked nobody', (f) => drop(f, openAsk(f))],
  [
    'decisions ask',
    'a fallback that nobody is asked to carry out',
    (f) =>
      Object.assign(openDecision(f), {
        state: 'decided',
        choice: {
          option: 'beds',
          rationale: 'x',
          by: 'fallback',
          via: 'fallback',
          at: '2016-05-04T08:00:00Z',
          effectFrom: '2016-05-04',
        },
      }),
  ],
  [
    'asks end with their decision',
    'open although the decision was dismissed',
    (f) => Object.assign(openDecision(f), { state: 'dismissed' }),
  ],
  [
    'asks end with their decision',
    'an ask its decision does not list',
    (f) => Object.assign(openDecision(f), { asks: [] }),
  ],
  [
    'asks end with their decision',
    'withdrawn without a word',
    (f) => Object.assign(openAsk(f), { state: 'withdrawn', step: 'end' }),
  ],
  [
    'asks end with their decision',
    'about a decision that does not exist',
    (f) => Object.assign(openAsk(f), { decision: 'D-3' }),
  ],
  ['asks go on', 'no mail is planned for its step', (f) => drop(f, plannedMail(f))],
  [
    'asks go on',
    'past its step for days',
    (f) => {
      f.now += 12 * 86_400_000
    },
  ],
  [
    'ladders end at the desk',
    'ended after one person',
    (f) => {
      openAsk(f).step = 'end'
      delete openAsk(f).stepAt
    },
  ],
  [
    'ladders end at the desk',
    'two lead',
    (f) => f.ledger.push({ ...openAsk(f), pk: 'PERSON#chief', sk: 'ASK#A-9', id: 'A-9', person: 'chief' }),
  ],
  ['ladders end at the desk', 'nobody leads', (f) => Object.assign(openAsk(f), { leads: false })],
  [
    'the first answer stays',
    'a choice was overwritten',
    (f) =>
      f.changes.push({
        pk: 'DECISION#D-1',
        sk: 'META',
        before: { pk: '', sk: '', choice: { option: 'a' } },
        after: { pk: '', sk: '', choice: { option: 'b' } },
      }),
  ],
  [
    'the first answer stays',
    'a review was concluded twice',
    (f) => {
      const before = { ...cycle(f, 'tuesday'), conclusion: { by: 'chief' } }
      f.changes.push({ pk: before.pk, sk: 'META', before, after: { ...before, conclusion: { by: 'director' } } })
    },
  ],
  [
    'the first answer stays',
    'two asks took one decision',
    (f) => {
      const one = answeredAsk(f)
      f.ledger.push({ ...one, sk: 'ASK#A-8', id: 'A-8' })
    },
  ],
  ['the first answer stays', 'a decision taken by nobody’s answer', (f) => drop(f, answeredAsk(f))],
  [
    'one mail a person and slot',
    'a mail came twice although nobody died',
    (f) => f.delivered.push({ ...f.delivered[0]!, id: 'm2' }),
  ],
  ['one mail a person and slot', 'two items for one slot', (f) => f.ledger.push({ ...sentMail(f) })],
  ['one mail a person and slot', 'a link that leads nowhere', (f) => Object.assign(f.delivered[0]!, { links: ['00'] })],
  ['no mail lost', 'marked sent and in no box', (f) => (f.delivered.length = 0)],
  ['no mail lost', 'in somebody else’s box', (f) => Object.assign(f.delivered[0]!, { to: ['chief@example.org'] })],
  [
    'no mail lost',
    'due for hours and not sent',
    (f) => Object.assign(plannedMail(f), { slot: '2016-05-04T06:00:00Z' }),
  ],
  ['no mail lost', 'skipped without a reason', (f) => Object.assign(plannedMail(f), { state: 'skipped', reasons: [] })],
  ['asked by mail', 'counts a mail that did not list it', (f) => Object.assign(sentMail(f), { entries: [] })],
  [
    'history is complete',
    'a change of state without its line',
    (f) => drop(f, of(f.ledger, 'HISTORY#').find(({ what }) => what === 'Decision decided')!),
  ],
  [
    'history is complete',
    'an ask that nothing tells of',
    (f) => drop(f, of(f.ledger, 'HISTORY#').find(({ what }) => what === 'Ask opened')!),
  ],
  [
    'history is complete',
    'a revision that was skipped',
    (f) => {
      f.changes.at(-1)!.after!.revision = 9
    },
  ],
  [
    'history is complete',
    'two writes under one revision',
    (f) => {
      Object.assign(f.changes.at(-1)!.after!, { revision: f.changes.at(-1)!.before!.revision })
    },
  ],
  [
    'history is complete',
    'a line rewritten',
    (f) => f.changes.push({ pk: 'DECISION#D', sk: 'HISTORY#1', before: { pk: '', sk: '' }, after: { pk: '', sk: '' } }),
  ],
  [
    'told as facts',
    'a line with nothing but its sentence',
    (f) => {
      delete lineOf(f, 'Decision decided').fact
    },
  ],
  [
    'told as facts',
    'an ask that ended with nothing but a sentence',
    (f) => Object.assign(of(f.ledger, 'ASK#')[0]!, { closedBecause: 'It is over.', closedFor: undefined }),
  ],
  [
    'each occurrence once',
    'held twice',
    (f) => f.ledger.push({ ...cycle(f, 'tuesday'), pk: 'CYCLE#again', id: 'tuesday@2016-05-04' }),
  ],
  [
    'each occurrence once',
    'caught up although it was held',
    (f) => Object.assign(cycle(f, 'wed'), { missed: ['2016-05-04'] }),
  ],
  ['each occurrence once', 'never held', (f) => drop(f, cycle(f, 'tuesday'))],
  ['each occurrence once', 'never even looked at', (f) => f.ledger.splice(0, f.ledger.length)],
  [
    'each occurrence once',
    'held on a day that is none',
    (f) => Object.assign(cycle(f, 'wed'), { missed: ['2016-05-01'] }),
  ],
  ['each occurrence once', 'its state knows of no cycle', (f) => delete first(f, 'STATE').lastOpened],
  [
    'each occurrence once',
    'opened late and given less than its time',
    (f) => Object.assign(lineOf(f, 'Review opened'), { at: '2016-05-03T17:00:00Z' }),
  ],
  [
    'cycles close with one pack',
    'a machine that died and an audit that never came',
    (f) => {
      f.executions.length = 0
      cycle(f, 'wed').dueAt = '2016-05-04T06:00:00Z'
    },
  ],
  ['cycles close with one pack', 'open and not in the index of the audit', (f) => delete cycle(f, 'wed').dueAt],
  [
    'cycles close with one pack',
    'open for days after its close',
    (f) => Object.assign(cycle(f, 'wed'), { closesAt: '2016-05-03T07:00:00Z' }),
  ],
  ['cycles close with one pack', 'closed without a pack', (f) => f.packs.splice(0)],
  ['cycles close with one pack', 'a pack of other items', (f) => (f.packs[0]!.counts.items = 3)],
  [
    'cycles close with one pack',
    'a pack nobody was brought',
    (f) => drop(f, of(f.ledger, 'MAIL#2016-05-03T16:00:00Z#')[0]!),
  ],
  ['cycles close with one pack', 'closed without a reason', (f) => delete cycle(f, 'tuesday').closedBecause],
  [
    'cycles close with one pack',
    'closed before its deadline',
    (f) => Object.assign(cycle(f, 'tuesday'), { closesAt: '2016-05-03T17:00:00Z' }),
  ],
  [
    'cycles close with one pack',
    'closed as answered with somebody silent',
    (f) => Object.assign(cycle(f, 'tuesday'), { closedBecause: 'all-answered' }),
  ],
  ['cycles close with one pack', 'a step nothing tells of', (f) => drop(f, lineOf(f, 'Review closed'))],
  [
    'cycles close with one pack',
    'a step told twice',
    (f) => f.ledger.push({ ...lineOf(f, 'Pack made'), sk: 'HISTORY#x' }),
  ],
  [
    'cycles close with one pack',
    'still looked after when it is over',
    (f) => Object.assign(cycle(f, 'tuesday'), { dueAt: '2016-05-04T13:00:00Z' }),
  ],
  ['asked once a cycle', 'an item that was left out', (f) => drop(f, cycleItem(f, 'silent'))],
  ['asked once a cycle', 'an item nobody listed', (f) => f.lists.splice(0)],
  ['asked once a cycle', 'no ask', (f) => delete cycleItem(f, 'waiting').ask],
  ['asked once a cycle', 'an ask that is gone', (f) => drop(f, checkInAsk(f, 'open'))],
  [
    'asked once a cycle',
    'an ask that knows nothing of the cycle',
    (f) => Object.assign(checkInAsk(f, 'open'), { cycles: ['x'] }),
  ],
  [
    'asked once a cycle',
    'carried over from long ago',
    (f) => Object.assign(cycleItem(f, 'carried').checkIn as object, { at: '2016-04-28T09:00:00Z' }),
  ],
  [
    'asked once a cycle',
    'two questions where one waits',
    (f) => f.ledger.push({ ...checkInAsk(f, 'open'), sk: 'ASK#A-7', id: 'A-7', leads: false }),
  ],
  [
    'asked once a cycle',
    'joined twice',
    (f) => {
      const { cycles } = checkInAsk(f, 'open') as unknown as { cycles: string[] }
      cycles.push(cycles[0]!)
    },
  ],
  ['answers count', 'an answer that is in no cycle', (f) => drop(f, cycleItem(f, 'answered'))],
  ['answers count', 'answered with nothing', (f) => delete cycleItem(f, 'answered').checkIn],
  ['answers count', 'silent with an answer', (f) => Object.assign(cycleItem(f, 'answered'), { state: 'silent' })],
  ['answers count', 'late before the close', (f) => Object.assign(cycleItem(f, 'answered'), { state: 'late' })],
  [
    'answers count',
    'in time after the close',
    (f) => Object.assign(cycle(f, 'tuesday'), { closedAt: '2016-05-03T08:00:00Z' }),
  ],
  ['answers count', 'an answer counted twice', (f) => Object.assign(cycle(f, 'wed'), { waiting: 0 })],
  [
    'reviews end',
    'concluded, and somebody is still asked to',
    endedBut((f) =>
      f.ledger.push({
        ...concludeAsk(f),
        pk: 'PERSON#owner',
        sk: 'ASK#A-9',
        id: 'A-9',
        person: 'owner',
        state: 'open',
        answer: undefined,
      }),
    ),
  ],
  ['reviews end', 'closed, and nobody was ever asked', endedBut((f) => drop(f, concludeAsk(f)))],
  [
    'reviews end',
    'concluded twice',
    endedBut((f) => f.ledger.push({ ...lineOf(f, 'Review concluded'), sk: 'HISTORY#x' })),
  ],
  ['reviews end', 'an answer that ended nothing', endedBut((f) => delete cycle(f, 'tuesday').conclusion)],
  [
    'reviews end',
    'an action that the conclusion leaves out',
    endedBut((f) => Object.assign(cycle(f, 'tuesday').conclusion as object, { actions: ['T-other'] })),
  ],
  ['reviews end', 'an action that nobody keeps', endedBut((f) => drop(f, first(f, 'ACTION#')))],
  ['reviews end', 'an action that waits with nobody', endedBut((f) => drop(f, actionAsk(f)))],
  [
    'reviews end',
    'an action that is done and still asked about',
    endedBut((f) => Object.assign(first(f, 'ACTION#'), { state: 'done' })),
  ],
  [
    'reviews end',
    'a third question beside two',
    endedBut((f) => {
      for (const day of ['10', '17', '24'])
        f.ledger.push({
          ...concludeAsk(f),
          sk: `ASK#${day}`,
          id: `A-${day}`,
          cycle: `tuesday@2016-05-${day}`,
          state: 'open',
          answer: undefined,
        })
    }),
  ],
  ['promises once', 'a next step that was not kept', (f) => drop(f, first(f, 'COMMITMENT#'))],
  ['promises once', 'a promise nobody made', (f) => drop(f, first(f, 'CHECKIN#'))],
  ['promises once', 'settled by nobody', (f) => Object.assign(first(f, 'COMMITMENT#'), { state: 'kept' })],
  [
    'promises once',
    'settled twice',
    (f) => {
      const kept = { ...first(f, 'COMMITMENT#'), state: 'kept' }
      f.changes.push({ pk: kept.pk, sk: kept.sk, before: kept, after: { ...kept, state: 'broken' } })
    },
  ],
  ['what is left over has rung', 'a dead letter nobody hears of', (f) => Object.assign(f.leftOver[0]!, { count: 1 })],
  ['logs keep secrets', 'an address', (f) => f.logs.push({ from: 'SendMail', text: 'sent to owner@example.org' })],
  ['logs keep secrets', 'a token', (f) => f.logs.push({ from: 'AnswerAsk', text: 'GET /a/AAAAAAAAAAAAAAAAAAAAAA' })],
]

describe('an invariant breaks on doctored facts', () => {
  test('and none breaks on sound ones', () => {
    expect(violationsOf(soundFacts())).toEqual([])
  })

  it.each(rows)('%s: %s', (invariant, _sentence, doctor) => {
    const facts = structuredClone(soundFacts())
    doctor(facts)
    const broken = violationsOf(facts).filter((one) => one.invariant === invariant)
    expect(broken).not.toEqual([])
    // A defect must be seen by the rule itself, not because something could no longer be read.
    expect(broken.every(({ sentence }) => !sentence.startsWith('could not be checked'))).toBe(true)
  })

  test('not one that holds: a review that was ended as it should be', () => {
    const facts = structuredClone(soundFacts())
    ended(facts)
    expect(violationsOf(facts).filter(({ invariant }) => invariant === 'reviews end')).toEqual([])
  })

  test('every one of them', () => {
    expect(new Set(rows.map(([invariant]) => invariant))).toEqual(new Set(Object.keys(INVARIANTS)))
  })

  test('a record that its schema refuses is a violation too', () => {
    const facts = structuredClone(soundFacts())
    Object.assign(openDecision(facts), { decideBy: 'tomorrow' })
    expect(violationsOf(facts).map(({ sentence }) => sentence)).toContainEqual(expect.stringContaining('malformed'))
  })

  test('as many repeated mails as senders that died are allowed', () => {
    const facts = structuredClone(soundFacts())
    facts.delivered.push({ ...facts.delivered[0]!, id: 'm2' })
    facts.killsAfterSend = 1
    expect(violationsOf(facts)).toEqual([])
  })

  test('what is left over and has rung is accounted for', () => {
    const facts = structuredClone(soundFacts())
    Object.assign(facts.leftOver[0]!, { count: 1 })
    facts.rang.push('mail-dead-letters')
    expect(violationsOf(facts)).toEqual([])
  })
})
