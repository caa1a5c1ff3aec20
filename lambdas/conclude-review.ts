import { packOfSlot } from '../domain/mail-occasion.ts'
import { openLink } from './answering/open-link.ts'
import { renewPack } from './concluding/renew.ts'
import { showPack } from './concluding/show.ts'
import { bodyText } from './http/api.ts'
import { messageResponse, pageResponse, pages } from './http/page.ts'

/** The page behind the link of a review pack. A function of its own, so that the page of asks does not carry the S3 client. */
export const handler = pages(async (event) => {
  const now = Date.now()
  const opened = await openLink(event, now)
  if ('response' in opened) return opened.response
  const { link, status, plan, reader } = opened
  const cycle = packOfSlot(link.slot)
  if (cycle === undefined) return messageResponse({ kind: 'unknown' })
  const posted = event.httpMethod === 'POST' ? new URLSearchParams(bodyText(event)) : undefined
  if (posted?.get('action') === 'renew') {
    await renewPack(link, cycle, now)
    return messageResponse({ kind: 'renewed', ...reader })
  }
  if (status === 'expired') return messageResponse({ kind: 'expired', ...reader })
  if (posted) return messageResponse({ kind: 'refused', ...reader })
  const shown = await showPack(plan, link, cycle, now)
  return shown === undefined ? messageResponse({ kind: 'unknown' }) : pageResponse(200, shown)
})
