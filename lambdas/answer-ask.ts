import { packOfSlot } from '../domain/mail-occasion.ts'
import { keepTyped } from './answering/draft.ts'
import { readForm } from './answering/form.ts'
import { openLink } from './answering/open-link.ts'
import { post } from './answering/post.ts'
import { oneClick, postPerson } from './answering/post-person.ts'
import { renewLink } from './answering/renew.ts'
import { showAsks, shownFirst } from './answering/show.ts'
import { bodyText, header } from './http/api.ts'
import { messageResponse, pageResponse, pages, seeOther } from './http/page.ts'

/** GET shows, POST acts. A mail scanner that opens every link changes nothing: this path writes only below `post`. */
export const handler = pages(async (event) => {
  const now = Date.now()
  const opened = await openLink(event, now)
  if ('response' in opened) return opened.response
  const { link, status, plan, reader } = opened
  const posted = event.httpMethod === 'POST' ? readForm(header(event, 'content-type'), bodyText(event)) : undefined
  if (posted?.kind === 'renew') {
    await renewLink(link, now)
    return messageResponse({ kind: 'renewed', ...reader })
  }
  if (posted?.kind === 'one-click') {
    await oneClick(plan, link, now)
    return messageResponse({ kind: 'unsubscribed', ...reader })
  }
  if (status === 'expired') {
    const typed = posted?.kind === 'answer' ? posted.typed : undefined
    const kept = posted?.kind === 'answer' ? await keepTyped(link, posted, now) : undefined
    const lost = posted !== undefined && kept === undefined
    return messageResponse({ kind: kept ?? 'expired', lost, ...reader, ...(typed && lost ? { typed } : {}) })
  }
  if (posted?.kind === 'unreadable') return messageResponse({ kind: 'refused', ...reader })
  if (posted?.kind === 'person') return postPerson(plan, link, posted, now)
  if (posted) return post(plan, link, posted, now)
  const { review } = event.queryStringParameters ?? {}
  const { token } = event.pathParameters as { token: string }
  if (review !== undefined) return seeOther(`../r/${token}?cycle=${encodeURIComponent(review)}`)
  // Mails sent before packs had a function of their own lead here.
  if (packOfSlot(link.slot) !== undefined) return seeOther(`../r/${token}`)
  return pageResponse(200, await showAsks(plan, link, shownFirst(event.queryStringParameters), now))
})
