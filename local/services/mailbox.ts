import { deflateRawSync, inflateRawSync } from 'node:zlib'
import PostalMime, { type Address, type Email } from 'postal-mime'

/** A mail as a list shows it. */
export interface Mail {
  id: string
  /** Virtual instant of sending, epoch milliseconds. */
  at: number
  from: string
  /** Addresses of the envelope: who really gets it. */
  to: string[]
  subject: string
  /** `ses`, or `sns` for a notification that AWS would mail by itself. */
  via: 'ses' | 'sns'
  bytes: number
}

/** A mail opened: its parts and the links a reader could follow. */
export interface OpenedMail extends Mail {
  text: string
  html: string
  /** Addresses of the links, in order, without repeats; from the HTML, or from the text when there is none. */
  links: string[]
  headers: Record<string, string>
  attachments: { name: string; type: string; bytes: number }[]
  source: string
}

/** Which mails of a list: by address, newest first, a page of `limit` from `offset`. */
export interface MailQuery {
  to?: string
  limit?: number
  offset?: number
}

/** Every mail sent in one run, kept compressed: three simulated years of mail must fit beside everything else. */
export class Mailbox {
  #mails: { mail: Mail; packed: Buffer }[] = []
  #byId = new Map<string, number>()
  #byPerson = new Map<string, number[]>()
  #listeners: ((mail: Mail) => void)[] = []

  /** Calls `listener` with every mail from now on, as soon as it is in the box. */
  onMail(listener: (mail: Mail) => void): void {
    this.#listeners.push(listener)
  }

  /** Keeps a mail; its id is the one the sender was given. */
  add(mail: Omit<Mail, 'bytes' | 'subject'>, raw: Buffer): Mail {
    const kept: Mail = { ...mail, subject: subjectOf(raw), bytes: raw.length }
    const index = this.#mails.push({ mail: kept, packed: packed(raw) }) - 1
    this.#byId.set(mail.id, index)
    for (const person of new Set(mail.to.map((address) => address.toLowerCase()))) {
      const indexes = this.#byPerson.get(person) ?? []
      this.#byPerson.set(person, indexes)
      indexes.push(index)
    }
    for (const listener of this.#listeners) listener(kept)
    return kept
  }

  /** Number of mails, all or of one address. */
  count(to?: string): number {
    return to === undefined ? this.#mails.length : (this.#byPerson.get(to.toLowerCase())?.length ?? 0)
  }

  /** Everybody who has been written to, with the number of their mails. */
  people(): { address: string; mails: number }[] {
    const people = [...this.#byPerson].map(([address, indexes]) => ({ address, mails: indexes.length }))
    return people.sort((a, b) => a.address.localeCompare(b.address))
  }

  /** Mails newest first. */
  list({ to, limit = 50, offset = 0 }: MailQuery = {}): Mail[] {
    const indexes = to === undefined ? undefined : (this.#byPerson.get(to.toLowerCase()) ?? [])
    const count = indexes?.length ?? this.#mails.length
    const end = count - offset
    const found: Mail[] = []
    for (let place = end - 1; place >= Math.max(0, end - limit); place--) {
      const entry = this.#mails[indexes?.[place] ?? place]
      if (entry) found.push(entry.mail)
    }
    return found
  }

  /** One mail with its parts; undefined when there is none of that id. */
  async open(id: string): Promise<OpenedMail | undefined> {
    const index = this.#byId.get(id)
    const entry = index === undefined ? undefined : this.#mails[index]
    if (!entry) return undefined
    const raw = inflateRawSync(entry.packed)
    return opened(entry.mail, raw, await PostalMime.parse(raw))
  }

  /** Opened mails newest first: what a test or a simulated owner reads. */
  async messages(query: MailQuery = {}): Promise<OpenedMail[]> {
    const found = await Promise.all(
      this.list({ limit: Number.MAX_SAFE_INTEGER, ...query }).map(({ id }) => this.open(id)),
    )
    return found.filter((mail) => mail !== undefined)
  }
}

/** Compressed into memory of its own: what zlib returns is a corner of a buffer many times its size. */
function packed(raw: Buffer): Buffer {
  const small = deflateRawSync(raw, { level: 1 })
  const own = Buffer.allocUnsafeSlow(small.length)
  small.copy(own)
  return own
}

function opened(mail: Mail, raw: Buffer, email: Email): OpenedMail {
  const [text, html] = [email.text ?? '', email.html ?? '']
  return {
    ...mail,
    from: email.from?.name ? `${email.from.name} <${email.from.address}>` : mail.from,
    subject: email.subject ?? mail.subject,
    text,
    html,
    links: linksOf(html, text),
    headers: Object.fromEntries(email.headers.map(({ key, value }) => [key, value])),
    attachments: email.attachments.map(({ filename, mimeType, content }) => ({
      name: filename ?? 'unnamed',
      type: mimeType,
      bytes: typeof content === 'string' ? content.length : content.byteLength,
    })),
    source: raw.toString('utf8'),
  }
}

function linksOf(html: string, text: string): string[] {
  const found =
    html === ''
      ? [...text.matchAll(/https?:\/\/[^\s<>"]+/g)].map(([link]) => link.replace(/[.,;:)\]]+$/, ''))
      : [...html.matchAll(/<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map((match) =>
          unescapeHtml(match[1] ?? match[2] ?? ''),
        )
  return [...new Set(found)]
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescapeHtml(text: string): string {
  return text.replace(
    /&(?:#x([\da-f]+)|#(\d+)|([a-z]+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (hex) return String.fromCodePoint(Number.parseInt(hex, 16))
      if (decimal) return String.fromCodePoint(Number(decimal))
      return entities[name?.toLowerCase() ?? ''] ?? whole
    },
  )
}

/** The subject of the header block, unfolded, with its encoded words decoded; lists need no more of a mail. */
function subjectOf(raw: Buffer): string {
  const end = raw.indexOf('\r\n\r\n')
  const head = raw.subarray(0, end < 0 ? raw.length : end).toString('utf8')
  const line = /^subject:[ \t]*((?:[^\r\n]|\r?\n[ \t])*)/im.exec(head)?.[1] ?? ''
  const joined = line.replace(/\r?\n[ \t]/g, ' ').replace(/\?=[ \t]+=\?/g, '?==?')
  return decodeWords(joined)
}

function decodeWords(text: string): string {
  return text.replace(/(?:=\?utf-8\?[bq]\?[^?]*\?=)+/gi, (run) => {
    const words = [...run.matchAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi)]
    const bytes = words.map(([, kind, word = '']) =>
      kind?.toLowerCase() === 'b' ? Buffer.from(word, 'base64') : quoted(word),
    )
    return Buffer.concat(bytes).toString('utf8')
  })
}

function quoted(word: string): Buffer {
  const plain = word
    .replace(/_/g, ' ')
    .replace(/=([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(plain, 'latin1')
}

/** Bare lower-case address of `Name <a@b>`, for comparing. */
export function bareAddress(text: string): string {
  return (/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text).trim().toLowerCase()
}

/** Addresses named in the To, Cc and Bcc of a mail. */
export async function recipientsOf(raw: Buffer): Promise<string[]> {
  const { to = [], cc = [], bcc = [] } = await PostalMime.parse(raw)
  return [...to, ...cc, ...bcc].flatMap((one: Address) => one.group ?? [one]).map((one) => one.address.toLowerCase())
}
