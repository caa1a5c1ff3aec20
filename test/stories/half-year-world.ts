import { factsOf, Witness } from '../../bin/faulting/facts-of.ts'
import { auditEvery } from '../../bin/faulting/set-up.ts'
import { isAway } from '../../domain/calendar.ts'
import type { ResolvedPerson } from '../../domain/plan/resolved.ts'
import { wallOf } from '../../domain/zone.ts'
import type { RunFacts } from '../../local/invariants/facts.ts'
import { Owners } from '../../local/owners/owners.ts'
import { instantAt } from './clock.ts'
import { CHARACTERS, halfYearPlan } from './half-year-plan.ts'
import { Stage } from './stage.ts'

/** When the half-year begins, and its last weeks, which the check tells: both changes of spring and Easter lie in them. */
export const BEGINS = process.env.HALF_YEAR === '1' ? '2026-10-02' : '2027-03-05'

/** In the middle of a weekly cycle: opened on Monday, closed on Wednesday. */
export const LEO_LEAVES = '2027-03-09 10:00'

const ENDS = '2027-04-07 19:00'

/** The company from its beginning to its end, its people answering in character. Answers everything that is to be known of it. */
export async function liveThrough(): Promise<{ stage: Stage; facts: RunFacts }> {
  const stage = await Stage.open(instantAt(`${BEGINS} 12:00`))
  const { runner } = stage
  const witness = new Witness(runner)
  auditEvery(runner, '1 day')
  const [plan, later] = [halfYearPlan(), halfYearPlan(true)]
  await stage.apply(plan)
  settle(stage, [...new Map([...plan.people, ...later.people].map((one) => [one.id, one])).values()])
  await runner.run(instantAt(LEO_LEAVES))
  await stage.apply(later)
  await runner.run(instantAt(ENDS))
  const facts = await factsOf(runner, witness, later, [])
  const plans = facts.plans.map((one) => ({ ...one, plan: one.version === 1 ? plan : later }))
  return { stage, facts: { ...facts, plans } }
}

/** Has people read their mail and answer its pages. */
function settle({ runner }: Stage, people: ResolvedPerson[]): void {
  const { world, services } = runner
  const page = async (url: string, form?: Record<string, string>) => {
    const response = await services.apiGateway.handleHttp(
      {
        method: form ? 'POST' : 'GET',
        path: new URL(url).pathname,
        query: new URL(url).searchParams,
        headers: form ? { 'content-type': 'application/x-www-form-urlencoded' } : {},
        body: Buffer.from(form ? new URLSearchParams(form).toString() : ''),
        sourceIp: '127.0.0.1',
      },
      world,
    )
    return { status: response.status, body: response.body.toString() }
  }
  const owners = new Owners(
    {
      now: () => world.now(),
      at: (instant, kind, id, action) => world.at(instant, kind, id, action),
      random: (stream) => world.random(stream),
      open: page,
      submit: page,
    },
    people.map(({ id, email, absences, timezone }) => ({
      email,
      desk: false,
      temperament: CHARACTERS[id],
      away: (instant) => isAway(absences, wallOf(instant, timezone).day),
    })),
  )
  services.mailbox.onMail(({ id, via }) => {
    if (via !== 'ses') return
    world.soon('read', id, async () => {
      const mail = await world.external(services.mailbox.open(id).then((opened) => opened!))
      for (const to of mail.to) owners.receive({ to, links: mail.links })
    })
  })
}
