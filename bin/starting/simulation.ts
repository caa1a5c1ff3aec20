import { createServer } from 'node:net'
import { isAway } from '../../domain/calendar.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { wallOf } from '../../domain/zone.ts'
import { STAGE } from '../../lib/stage.ts'
import { readMail, requestPage } from '../../local/owners/browser.ts'
import { Owners } from '../../local/owners/owners.ts'
import { type Runner, startRunner } from '../../local/runner.ts'
import { ASSEMBLY } from './synthesize.ts'

/** What every page and mail of a simulated run says. */
const NOTICE = 'Simulated time: a run on one machine. Nobody real is asked anything.'

/** A free port: the wanted one or one of the twenty after it. */
export async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + 20; port += 1) if (await isFree(port)) return port
  throw new Error(`No port from ${wanted} to ${wanted + 19} is free: name another with --port.`)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

/** The synthesized stack on this machine with mail going to everybody's local box, the clock standing at `start`. */
export function simulatedStack(start: number, port: number, seed: string): Promise<Runner> {
  return startRunner({
    cdkOut: ASSEMBLY,
    seed,
    start,
    port,
    environment: { MAIL_MODE: 'live', NOTICE, LINK_BASE_URL: `http://127.0.0.1:${port}/${STAGE}` },
    keepLines: 1000,
  })
}

/** The plan's people, who read what arrives in the local mailbox and act on it until `until`. */
export function simulatedOwners(runner: Runner, plan: ResolvedPlan, until: number): Owners {
  const { world } = runner
  // Who manages others or minds the desk stands at the end of chains, hears of everything and gets round to a third of it.
  const ends = new Set([plan.organisation.desk, ...plan.people.map((person) => person.manager)])
  const people = plan.people.map(({ id, email, absences, timezone }) => ({
    email,
    desk: id === plan.organisation.desk,
    busy: ends.has(id),
    away: (instant: number) => isAway(absences, wallOf(instant, timezone).day),
  }))
  const owners = new Owners(
    {
      now: () => world.now(),
      at: (instant, kind, id, action) => world.at(instant, kind, id, action),
      random: (stream) => world.random(stream),
      open: (url) => requestPage(runner, url),
      submit: (url, form) => requestPage(runner, url, form),
    },
    people,
    until,
  )
  readMail(runner, ({ to, links }) => {
    for (const address of to) owners.receive({ to: address, links })
  })
  return owners
}
