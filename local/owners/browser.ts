import type { Runner } from '../runner.ts'
import type { FilledForm } from './answer-forms.ts'

/** What a browser shows. */
export interface Page {
  status: number
  body: string
}

/** A page as a browser on this machine asks for it: followed as a link, or sent as a form. */
export async function requestPage({ services, world }: Runner, url: string, form?: FilledForm): Promise<Page> {
  const { pathname, searchParams } = new URL(url)
  const { status, body } = await services.apiGateway.handleHttp(
    {
      method: form ? 'POST' : 'GET',
      path: pathname,
      query: searchParams,
      headers: form ? { 'content-type': 'application/x-www-form-urlencoded' } : {},
      body: Buffer.from(form ? new URLSearchParams(form).toString() : ''),
      sourceIp: '127.0.0.1',
    },
    world,
  )
  return { status, body: body.toString() }
}

/** A mail that has arrived, as its reader opens it. */
export interface ReadMail {
  id: string
  to: string[]
  links: string[]
}

/** Has every mail read that comes by SES; what else lies in the local mailbox nobody waits for. */
export function readMail({ services, world }: Runner, read: (mail: ReadMail) => void): void {
  services.mailbox.onMail(({ id, via }) => {
    if (via !== 'ses') return
    world.soon('read', id, async () => {
      const { to, links } = await world.external(services.mailbox.open(id).then((opened) => opened!))
      read({ id, to, links })
    })
  })
}
