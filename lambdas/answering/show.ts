import { type Ask, type DecisionAsk, isDecisionAsk, type Link, type PersonState } from '../../domain/ask.ts'
import type { AnswerRefused } from '../../domain/ask-answered.ts'
import { lastPutOff } from '../../domain/ask-defer.ts'
import { plausibleFor } from '../../domain/ask-delegate.ts'
import { onwardOf } from '../../domain/ask-onward.ts'
import { formatDay } from '../../domain/civil.ts'
import type { Decision } from '../../domain/decision.ts'
import { togetherWith } from '../../domain/decision-together.ts'
import type { HistoryEntry } from '../../domain/history.ts'
import { inOrder } from '../../domain/history-order.ts'
import { formatInstant } from '../../domain/instant.ts'
import { asksOfLink } from '../../domain/link.ts'
import { personOf } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { backOn, isAwayAt } from '../../domain/presence.ts'
import type { CheckInInput, CheckInProblem } from '../../domain/review/check-in-input.ts'
import { readDecisions } from '../aws/decisions.ts'
import { readDrafts } from '../aws/drafts.ts'
import { historyOf } from '../aws/history.ts'
import { personPartition } from '../aws/people.ts'
import { type AnswerPageInput, answerPage, type PageAsk, type Refusal } from '../pages/answer-page.ts'
import type { PageCheckIn } from '../pages/check-in-card.ts'
import type { PersonView } from '../pages/person-card.ts'
import { waits } from '../pages/settled.ts'
import { readAskedItems } from '../posting/asked-items.ts'
import { readReviewAsked } from '../posting/review-asks.ts'
import { statesAround } from '../posting/states.ts'
import { surroundings } from '../posting/surroundings.ts'
import { waitsUntil } from '../texts/ask-words.ts'
import { QUICK } from '../texts/check-in-words.ts'
import type { Surroundings } from '../texts/reader.ts'
import { refusedWords } from '../texts/refused-words.ts'
import { fieldsOf } from './said.ts'

/** A link may show what was closed up to this long ago: the life of a link and two weeks. */
const SHOWN_MS = 60 * 86_400_000

/** What a POST did, for the page that answers it. */
export type Done = Pick<AnswerPageInput, 'saved' | 'refused' | 'choice' | 'personSaved' | 'wantsFewer'>

/** The page behind a link, as the Ledger is now. Reads only. */
export async function showAsks(plan: ResolvedPlan, link: Link, done: Done, now: number): Promise<string> {
  const { asks, mails, state } = await personPartition(link.person, formatInstant(now - SHOWN_MS))
  const mail = mails.find((one) => one.slot === link.slot)
  const all = asksOfLink(link, mail, asks)
  const shown = all.filter(isDecisionAsk)
  const open = all.filter(({ state }) => state === 'open')
  const leading = open.filter(({ kind, leads }) => kind === 'decide' && leads)
  const [histories, decisions, checkIns, left, drafts, states] = await Promise.all([
    historiesOf(shown),
    readDecisions(shown.map((ask) => ask.decision)),
    checkInsOf(all),
    readReviewAsked(all),
    readDrafts(
      link.person,
      open.map(({ id }) => id),
    ),
    statesAround(plan, leading),
  ])
  const draftOf = ({ id }: Ask) => {
    const kept = drafts.get(id)
    return kept ? { draft: { action: kept.action, fields: kept.fields } } : {}
  }
  const entries = shown.flatMap((ask) => {
    const decision = decisions.get(ask.decision)
    const history = histories.get(ask.decision)
    return decision
      ? [
          {
            ask,
            decision,
            onward: onwardOf({ plan, states }, ask, decision, now),
            ...(history ? { history } : {}),
            ...draftOf(ask),
          },
        ]
      : []
  })
  const around = surroundings(plan, link.person, now)
  const others = Object.fromEntries(open.map((ask) => [ask.id, plausibleFor(plan, ask)]))
  const dueBy = new Map(entries.map((one) => [one.ask.id, waitsUntil(one)]))
  const putOff = Object.fromEntries(
    open.map((ask) => [ask.id, lastPutOff(plan, { ...ask, dueBy: dueBy.get(ask.id) ?? ask.dueBy }, now) ?? '']),
  )
  const together = togetherOf(entries)
  const person = personView(plan, link.person, state, now)
  const items = checkIns.map((one) => ({ ...one, ...draftOf(one.ask) }))
  const reviewAsks = left.map((one) => ({ ...one, ...draftOf(one.ask) }))
  return answerPage({
    ...around,
    asks: entries,
    checkIns: items,
    reviewAsks,
    others,
    putOff,
    together,
    person,
    linkExpiresAt: link.expiresAt,
    ...done,
  })
}

