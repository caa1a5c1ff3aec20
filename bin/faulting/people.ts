import { isAway } from '../../domain/calendar.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { wallOf } from '../../domain/zone.ts'
import { type FilledForm, fill, formsWith } from '../../local/owners/answer-forms.ts'
import { type Page, readMail, requestPage } from '../../local/owners/browser.ts'
import { Owners } from '../../local/owners/owners.ts'
import type { Temperament } from '../../local/owners/temperament.ts'
import type { Runner } from '../../local/runner.ts'
import type { Draw } from './chance.ts'
import { meeting } from './meeting.ts'

const SECOND = 1000

/** What people saw, for the account. */
export interface PeopleCount {
  answers: number
  refused: number
  scanned: number
  odd: number
}

/**
 * The people of a plan under faults: owners in character, who try again when a page fails and sometimes press twice; mail
 * scanners that open every link at once; and now and then somebody who hands on, puts off or dismisses. `characters` says who is
 * what by id; chance says it of all others.
 */
export function people(
  runner: Runner,
  plan: ResolvedPlan,
  draw: Draw,
  characters: Record<string, Temperament> = {},
): PeopleCount {
  const { world } = runner
  const count: PeopleCount = { answers: 0, refused: 0, scanned: 0, odd: 0 }
  const browser = browserOf(runner, draw)
  const known = plan.people.map(({ id, email, absences, timezone }) => ({
    email,
    desk: id === plan.organisation.desk,
    temperament: characters[id],
    away: (instant: number) => isAway(absences, wallOf(instant, timezone).day),
  }))
  const at = (instant: number, kind: string, id: string, action: () => unknown) =>
    world.at(meeting(instant, draw(`meet-${kind}`)), kind, id, action)
  const owners = new Owners({ now: () => world.now(), at, random: (stream) => world.random(stream), ...browser }, known)
  Object.defineProperties(count, {
    answers: { get: () => owners.count.answers, enumerable: true },
    refused: { get: () => owners.count.refused, enumerable: true },
  })
  readMail(runner, ({ id, to, links }) => {
    const link = links.find((url) => /\/[ar]\//.test(url))
    if (link === undefined) return
    if (draw(`scan-${id}`) < 0.3) {
      count.scanned += 1
      at(world.now() + 2 * SECOND, 'scanner', id, () => browser.open(link))
    }
    if (draw(`odd-${id}`) < 0.12) {
      count.odd += 1
      at(world.now() + Math.round(draw(`when-${id}`) * 30 * 3600) * SECOND, 'odd', id, () =>
        actOddly(browser, link.split('#')[0]!, id, draw),
      )
      return
    }
    for (const address of to) owners.receive({ to: address, links })
  })
  return count
}

/** A browser whose user tries again for a while when a page does not come, and whose mouse now and then clicks twice. */
function browserOf(runner: Runner, draw: Draw) {
  const later = (ms: number, id: string) =>
    new Promise<void>((go) => runner.world.at(runner.world.now() + ms, 'patience', id, go))
  const patiently = async (url: string, form?: FilledForm): Promise<Page> => {
    for (let tried = 0; ; tried += 1) {
      const page = await requestPage(runner, url, form)
      if ((page.status < 500 && page.status !== 429) || tried >= 20) return page
      await later(20 * SECOND * (tried + 1), url.slice(-22))
    }
  }
  return {
    open: (url: string) => patiently(url),
    async submit(url: string, form: FilledForm): Promise<Page> {
      if (draw('double-click') >= 0.1) return patiently(url, form)
      const [page] = await Promise.all([patiently(url, form), patiently(url, form)])
      return page
    },
  }
}

async function actOddly(browser: ReturnType<typeof browserOf>, link: string, id: string, draw: Draw): Promise<void> {
  const action = (['not-mine', 'snooze', 'dismiss'] as const)[Math.floor(draw(`act-${id}`) * 3)]!
  const page = await browser.open(link)
  for (const form of formsWith(page.body, action).slice(0, 2)) {
    const fields = fill(form, action, `odd:${id}`, draw)
    await browser.submit(link, { ...fields, text: fields.text || 'Seen before, and not in my power.' })
  }
}
