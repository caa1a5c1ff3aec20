import { fill, formsWith } from './answer-forms.ts'
import { fillCheckIn, openCheckIns } from './check-in-forms.ts'
import { nextOfPack } from './conclude-forms.ts'
import { type Draw, intentionsOf, type Seat, type Temperament, temperamentOf } from './temperament.ts'

/** A mail as it arrived in somebody's box. */
export interface ReceivedMail {
  to: string
  /** Links of its HTML part, in order. */
  links: readonly string[]
}

/** What owners need of the runner: a clock to come back later, and the pages as a browser gets them. */
export interface Surroundings {
  now(): number
  at(instant: number, kind: string, id: string, action: () => unknown): unknown
  random: Draw
  open(url: string): Promise<{ status: number; body: string }>
  submit(url: string, form: Record<string, string>): Promise<{ status: number; body: string }>
}

/** A person's address and where they stand. */
export interface Owner extends Seat {
  email: string
}

/** What owners did, for the account. */
export interface OwnersCount {
  visits: number
  answers: number
  refused: number
}

const ANSWERS = ['decide', 'done', 'rethink'] as const

const DAY = 86_400_000

/** Nobody is away for longer; who were would never come back to a mail. */
const LONGEST_AWAY_DAYS = 400

/**
 * People who read their mail, answer its pages and end their reviews in character, prompt, late, careful, busy or silent, by opening the real link
 * and posting the real form. Nobody acts after `until`, so that the last asks stay open.
 */
export class Owners {
  readonly count: OwnersCount = { visits: 0, answers: 0, refused: 0 }
  private readonly world: Surroundings
  private readonly until: number
  private readonly temperaments: Map<string, Temperament>
  private readonly seats: Map<string, Seat>
  private readonly mails = new Map<string, number>()

  constructor(world: Surroundings, people: readonly Owner[], until = Number.POSITIVE_INFINITY) {
    this.world = world
    this.until = until
    this.seats = new Map(people.map((p) => [p.email, p]))
    this.temperaments = new Map(people.map((p) => [p.email, temperamentOf(p.email, p, (s) => world.random(s))]))
  }

  /** Decides what the addressee will do about a mail, and when. */
  receive(mail: ReceivedMail): void {
    const temperament = this.temperaments.get(mail.to)
    const link = mail.links.find((url) => /\/a\/[A-Za-z0-9_-]{22}/.test(url))?.split('#')[0]
    const pack = mail.links.find((url) => /\/r\/[A-Za-z0-9_-]{22}/.test(url))?.split('#')[0]
    if (!temperament || !(link ?? pack)) return
    const mailNo = (this.mails.get(mail.to) ?? 0) + 1
    this.mails.set(mail.to, mailNo)
    for (const { delayMs, act } of intentionsOf(temperament, mail.to, mailNo, (s) => this.world.random(s))) {
      const instant = this.backAt(mail.to, this.world.now() + delayMs)
      if (instant > this.until) continue
      const id = `${mail.to}:${mailNo}:${act}`
      if (link)
        this.world.at(instant, 'owner', id, () => (act === 'answer' ? this.answer(link, id) : this.acknowledge(link)))
      if (pack && act === 'answer') this.world.at(instant, 'owner', `${id}:pack`, () => this.conclude(pack))
    }
  }

  /** Who is away opens a mail at the same hour of the first day they are back. */
  private backAt(email: string, instant: number): number {
    const away = this.seats.get(email)?.away
    for (let days = 0; away && days < LONGEST_AWAY_DAYS; days += 1)
      if (!away(instant + days * DAY)) return instant + days * DAY
    return instant
  }

  /** Answers everything the page still asks, one form at a time as the page shows it after each answer. */
  private async answer(link: string, id: string): Promise<void> {
    this.count.visits += 1
    let page = await this.world.open(link)
    const tried = new Set<string>()
    for (;;) {
      const decisions = ANSWERS.flatMap((action) => formsWith(page.body, action).map((form) => ({ action, form })))
      const checkIns = openCheckIns(page.body).map((form) => ({ action: 'check-in' as const, form }))
      const next = [...decisions, ...checkIns].find(
        ({ form }) => !tried.has(form.querySelector('[name="ask"]')?.getAttribute('value') ?? ''),
      )
      if (!next) return
      const draw = (s: string) => this.world.random(s)
      const stream = `${id}:${tried.size}`
      const fields =
        next.action === 'check-in'
          ? fillCheckIn(next.form, stream, draw, this.world.now())
          : fill(next.form, next.action, stream, draw)
      tried.add(fields.ask ?? '')
      page = await this.world.submit(link, fields)
      if (page.status === 200) this.count.answers += 1
      else this.count.refused += 1
    }
  }

  /** Ends the review whose pack this is, if that is theirs to do. */
  private async conclude(link: string): Promise<void> {
    this.count.visits += 1
    let page = await this.world.open(link)
    for (let posted = 0; posted < 2; posted += 1) {
      const next = nextOfPack(page.body, link, posted > 0, (s) => this.world.random(s))
      if (!next) return
      page = await this.world.submit(next.url, next.fields)
      if (page.status === 200) this.count.answers += 1
      else this.count.refused += 1
    }
  }

  private async acknowledge(link: string): Promise<void> {
    this.count.visits += 1
    const page = await this.world.open(link)
    for (const form of formsWith(page.body, 'acknowledge')) {
      const answer = await this.world.submit(
        link,
        fill(form, 'acknowledge', link, (s) => this.world.random(s)),
      )
      if (answer.status !== 200) this.count.refused += 1
    }
  }
}
