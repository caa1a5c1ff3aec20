import type { APIGatewayProxyResult } from 'aws-lambda'
import type { Link } from '../../domain/ask.ts'
import type { AnswerInput } from '../../domain/ask-answered.ts'
import { personOf } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { MilestoneSaid } from '../../domain/review/check-in-input.ts'
import { isReviewAsk } from '../../domain/review-ask-copies.ts'
import { readAsk } from '../aws/asks.ts'
import { messageResponse, pageResponse } from '../http/page.ts'
import { surroundings } from '../posting/surroundings.ts'
import type { Posted } from './form.ts'
import { peopleByName } from './people-by-name.ts'
import { recordAnswer } from './record-answer.ts'
import { recordCheckIn } from './record-check-in.ts'
import { recordReviewAsk } from './record-review-ask.ts'
import { saidIn } from './said.ts'
import { problemsOf, refusalOf, refusalStatus, showAsks } from './show.ts'

type Answer = Extract<Posted, { kind: 'answer' }>

/** Records what was posted and shows the page as it then is, with what was recorded or what is wrong. */
export async function post(
  plan: ResolvedPlan,
  link: Link,
  posted: Answer,
  now: number,
): Promise<APIGatewayProxyResult> {
  const ask = await readAsk(link.person, posted.answer.ask)
  const answer = ask?.kind === 'check-in' ? checkIn : ask && isReviewAsk(ask) ? reviewAsk : decision
  const recorded = await answer(plan, link, posted, now)
  if (!recorded)
    return messageResponse({ kind: 'elsewhere', locale: personOf(plan, link.person)?.locale, typed: posted.typed })
  if ('status' in recorded)
    return pageResponse(recorded.status, await showAsks(plan, link, { refused: recorded.refused }, now))
  const { ask: id, action } = posted.answer
  const { milestone } = recorded
  const saved = { ask: id, action, ...(milestone ? { milestone } : {}) }
  return pageResponse(200, await showAsks(plan, link, { saved }, now))
}

/** The answer as the rules take it; a name that was typed counts before one that was chosen. */
export function inputOf(link: Link, { ask: _ask, 'to-name': typed, to, ...given }: Answer['answer']): AnswerInput {
  const named = typed ?? to
  return { ...given, ...(named === undefined ? {} : { to: named }), by: link.person, via: 'link' }
}

type Outcome =
  | { status: number; refused: ReturnType<typeof refusalOf> }
  | { recorded: true; milestone?: MilestoneSaid | undefined }
  | undefined

async function decision(plan: ResolvedPlan, link: Link, { answer, typed }: Answer, now: number): Promise<Outcome> {
  const { ask } = answer
  const recorded = await recordAnswer(plan, { person: link.person, ask }, inputOf(link, answer), now)
  if (!recorded) return undefined
  if (!recorded.refused) return { recorded: true }
  return {
    status: refusalStatus(recorded.refused),
    refused: refusalOf(recorded.refused, answer, typed, surroundings(plan, link.person, now)),
  }
}

async function reviewAsk(plan: ResolvedPlan, link: Link, { answer, typed }: Answer, now: number): Promise<Outcome> {
  const recorded = await recordReviewAsk(plan, { person: link.person, ask: answer.ask }, inputOf(link, answer), now)
  if (!recorded) return undefined
  if (!recorded.refused) return { recorded: true }
  return {
    status: refusalStatus(recorded.refused),
    refused: refusalOf(recorded.refused, answer, typed, surroundings(plan, link.person, now)),
  }
}

async function checkIn(plan: ResolvedPlan, link: Link, { answer, typed }: Answer, now: number): Promise<Outcome> {
  const { ask } = answer
  const input = inputOf(link, answer)
  const said = saidIn(typed, peopleByName(plan))
  const answered = {
    input,
    ...(answer.action === 'check-in' ? { said } : {}),
    ...(typed.corrects ? { corrects: typed.corrects } : {}),
  }
  const recorded = await recordCheckIn(plan, { person: link.person, ask }, answered, now)
  if (!recorded) return undefined
  if (recorded.problems)
    return {
      status: 422,
      refused: problemsOf(recorded.problems, said, answer, typed, surroundings(plan, link.person, now)),
    }
  if (!recorded.refused) return { recorded: true, milestone: said.milestone }
  return {
    status: refusalStatus(recorded.refused),
    refused: refusalOf(recorded.refused, answer, typed, surroundings(plan, link.person, now)),
  }
}
