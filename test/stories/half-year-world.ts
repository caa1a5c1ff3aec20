import { factsOf, Witness } from '../../bin/faulting/facts-of.ts'
import * as halfYear from '../../bin/faulting/half-year.ts'
import { CHARACTERS } from '../../bin/faulting/half-year-plan.ts'
import { auditEvery } from '../../bin/faulting/set-up.ts'
import { isAway } from '../../domain/calendar.ts'
import type { ResolvedPerson } from '../../domain/plan/resolved.ts'
import { wallOf } from '../../domain/zone.ts'
import type { RunFacts } from '../../local/invariants/facts.ts'
import { readMail, requestPage } from '../../local/owners/browser.ts'
import { Owners } from '../../local/owners/owners.ts'
import { wallAt } from './clock.ts'
import { Stage } from './stage.ts'

const START = halfYear.BEGINS[process.env.HALF_YEAR === '1' ? 'half-year' : 'last-weeks']

/** First day of what is told. */
export const BEGINS = wallAt(START).slice(0, 10)
export const LEO_LEAVES = wallAt(halfYear.LEO_LEAVES)

/** The company from its beginning to its end, its people answering in character. Answers everything that is to be known of it. */
export async function liveThrough(): Promise<{ stage: Stage; facts: RunFacts }> {
  const stage = await Stage.open(START)
  const { runner } = stage
  const witness = new Witness(runner)
  auditEvery(runner, '1 day')
  const { plan, later, everybody } = halfYear.company()
  await stage.apply(plan)
  settle(stage, everybody)
  await halfYear.liveThrough(runner, () => stage.apply(later))
  return { stage, facts: halfYear.withPlans(await factsOf(runner, witness, later, []), plan, later) }
}

/** Has people read their mail and answer its pages. */
function settle({ runner }: Stage, people: ResolvedPerson[]): void {
  const { world } = runner
  const owners = new Owners(
    {
      now: () => world.now(),
      at: (instant, kind, id, action) => world.at(instant, kind, id, action),
      random: (stream) => world.random(stream),
      open: (url) => requestPage(runner, url),
      submit: (url, form) => requestPage(runner, url, form),
    },
    people.map(({ id, email, absences, timezone }) => ({
      email,
      desk: false,
      temperament: CHARACTERS[id],
      away: (instant) => isAway(absences, wallOf(instant, timezone).day),
    })),
  )
  readMail(runner, ({ to, links }) => {
    for (const address of to) owners.receive({ to: address, links })
  })
}
