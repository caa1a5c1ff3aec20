import { type HTMLElement, parse } from 'node-html-parser'
import { wallAt } from './clock.ts'
import type { Stage } from './stage.ts'

/** A page as its reader sees it. */
export interface Seen {
  status: number
  html: string
  text: string
}

/** Somebody who opens the links of their mails and posts the forms behind them. */
export class Owner {
  readonly #stage: Stage
  readonly #address: string

  constructor(stage: Stage, who: string) {
    this.#stage = stage
    this.#address = `${who}@example.org`
  }

  mails() {
    return this.#stage.mails(this.#address)
  }

  /** Wall clock of every mail so far: `2026-03-09 08:00`. */
  async mailsAt(): Promise<string[]> {
    return (await this.mails()).map(({ at }) => wallAt(at))
  }

  /** The newest mail; its text on one line. */
  async newest() {
    const mail = (await this.mails()).at(-1)
    if (!mail) throw new Error(`${this.#address} has had no mail by ${wallAt(this.#stage.now)}.`)
    return { ...mail, text: mail.text.replace(/\s+/g, ' ') }
  }

  /** Path of the page behind the newest mail that asks; packs lead elsewhere. */
  async path(): Promise<string> {
    const link = (await this.mails()).flatMap(({ links }) => links.filter((url) => url.includes('/live/a/'))).at(-1)
    if (!link) throw new Error(`${this.#address} has had no mail that asks by ${wallAt(this.#stage.now)}.`)
    return new URL(link).pathname
  }

  /** Opens a page, or posts to it. */
  async open(path: string, fields?: Record<string, string> | string): Promise<Seen> {
    const body = typeof fields === 'string' ? fields : new URLSearchParams(fields).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const { runner } = this.#stage
    const answer = await runner.request(path, fields === undefined ? {} : { method: 'POST', headers, body })
    const html = String(answer.body)
    return { status: answer.status, html, text: wordsOf(html) }
  }

  /** What a browser would send for the form of an action about an item, untouched. */
  async form(about: string, action: string, path?: string, seen?: Seen): Promise<Record<string, string>> {
    const page = seen ?? (await this.open(path ?? (await this.path())))
    const article = parse(page.html)
      .querySelectorAll('article')
      .find((one) => one.querySelector('h2')?.textContent === about)
    const form = article?.querySelectorAll('form').find((one) => fieldsOf(one).action === action)
    if (!form) throw new Error(`No form to ${action} "${about}": ${page.text.slice(0, 600)}`)
    return fieldsOf(form)
  }

  /** Fills in the form of the newest mail's page and sends it; `of` where it is another form than that of the action. */
  async answer(
    about: string,
    action: string,
    fields: Record<string, string> = {},
    path?: string,
    of = action,
  ): Promise<Seen> {
    const where = path ?? (await this.path())
    return this.open(where, { ...(await this.form(about, of, where)), ...fields })
  }
}

/** Everything a reader sees, on one line. */
export const wordsOf = (html: string): string =>
  (parse(html).querySelector('body')?.textContent ?? '').replace(/\s+/g, ' ')

/** The fields of a form as they stand on the page: what was typed, chosen, or comes filled in. */
export function fieldsOf(form: HTMLElement): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const input of form.querySelectorAll('input')) {
    const name = input.getAttribute('name')!
    if (input.getAttribute('type') === 'radio' && !input.hasAttribute('checked')) continue
    fields[name] = input.getAttribute('value') ?? ''
  }
  for (const area of form.querySelectorAll('textarea')) fields[area.getAttribute('name')!] = area.textContent
  return fields
}
