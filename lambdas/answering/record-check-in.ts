import type { Ask, CheckInAsk } from '../../domain/ask.ts'
import { type AnswerInput, type AnswerRefused, type Deferred, isAnswerRefused } from '../../domain/ask-answered.ts'
import { answeredBy, deferCheckIn, refusedCheckIn, settledCopies } from '../../domain/ask-check-in-answer.ts'
import { nameIn } from '../../domain/ask-opening.ts'
import { workingTimeOf } from '../../domain/ladder-time.ts'
import { personOf } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { answerCheckIn, type CheckInEffect, isCheckInRefused } from '../../domain/review/answering.ts'
import type { CheckInInput, CheckInProblem, CheckingIn } from '../../domain/review/check-in-input.ts'
import { movedNotes } from '../../domain/review/milestone-moved.ts'
import { changeAsk, newAsk, readAsk } from '../aws/asks.ts'
import { changeCycleItem, countAnswer } from '../aws/cycles.ts'
import { dropDraft } from '../aws/drafts.ts'
import { type Clause, transact } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'
import { newCheckIn, writeCommitment, writeMilestoneState } from '../aws/items.ts'
import { retryLost } from '../decisions/conflict.ts'
import { Slots } from '../posting/slots.ts'
import { statesAround } from '../posting/states.ts'
import { told } from '../posting/told.ts'
import { type CheckInFacts, readCheckInFacts } from './check-in-facts.ts'

/** An answer to the ask for a check-in: `said` with action `check-in`, `corrects` where it stands in for an earlier one. */
export interface CheckInAnswer {
  input: AnswerInput
  said?: Omit<CheckInInput, 'by' | 'via'>
  corrects?: string
}

/** What became of it. Without `refused` and `problems` it is recorded. */
export type RecordedCheckIn = { ask: CheckInAsk; refused?: AnswerRefused; problems?: CheckInProblem[] }

/**
 * Records an answer in one transaction, or says everything that is wrong with it: ask, its other copies, check-in,
 * promises, milestone, the item in every cycle that waits, the cycles' counts and history. All is read here, and whoever
 * writes first wins: the loser reads again. Undefined when there is no such ask.
 */
export async function recordCheckIn(
  plan: ResolvedPlan,
  where: { person: string; ask: string },
  answer: CheckInAnswer,
  now: number,
): Promise<RecordedCheckIn | undefined> {
  const slots = new Slots(plan)
  const recorded = await retryLost(`check-in for ask ${where.ask}`, async () => {
    const ask = await readAsk(where.person, where.ask)
    if (ask?.kind !== 'check-in') return 'missing' as const
    const facts = await readCheckInFacts(plan, ask)
    const decided = await decide({ plan, ask, facts, answer, slots }, now)
    if ('clauses' in decided) {
      const failed = await transact(decided.clauses)
      slots.note(failed)
      return failed.length === 0 ? { ask: decided.ask } : undefined
    }
    return { ask, ...decided }
  })
  return recorded === 'missing' ? undefined : recorded
}

interface Deciding {
  plan: ResolvedPlan
  ask: CheckInAsk
  facts: CheckInFacts
  answer: CheckInAnswer
  slots: Slots
}

type Decided = { ask: CheckInAsk; clauses: Clause[] } | { refused: AnswerRefused } | { problems: CheckInProblem[] }

async function decide(deciding: Deciding, now: number): Promise<Decided> {
  const { plan, ask, facts, answer, slots } = deciding
  const { input, corrects } = answer
  const deferring = { plan, states: [], ask, input }
  const correctable = facts.cycles.some(({ closed }) => !closed)
  const refused = refusedCheckIn({ ...deferring, corrects, correctable })
  if (refused) return { refused }
  if (input.action !== 'check-in') {
    const states = input.action === 'snooze' ? [] : await statesAround(plan, [ask], { to: input.to })
    const outcome = deferCheckIn({ ...deferring, states, copies: facts.copies }, now)
    if (isAnswerRefused(outcome)) return { refused: outcome }
    return { ask: outcome.ask, clauses: deferClauses(ask, outcome, slots) }
  }
  const outcome = answerCheckIn(checkingIn(deciding), now)
  if (isCheckInRefused(outcome)) return outcome
  const after = answeredBy(deferring, outcome.checkIn, now)
  const copies = settledCopies(facts.copies, after, `${nameIn(plan, input.by)} answered.`, now, {
    ended: 'answered',
    by: input.by,
  })
  return {
    ask: after,
    clauses: [...answerClauses({ before: ask, after }, copies, outcome, facts), ...toldOfMove(deciding, outcome, now)],
  }
}

