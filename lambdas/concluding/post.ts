import type { APIGatewayProxyResult } from 'aws-lambda'
import type { Link } from '../../domain/ask.ts'
import type { AnswerRefused } from '../../domain/ask-answered.ts'
import { personOf } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { Posted } from '../answering/form.ts'
import { inputOf } from '../answering/post.ts'
import { recordAnswer } from '../answering/record-answer.ts'
import { refusalOf, refusalStatus } from '../answering/show.ts'
import { chairDraftId } from '../aws/chair-drafts.ts'
import { messageResponse, pageResponse } from '../http/page.ts'
import type { PackDone } from '../pages/conclude-part.ts'
import { surroundings } from '../posting/surroundings.ts'
import type { Surroundings } from '../texts/reader.ts'
import { refusedWords } from '../texts/refused-words.ts'
import { typedFields } from './draft.ts'
import type { ChairForm } from './form.ts'
import { recordAssignment } from './record-assignment.ts'
import { recordConclusion } from './record-conclusion.ts'
import { recordUrge } from './record-urge.ts'
import { showPack } from './show.ts'

/** What became of a POST, for the page that answers it; undefined where the link does not lead there. */
type Outcome = { status: number; done: PackDone } | undefined

type Typed = Record<string, string>

/** Records what the chair posted and shows the pack as it then is. */
export async function postForm(
  plan: ResolvedPlan,
  link: Link,
  where: { cycle: string; form: ChairForm; typed: Typed },
  now: number,
): Promise<APIGatewayProxyResult> {
  return answer(plan, link, where, await recorded(plan, link, where, now), now)
}

async function recorded(
  plan: ResolvedPlan,
  link: Link,
  { cycle, form, typed }: { cycle: string; form: ChairForm; typed: Typed },
  now: number,
): Promise<Outcome> {
  const around = surroundings(plan, link.person, now)
  if (form.act === 'conclude') {
    const outcome = await recordConclusion(plan, link, { cycle, epoch: form.epoch, because: form.because }, now)
    return outcome && (outcome.refused ? refusedAs('conclude', outcome.refused, typed, around) : saved('conclude'))
  }
  if (form.act === 'urge') {
    const outcome = await recordUrge(plan, link, { cycle, decision: form.decision }, now)
    return outcome && (outcome === 'asked' ? saved('urge') : { status: 200, done: {} })
  }
  const drafts = [...new Set([chairDraftId(typedFields(typed)), ...(form.kept ? [form.kept] : [])])]
  const given = { cycle, epoch: form.epoch, text: form.what, who: form.who, day: form.day, drafts }
  const outcome = await recordAssignment(plan, link, given, now)
  if (outcome?.problems) {
    const told = outcome.problems.map(({ field, refused }) => [field, refusedWords(refused, around)] as const)
    const sentence = told.map(([, words]) => words).join(' ')
    const fields = Object.fromEntries(told.reverse())
    return { status: 422, done: { refused: { act: 'assign', sentence, fields, typed } } }
  }
  return (
    outcome && (outcome.refused ? refusedAs('assign', outcome.refused, typed, around) : saved('assign', outcome.person))
  )
}

const saved = (act: ChairForm['act'], person?: string): Outcome => ({ status: 200, done: { saved: { act, person } } })

const refusedAs = (act: ChairForm['act'], refused: AnswerRefused, typed: Typed, around: Surroundings): Outcome => ({
  status: act === 'conclude' && refused.code === 'text-missing' ? 422 : refusalStatus(refused),
  done: { refused: { act, sentence: refusedWords(refused.refused, around), fields: {}, typed } },
})

/** The answer to a decision, as on the page of asks. */
export async function postAnswer(
  plan: ResolvedPlan,
  link: Link,
  { cycle, posted }: { cycle: string; posted: Extract<Posted, { kind: 'answer' }> },
  now: number,
): Promise<APIGatewayProxyResult> {
  const { ask, action } = posted.answer
  const outcome = await recordAnswer(plan, { person: link.person, ask }, inputOf(link, posted.answer), now)
  const where = { cycle, typed: posted.typed }
  if (!outcome) return answer(plan, link, where, undefined, now)
  const { refused } = outcome
  const done = refused
    ? { answerRefused: refusalOf(refused, posted.answer, posted.typed, surroundings(plan, link.person, now)) }
    : { answered: { ask, action } }
  return answer(plan, link, where, { status: refused ? refusalStatus(refused) : 200, done }, now)
}

async function answer(
  plan: ResolvedPlan,
  link: Link,
  { cycle, typed }: { cycle: string; typed: Typed },
  outcome: Outcome,
  now: number,
): Promise<APIGatewayProxyResult> {
  const shown = outcome && (await showPack(plan, link, { cycle, done: outcome.done }, now))
  if (!outcome || shown === undefined)
    return messageResponse({ kind: 'elsewhere', locale: personOf(plan, link.person)?.locale, typed })
  return pageResponse(outcome.status, shown)
}
