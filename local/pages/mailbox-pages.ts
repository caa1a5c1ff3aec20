import type { Mailbox } from '../services/mailbox.ts'
import type { HttpFront, HttpRequest, HttpResponse, World } from '../world.ts'
import { listPage } from './mailbox-list.ts'
import { mailPage } from './mailbox-mail.ts'

const PAGE = 50

/**
 * The mailbox of all people on the gateway's port: `/mailbox` lists, `/mailbox/{id}` shows one mail, `/mailbox/{id}/html`
 * is its HTML for the frame, `/mailbox.json` gives both to programs. GET only: reading changes nothing.
 */
export function mailboxPages(mailbox: Mailbox): HttpFront {
  return {
    prefix: '/mailbox',
    async handleHttp(request, world) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return text(405, 'The mailbox can only be read (GET).')
      const answer = await show(mailbox, request, world)
      return answer ?? text(404, 'No such mail. The list is at /mailbox.')
    },
  }
}

async function show(mailbox: Mailbox, { path, query }: HttpRequest, world: World): Promise<HttpResponse | undefined> {
  const [, first, id, part] = path.split('/').map(decodeURIComponent)
  const to = query.get('to') || undefined
  if (first === 'mailbox.json') return json(await asJson(mailbox, to, query, world))
  if (first !== 'mailbox') return undefined
  if (!id) {
    const page = Math.max(1, Math.floor(Number(query.get('page') ?? 1)) || 1)
    const mails = mailbox.list({ to, limit: PAGE, offset: (page - 1) * PAGE })
    const pages = Math.max(1, Math.ceil(mailbox.count(to) / PAGE))
    return html(
      listPage({ mails, to, page, pages, people: mailbox.people(), total: mailbox.count(to), now: world.now() }),
    )
  }
  const mail = await world.external(mailbox.open(id))
  if (!mail) return undefined
  if (part === 'html') return framed(mail.html)
  if (part === 'source') return text(200, mail.source)
  return part ? undefined : html(mailPage(mail, query.get('show') ?? (mail.html === '' ? 'text' : 'html')))
}

async function asJson(mailbox: Mailbox, to: string | undefined, query: URLSearchParams, world: World): Promise<object> {
  const limit = Math.min(1000, Number(query.get('limit') ?? 100) || 100)
  const offset = Number(query.get('offset') ?? 0) || 0
  const messages = await world.external(mailbox.messages({ to, limit, offset }))
  const lean = query.get('source') === 'true' ? messages : messages.map(({ source: _, ...rest }) => rest)
  return { now: new Date(world.now()).toISOString(), total: mailbox.count(to), messages: lean }
}

const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' }

function html(body: string): HttpResponse {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'"
  return {
    status: 200,
    headers: { ...headers, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
    body,
  }
}

/** A mail's own HTML: no script, no plugin, nothing that reaches this page; its links open outside the frame. */
function framed(mail: string): HttpResponse {
  const policy =
    "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
  const body = /<head[^>]*>/i.test(mail)
    ? mail.replace(/<head[^>]*>/i, (head) => `${head}<base target="_top">`)
    : `<base target="_top">${mail}`
  return {
    status: 200,
    headers: { ...headers, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
    body,
  }
}

function json(value: object): HttpResponse {
  return { status: 200, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(value) }
}

function text(status: number, body: string): HttpResponse {
  return { status, headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' }, body }
}