/** A correction takes back the promise of the answer it stands in for. */
function checkingIn({ plan, ask, facts, answer }: Deciding): CheckingIn {
  const { by, via } = answer.input
  const { said = { how: 'page' } } = answer
  const kpi = facts.cycles.at(-1)?.item.facts.kpi?.status
  const replaced = facts.given
    ? facts.commitments.filter(
        ({ id, madeAt }) => madeAt === facts.given!.at && !said.commitments?.some((one) => one.id === id),
      )
    : []
  const dropped = replaced.map(({ id }) => ({ id, said: 'dropped' as const, note: 'The check-in was corrected.' }))
  return {
    item: ask.item,
    ask: ask.id,
    zone: workingTimeOf(plan, ask.person).zone,
    ...(kpi === undefined ? {} : { kpi }),
    ...(facts.last ? { last: facts.last } : {}),
    commitments: facts.commitments,
    knows: (person) => personOf(plan, person) !== undefined,
    cycles: facts.cycles,
    ...(facts.milestone ? { milestone: facts.milestone } : {}),
    input: { ...said, by, via, commitments: [...(said.commitments ?? []), ...dropped] },
  }
}

function deferClauses(ask: CheckInAsk, deferred: Deferred, slots: Slots): Clause[] {
  const { ask: after, handOn, besides = [], nextSlots, history } = deferred
  return [
    changeAsk(ask, after),
    ...besides.map((one) => changeAsk(one.before, one.after)),
    ...(handOn && handOn.kind !== 'note' ? [newAsk(handOn.ask)] : []),
    ...(after.state === 'open' ? [] : [dropDraft(ask.person, ask.id)]),
    ...slots.clauses(nextSlots),
    ...history.map((line) => addHistory(line, ask.id)),
  ]
}

/** Owners of what waits for a milestone that moved hear of it with a mail of theirs. */
function toldOfMove({ plan, facts, slots }: Deciding, { milestone: state }: CheckInEffect, now: number): Clause[] {
  if (!facts.milestone || !state) return []
  const moving = { milestone: facts.milestone.milestone, state, dependants: facts.dependants }
  return told(plan, movedNotes(moving), slots, now)
}

function answerClauses(
  { before, after }: { before: CheckInAsk; after: CheckInAsk },
  copies: { before: Ask; after: Ask }[],
  effect: CheckInEffect,
  { cycles, commitments, milestone }: CheckInFacts,
): Clause[] {
  const itemOf = (cycle: string) => cycles.find(({ item }) => item.cycle === cycle)!.item
  const answered = effect.cycleItems.filter(({ cycle }) => itemOf(cycle).state === 'waiting')
  return [
    changeAsk(before, after),
    ...copies.map((copy) => changeAsk(copy.before, copy.after)),
    newCheckIn(effect.checkIn),
    ...effect.commitments.map((one) =>
      writeCommitment(
        commitments.find(({ id }) => id === one.id),
        one,
      ),
    ),
    ...(effect.milestone ? [writeMilestoneState(before.item, milestone?.state, effect.milestone)] : []),
    ...effect.cycleItems.map((item) => changeCycleItem(itemOf(item.cycle), item)),
    ...answered.map(({ cycle }) => countAnswer(cycle)),
    dropDraft(before.person, before.id),
    // Several promises may be settled at one instant: the number tells their lines apart.
    ...effect.history.map((line, i) => addHistory(line, `${before.id}#${i}`)),
  ]
}
