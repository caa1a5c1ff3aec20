import { html } from 'hono/html'
import type { Mail } from '../services/mailbox.ts'
import { layout, type Markup, moment } from './mailbox-layout.ts'

export interface MailList {
  mails: Mail[]
  /** The person whose mails are shown; everybody's when absent. */
  to: string | undefined
  page: number
  pages: number
  total: number
  people: { address: string; mails: number }[]
  now: number
}

/** The list of mails, newest first, for everybody or one person, in pages. */
export function listPage(list: MailList): string {
  const whose = list.to === undefined ? 'everybody' : list.to
  const body = html`<header>
<h1>Mailbox of ${whose}</h1>
<p class="faint">${list.total} ${list.total === 1 ? 'mail' : 'mails'} · simulated now: ${moment(list.now)}</p>
${chooser(list)}
</header>
<main>
${
  list.mails.length === 0
    ? html`<p>No mail here yet. Mails appear as soon as the simulated slot in which they are sent has come.</p>`
    : html`<ol class="mails">${list.mails.map(row)}</ol>`
}
${list.pages > 1 ? pager(list) : ''}
</main>`
  return layout(`Mailbox of ${whose}`, body)
}

function row(mail: Mail): Markup {
  return html`<li><a href="/mailbox/${encodeURIComponent(mail.id)}">
<strong>${mail.subject === '' ? '(no subject)' : mail.subject}</strong>
<small><span>to ${mail.to.join(', ')}</span><time datetime="${new Date(mail.at).toISOString()}">${moment(mail.at)}</time>${mail.via === 'sns' ? html`<span class="tag">SNS</span>` : ''}</small>
</a></li>`
}

function chooser({ people, to }: MailList): Markup {
  const option = ({ address, mails }: { address: string; mails: number }) => {
    const chosen = address === to?.toLowerCase() ? html` selected` : ''
    return html`<option value="${address}"${chosen}>${address} (${mails})</option>`
  }
  return html`<form action="/mailbox" method="get">
<label>Mails to <select name="to"><option value="">everybody</option>${people.map(option)}</select></label>
<button type="submit">Show</button>
</form>`
}

function pager({ page, pages, to }: MailList): Markup {
  const link = (target: number, words: string) => {
    const query = new URLSearchParams({ ...(to === undefined ? {} : { to }), page: String(target) })
    return target >= 1 && target <= pages ? html`<a href="/mailbox?${query.toString()}">${words}</a>` : ''
  }
  return html`<nav aria-label="Pages">${link(page - 1, 'Newer')}<span>Page ${page} of ${pages}</span>${link(page + 1, 'Older')}</nav>`
}
