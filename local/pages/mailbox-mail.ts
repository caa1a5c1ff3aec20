import { html } from 'hono/html'
import type { OpenedMail } from '../services/mailbox.ts'
import { layout, type Markup, moment } from './mailbox-layout.ts'

const views = { html: 'HTML', text: 'Plain text', source: 'Source' } as const

/** One mail: its head, and its HTML in a sandboxed frame, its text or its source. */
export function mailPage(mail: OpenedMail, asked: string): string {
  const view = asked === 'text' || asked === 'source' ? asked : 'html'
  const address = `/mailbox/${encodeURIComponent(mail.id)}`
  const tab = (name: keyof typeof views) => {
    const current = name === view ? html` aria-current="page"` : ''
    return html`<a href="${address}?show=${name}"${current}>${views[name]}</a>`
  }
  const body = html`<header>
<p><a href="/mailbox">All mails</a> · <a href="/mailbox?${new URLSearchParams({ to: mail.to[0] ?? '' }).toString()}">Mails to ${mail.to[0] ?? 'nobody'}</a></p>
<h1>${mail.subject === '' ? '(no subject)' : mail.subject}</h1>
<dl><dt>From</dt><dd>${mail.from}</dd><dt>To</dt><dd>${mail.to.join(', ')}</dd><dt>Sent</dt><dd>${moment(mail.at)}${mail.via === 'sns' ? ' by SNS' : ''}</dd>
${mail.attachments.length > 0 ? html`<dt>Attached</dt><dd>${mail.attachments.map(({ name, bytes }) => `${name} (${bytes} bytes)`).join(', ')}</dd>` : ''}</dl>
</header>
<main>
<nav aria-label="Parts of the mail">${tab('html')}${tab('text')}${tab('source')}</nav>
${content(mail, view, address)}
</main>`
  return layout(mail.subject === '' ? 'Mail' : mail.subject, body)
}

function content(mail: OpenedMail, view: keyof typeof views, address: string): Markup {
  if (view === 'source') return html`<pre tabindex="0">${mail.source}</pre>`
  if (view === 'text')
    return mail.text === '' ? html`<p>This mail has no text part.</p>` : html`<pre tabindex="0">${mail.text}</pre>`
  if (mail.html === '') return html`<p>This mail has no HTML part.</p>`
  return html`<iframe title="The mail" src="${address}/html" sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"></iframe>`
}
