import { parse } from 'node-html-parser'
import { DecisionAsk, Mail } from '../../domain/ask.ts'
import { Decision } from '../../domain/decision.ts'
import { HistoryEntry } from '../../domain/history.ts'
import { inOrder } from '../../domain/history-order.ts'
import { formsWith } from '../../local/owners/answer-forms.ts'
import { type Cast, emailOf, idOf, kpiOf, type Name } from './cast.ts'
import { instantAt, wallAt } from './clock.ts'
import type { Commanded, Stage } from './stage.ts'

export type Who = Name | 'desk'

/** A mail as a story tells it. */
export interface Received {
  /** Wall clock of London (or of the zone asked for). */
  at: string
  subject: string
  text: string
  /** The answer page without the anchor behind it. */
  link: string
}

/** A page as its reader sees it. */
export interface Page {
  status: number
  text: string
  html: string
}

/** One story: its own cast on the shared stage, in a language of days. */
export class Tale {
  readonly key: string
  readonly stage: Stage
  /** Applies the plan again with this story's cast changed. */
  readonly recast: (cast: Cast) => Promise<number>
  readonly #until: (instant: number) => Promise<void>

  constructor(
    key: string,
    stage: Stage,
    clock: { until: (instant: number) => Promise<void>; recast: (cast: Cast) => Promise<number> },
  ) {
    this.key = key
    this.stage = stage
    this.recast = clock.recast
    this.#until = clock.until
  }

  /** Lets time pass until the clocks show this. Other stories act meanwhile. */
  at(wall: string, zone?: string): Promise<void> {
    return this.#until(instantAt(wall, zone))
  }

  /** Lets what is under way come to its end: ten seconds, more than a stream gathers for. */
  moment(): Promise<void> {
    return this.#until(this.stage.now + 10_000)
  }

  /** Posts one figure of the story's KPI; answers the status with what became of the observation. */
  async post(period: string, value: number, more: Record<string, unknown> = {}, headers: Record<string, string> = {}) {
    const response = await this.stage.post({ kpi: kpiOf(this.key), period, value, ...more }, headers)
    const body = JSON.parse(String(response.body)) as { results?: { status: string; problem?: { detail: string } }[] }
    return { status: response.status, result: body.results?.[0]?.status, detail: body.results?.[0]?.problem?.detail }
  }

  /** Posts, a second later again when there was a crowd at the gateway, and waits until what it set off has happened. */
  async report(period: string, value: number, more: Record<string, unknown> = {}): Promise<void> {
    const { status, detail } = await this.post(period, value, more)
    if (status === 429) {
      await this.#until(this.stage.now + 1000)
      return this.report(period, value, more)
    }
    if (status !== 200) throw new Error(`The observation was answered ${status}: ${detail}`)
    await this.moment()
  }

  /** Mails to one of the cast so far, oldest first. The desk belongs to all stories: only what names this one counts. */
  async mails(who: Who, zone?: string): Promise<Received[]> {
    const mails = await this.stage.mails(emailOf(this.key, who))
    return mails
      .filter((mail) => who !== 'desk' || new RegExp(`of ${this.key}\\b`).test(mail.text.replace(/\s+/g, ' ')))
      .map((mail) => ({
        at: wallAt(mail.at, zone),
        subject: mail.subject,
        text: mail.text.replace(/\s+/g, ' '),
        link: (mail.links.find((url) => url.includes('/live/a/')) ?? '').split('#')[0]!,
      }))
  }

  /** When mails came: `2026-03-10 08:00`. */
  async mailsAt(who: Who, zone?: string): Promise<string[]> {
    return (await this.mails(who, zone)).map(({ at }) => at)
  }

  /** The newest mail. Throws when there is none. */
  async newest(who: Who): Promise<Received> {
    const mail = (await this.mails(who)).at(-1)
    if (!mail) throw new Error(`${who} has had no mail by ${wallAt(this.stage.now)}.`)
    return mail
  }

