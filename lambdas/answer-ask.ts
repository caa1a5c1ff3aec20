import { isToken, linkStatus } from '../domain/link.ts'
import { packOfSlot } from '../domain/mail-occasion.ts'
import { personOf } from '../domain/plan/lookup.ts'
import { keepTyped } from './answering/draft.ts'
import { readForm } from './answering/form.ts'
import { post } from './answering/post.ts'
import { renewLink } from './answering/renew.ts'
import { choiceIn, showAsks } from './answering/show.ts'
import { showPack } from './answering/show-pack.ts'
import { readLink } from './aws/links.ts'
import { currentPlan } from './aws/plan.ts'
import { bodyText, header } from './http/api.ts'
import { messageResponse, pageResponse, pages } from './http/page.ts'

/** GET shows, POST acts. A mail scanner that opens every link changes nothing: this path writes only below `post`. */
export const handler = pages(async (event) => {
  const token = event.pathParameters?.token ?? ''
  const link = isToken(token) ? await readLink(token) : undefined
  const now = Date.now()
  const status = link && linkStatus(link, now)
  if (!link || status === 'revoked') return messageResponse({ kind: 'unknown' })
  const { plan } = await currentPlan()
  const person = personOf(plan, link.person)
  // Whoever left answers nothing any more: their links end with the plan that has them, and with it those still on their way.
  if (!person) return messageResponse({ kind: 'left', organisation: plan.organisation.name })
  const reader = { locale: person.locale, organisation: plan.organisation.name }
  const posted = event.httpMethod === 'POST' ? readForm(header(event, 'content-type'), bodyText(event)) : undefined
  if (posted?.kind === 'renew') {
    await renewLink(link, now)
    return messageResponse({ kind: 'renewed', ...reader })
  }
  if (status === 'expired') {
    const kept = posted?.kind === 'answer' && (await keepTyped(link, posted, now))
    return messageResponse({ kind: kept ? 'kept' : 'expired', ...reader })
  }
  if (posted?.kind === 'unreadable') return messageResponse({ kind: 'refused', ...reader })
  if (posted) return post(plan, link, posted, now)
  const pack = packOfSlot(link.slot)
  const shown = pack === undefined ? undefined : await showPack(plan, link, pack, now)
  if (shown !== undefined) return pageResponse(200, shown)
  return pageResponse(200, await showAsks(plan, link, { choice: choiceIn(event.queryStringParameters) }, now))
})
