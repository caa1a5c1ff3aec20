import type { APIGatewayProxyResult } from 'aws-lambda'
import type { Link } from '../../domain/ask.ts'
import { type AnswerRefused, isAnswerRefused } from '../../domain/ask-answered.ts'
import { goAway } from '../../domain/away.ts'
import { leavingSlot } from '../../domain/mail-occasion.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { transact } from '../aws/dynamo.ts'
import { planMailOf } from '../aws/mails.ts'
import { readStates, sayOfPerson } from '../aws/people.ts'
import { pageResponse } from '../http/page.ts'
import type { Posted } from './form.ts'
import { showAsks } from './show.ts'

type Said = Extract<Posted, { kind: 'person' }>

/** Records what somebody says of themselves and shows the page as it then is. Said twice, nothing more happens. */
export async function postPerson(
  plan: ResolvedPlan,
  link: Link,
  said: Said,
  now: number,
): Promise<APIGatewayProxyResult> {
  const refused = said.action === 'away' ? await away(plan, link, said, now) : await back(link)
  if (!refused) return pageResponse(200, await showAsks(plan, link, { personSaved: said.action }, now))
  const refusal = {
    ask: '',
    action: said.action,
    sentence: refused.sentence,
    field: 'until' as const,
    typed: said.typed,
  }
  return pageResponse(refused.code === 'bad-date' ? 422 : 409, await showAsks(plan, link, { refused: refusal }, now))
}

/** The absence, and the order to hand everything on, in one transaction. */
async function away(
  plan: ResolvedPlan,
  { person }: Link,
  { typed }: Said,
  now: number,
): Promise<AnswerRefused | undefined> {
  const outcome = goAway({ plan, person, until: typed.until ?? '', via: 'link' }, now)
  if (isAnswerRefused(outcome)) return outcome
  const { from, to, at } = outcome.away
  const [known] = await readStates([person])
  // Said twice: the first saying counts, or two tabs would hand on twice what was opened in between.
  if (known?.away?.from === from && known.away.to === to) return undefined
  const order = { person, slot: leavingSlot(at, to) }
  const failed = await transact([sayOfPerson(person, 'away', outcome.away), planMailOf(order, true)])
  if (failed.length > 0)
    throw new Error(`The mail ${order.slot} of ${person} is under way already; the absence was not kept.`)
  return undefined
}

/** What was handed on stays where it is: somebody has begun with it. */
async function back({ person }: Link): Promise<undefined> {
  await transact([sayOfPerson(person, 'away', undefined)])
}
