import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda'
import type { Link } from '../../domain/ask.ts'
import { isToken, linkStatus } from '../../domain/link.ts'
import { personOf } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { readLink } from '../aws/links.ts'
import { currentPlan } from '../aws/plan.ts'
import { messageResponse } from '../http/page.ts'

/** A link that leads somewhere, with the plan of now and what a page without asks says of its reader. */
export interface Opened {
  link: Link
  status: 'good' | 'expired'
  plan: ResolvedPlan
  reader: { locale: string; organisation: string }
}

/** Whom the link in an address serves, or the page that says why nobody. Reads only. */
export async function openLink(
  event: Pick<APIGatewayProxyEvent, 'pathParameters'>,
  now: number,
): Promise<Opened | { response: APIGatewayProxyResult }> {
  const token = event.pathParameters?.token ?? ''
  const link = isToken(token) ? await readLink(token) : undefined
  const status = link && linkStatus(link, now)
  if (!link || !status || status === 'revoked') return { response: messageResponse({ kind: 'unknown' }) }
  const { plan } = await currentPlan()
  const person = personOf(plan, link.person)
  // Whoever left answers nothing any more: their links end with the plan that has them, and with it those still on their way.
  if (!person) return { response: messageResponse({ kind: 'left', organisation: plan.organisation.name }) }
  return { link, status, plan, reader: { locale: person.locale, organisation: plan.organisation.name } }
}
