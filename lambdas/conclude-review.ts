import type { Link } from '../domain/ask.ts'
import { packOfSlot } from '../domain/mail-occasion.ts'
import { isCycleId } from '../domain/review/cycle.ts'
import { type Kept, keepTyped } from './answering/draft.ts'
import { type Posted, readForm } from './answering/form.ts'
import { openLink } from './answering/open-link.ts'
import { renewLink } from './answering/renew.ts'
import { keepChairForm } from './concluding/draft.ts'
import { readChairForm } from './concluding/form.ts'
import { postAnswer, postForm } from './concluding/post.ts'
import { renewPack } from './concluding/renew.ts'
import { showPack } from './concluding/show.ts'
import { bodyText, header } from './http/api.ts'
import { messageResponse, pageResponse, pages } from './http/page.ts'

/**
 * The page behind the link of a review pack: GET shows it, POST takes what its chair decides, assigns and concludes. A function
 * of its own, so that the page of asks does not carry the S3 client.
 */
export const handler = pages(async (event) => {
  const now = Date.now()
  const opened = await openLink(event, now)
  if ('response' in opened) return opened.response
  const { link, status, plan, reader } = opened
  const ofPack = packOfSlot(link.slot)
  const form = [header(event, 'content-type'), bodyText(event)] as const
  const posted = event.httpMethod === 'POST' ? readForm(...form) : undefined
  const renew = () => (ofPack === undefined ? renewLink(link, now) : renewPack(link, ofPack, now))
  if (posted?.kind === 'renew') {
    await renew()
    return messageResponse({ kind: 'renewed', ...reader })
  }
  const chair = posted && readChairForm(...form)
  if (status === 'expired') {
    const kept = await keepPosted(link, { posted, chair, renew }, now)
    const typed = posted?.kind === 'answer' ? posted.typed : chair?.typed
    const lost = posted !== undefined && kept === undefined
    return messageResponse({ kind: kept ?? 'expired', lost, ...reader, ...(typed && lost ? { typed } : {}) })
  }
  // The link of a mail of asks says which of the reader's reviews it is about, a pack's may say the one before; whether it
  // leads there is looked up.
  const cycle = cycleIn(event.queryStringParameters) ?? ofPack
  if (cycle === undefined) return messageResponse({ kind: 'unknown' })
  if (!posted) {
    const shown = await showPack(plan, link, { cycle }, now)
    return shown === undefined ? messageResponse({ kind: 'unknown' }) : pageResponse(200, shown)
  }
  if (posted.kind === 'answer') return postAnswer(plan, link, { cycle, posted }, now)
  return chair ? postForm(plan, link, { cycle, ...chair }, now) : messageResponse({ kind: 'refused', ...reader })
})

/** Keeps an answer or a chair's form for the fresh link, which is then on its way. */
async function keepPosted(
  link: Link,
  { posted, chair, renew }: { posted?: Posted; chair?: ReturnType<typeof readChairForm>; renew: () => Promise<void> },
  now: number,
): Promise<Kept | undefined> {
  if (posted?.kind === 'answer') return keepTyped(link, posted, now, renew)
  if (!chair || !(await keepChairForm(link, chair, now))) return undefined
  await renew()
  return 'kept'
}

const cycleIn = (query: Partial<Record<string, string>> | null): string | undefined => {
  const wanted = query?.cycle ?? ''
  return isCycleId(wanted) ? wanted : undefined
}