/** By ask: the other questions of this page that its own could be decided with. */
function togetherOf(entries: readonly PageAsk[]): Record<string, Decision[]> {
  const waiting = entries.filter((entry) => entry.ask.kind === 'decide' && waits(entry))
  const decisions = waiting.map(({ decision }) => decision)
  return Object.fromEntries(waiting.map(({ ask, decision }) => [ask.id, togetherWith(decision, decisions)]))
}

/** Histories shown on one page, each a Query; whoever has more asks than these waiting reads no histories. */
const MOST_HISTORIES = 8

/** What happened to the decisions of these asks, open ones first. */
async function historiesOf(asks: readonly DecisionAsk[]): Promise<Map<string, HistoryEntry[]>> {
  const open = asks.filter(({ state }) => state === 'open')
  const ids = [...new Set([...open, ...asks].map(({ decision }) => decision))].slice(0, MOST_HISTORIES)
  const lines = await Promise.all(ids.map(historyOf))
  return new Map(ids.map((id, i) => [id, inOrder(lines[i]!)]))
}

/** What the page says of the person, and what they can say of themselves; nothing of the desk, which is always asked. */
function personView(
  plan: ResolvedPlan,
  person: string,
  state: PersonState | undefined,
  now: number,
): PersonView | undefined {
  if (person === plan.organisation.desk) return undefined
  const around = { plan, states: state ? [state] : [] }
  const { deputy, manager } = personOf(plan, person) ?? {}
  return {
    ...(deputy === undefined ? {} : { deputy }),
    ...(manager === undefined ? {} : { manager }),
    ...(state?.remindersOff ? { remindersOff: state.remindersOff.since } : {}),
    ...(isAwayAt(around, person, now)
      ? { away: { back: formatDay(backOn(around, person, now)), said: !isAwayAt({ plan, states: [] }, person, now) } }
      : {}),
  }
}

/** Items with what was answered. */
async function checkInsOf(asks: readonly Ask[]): Promise<PageCheckIn[]> {
  const asked = await readAskedItems(asks)
  return asked.map((one) => {
    const { state, checkIn } = one.item
    const given = one.ask.state !== 'open' && (state === 'answered' || state === 'late') ? checkIn : undefined
    return { ...one, ...(given ? { given } : {}) }
  })
}

/** What a link of a mail wants to see: an answer chosen, or the form that stops reminders (`?reminders=off`). */
export const shownFirst = (query: Partial<Record<string, string>> | null): Done => ({
  choice: choiceIn(query),
  ...(query?.reminders === 'off' ? { wantsFewer: true } : {}),
})

/** What a link of a mail chose: `?ask=A-…&status=at-risk`. Anything else chooses nothing. */
function choiceIn(query: Partial<Record<string, string>> | null): AnswerPageInput['choice'] {
  const { ask, status } = query ?? {}
  const chosen = QUICK.find((one) => one === status)
  return ask !== undefined && chosen ? { ask, status: chosen } : undefined
}

/** A check-in that cannot be recorded yet: one sentence above the form, and each problem at its field. */
export function problemsOf(
  problems: readonly CheckInProblem[],
  said: Omit<CheckInInput, 'by' | 'via'>,
  posted: { ask: string; action: string },
  typed: Record<string, string>,
  around: Surroundings,
): Refusal {
  const told = problems.map(({ field, refused }) => ({ field, sentence: refusedWords(refused, around) }))
  const sentence = told.map((one) => one.sentence).join(' ')
  return { ask: posted.ask, action: posted.action, sentence, fields: fieldsOf(told, said), typed }
}

/** Which field a refusal is about, so that the page can say it there. */
const FIELD: Partial<Record<AnswerRefused['code'], Refusal['field']>> = {
  'unknown-option': 'option',
  'bad-reason': 'option',
  'same-decision': 'option',
  'too-many': 'option',
  'person-missing': 'to',
  'unknown-person': 'to',
  'ambiguous-person': 'to',
  circle: 'to',
  'not-there': 'to',
  'text-missing': 'text',
  'text-too-long': 'text',
}

/** The refusal as the page shows it, with everything typed kept. */
export function refusalOf(
  refused: AnswerRefused,
  posted: { ask: string; action: string },
  typed: Record<string, string>,
  around: Surroundings,
): Refusal {
  const day = posted.action === 'snooze' || posted.action === 'later' ? ('until' as const) : ('effectFrom' as const)
  const field = refused.code === 'bad-date' ? day : FIELD[refused.code]
  return { ask: posted.ask, action: posted.action, sentence: refusedWords(refused.refused, around), field, typed }
}

/** Somebody, or time, was first: the page shows the first answer, which is a success of its own kind. */
const FIRST_STANDS = ['already-answered', 'already-decided', 'already-done', 'not-open', 'withdrawn']

/** 200 when the first answer is shown, 422 when what was typed can be mended, 409 when the ask has moved on. */
export function refusalStatus({ code }: AnswerRefused): number {
  if (FIRST_STANDS.includes(code)) return 200
  return code === 'bad-date' || FIELD[code] ? 422 : 409
}