  /** Opens a link as a browser, a mail scanner (`HEAD`) or a form (`fields`) does. */
  async open(link: string, fields?: Record<string, string>, method = fields ? 'POST' : 'GET'): Promise<Page> {
    const { status, body } = await this.stage.runner.request(new URL(link).pathname, {
      method,
      ...(fields && {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields).toString(),
      }),
    })
    const html = String(body)
    return { status, html, text: parse(html).textContent.replace(/\s+/g, ' ') }
  }

  /** Has something done with a decision by command; people are named without the story's key. */
  async command(act: string, { as, to, ...more }: Record<string, string> = {}, of?: Decision): Promise<Commanded> {
    const { id } = of ?? (await this.decision())
    const named = { ...(as && { as: idOf(this.key, as) }), ...(to && { to: idOf(this.key, to) }) }
    const answer = await this.stage.command({ act, decision: id, ...named, ...more })
    await this.moment()
    return answer
  }

  /** Fills in the form of the page behind a link that offers the action (the first, or the one of `about`), and sends it. */
  async answer(link: string, action: string, fields: Record<string, string> = {}, about?: string): Promise<Page> {
    return this.open(link, await this.filled(link, action, fields, about))
  }

  /** What a browser would send for the answer: opens the page and keeps its hidden fields. */
  async filled(link: string, action: string, fields: Record<string, string> = {}, about?: string) {
    const page = await this.open(link)
    const forms = formsWith(page.html, action)
    const form =
      about === undefined
        ? forms[0]
        : forms.find((one) => one.closest('article')?.querySelector('h2')?.textContent.includes(about))
    if (!form) throw new Error(`The page offers no "${action}": ${page.status} ${page.text.slice(0, 400)}`)
    const hidden = form.querySelectorAll('input[type="hidden"], input[type="date"]')
    const found = hidden.map((input) => [input.getAttribute('name')!, input.getAttribute('value') ?? ''])
    return { ...(Object.fromEntries(found) as Record<string, string>), ...fields, action }
  }

  /** Every decision about the story's KPIs, oldest first. */
  async decisions(): Promise<Decision[]> {
    const items = this.stage.decisionsAbout(`-${this.key}`)
    return items
      .filter(({ kpi }) => String(kpi).endsWith(`-${this.key}`))
      .map((item) => Decision.strip().parse(item))
      .sort((a, b) => (a.openedAt === b.openedAt ? a.attempt - b.attempt : a.openedAt < b.openedAt ? -1 : 1))
  }

  /** The story's only decision. Throws when there is none or more. */
  async decision(): Promise<Decision> {
    const all = await this.decisions()
    if (all.length === 1) return all[0]!
    throw new Error(`${all.length} decisions instead of one: ${all.map((one) => `${one.id} ${one.state}`).join(', ')}`)
  }

  /** The history of a decision, oldest first. */
  async history(of?: Decision): Promise<HistoryEntry[]> {
    const { id } = of ?? (await this.decision())
    const items = await this.stage.ledger(`DECISION#${id}`)
    const lines = items.filter(({ sk }) => sk.startsWith('HISTORY#'))
    return inOrder(lines.map((item) => HistoryEntry.strip().parse(item)))
  }

  /** The history as `what, who (via)` lines, names without the story's key. */
  async told(of?: Decision): Promise<string[]> {
    const short = (who: string) => who.replace(`-${this.key}`, '')
    return (await this.history(of)).map(
      ({ what, who, via }) => `${what}, ${short(who)}${via === undefined ? '' : ` by ${via}`}`,
    )
  }

  /** Asks of one of the cast about this story, by opening. */
  async asks(who: Who): Promise<DecisionAsk[]> {
    const mine = new Set((await this.decisions()).map(({ id }) => id))
    const items = await this.stage.ledger(`PERSON#${idOf(this.key, who)}`)
    const asks = items
      .filter(({ sk, kind }) => sk.startsWith('ASK#') && kind !== 'check-in')
      .map((item) => DecisionAsk.strip().parse(item))
    return asks.filter(({ decision }) => mine.has(decision)).sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1))
  }

  /**
   * The story is told: its executions are stopped and its people forgotten, or weeks of reminders and escalations of every
   * finished story would go on beside those that are still told. The time of the others is what this saves.
   */
  async leave(): Promise<void> {
    const decisions = await this.decisions()
    const machine = this.stage.output('DecisionMachine').replace(':stateMachine:', ':execution:')
    for (const { claimedBy } of decisions)
      if (claimedBy)
        await this.stage.aws('states', 'AWSStepFunctions.StopExecution', { executionArn: `${machine}:${claimedBy}` })
    const people = ['anna', 'ben', 'maria', 'carl', 'sue'].map((name) => `PERSON#${idOf(this.key, name)}`)
    for (const pk of [...decisions.map(({ id }) => `DECISION#${id}`), ...people]) await this.stage.forget(pk)
  }

  /** Mails of one of the cast as the Ledger keeps them: with every reason. */
  async kept(who: Who): Promise<Mail[]> {
    const items = await this.stage.ledger(`PERSON#${idOf(this.key, who)}`)
    return items.filter(({ sk }) => sk.startsWith('MAIL#')).map((item) => Mail.strip().parse(item))
  }
}
