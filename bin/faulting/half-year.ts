import type { ResolvedPerson, ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { RunFacts } from '../../local/invariants/facts.ts'
import type { Runner } from '../../local/runner.ts'
import { draws } from './chance.ts'
import { factsOf } from './facts-of.ts'
import { CHARACTERS, halfYearPlan } from './half-year-plan.ts'
import { people } from './people.ts'
import { apply } from './set-up.ts'
import { comeToRest, countsOf, type SeedOptions, type Simulated, type Story, underFaults } from './simulated.ts'

/** Noon of the first day: of the whole, and of its last weeks, in which both changes of spring and Easter lie. Winter time of London. */
export const BEGINS: Record<Story, number> = {
  'half-year': Date.parse('2026-10-02T11:00:00Z'),
  'last-weeks': Date.parse('2027-03-05T12:00:00Z'),
}

/** In the middle of a weekly cycle: opened on Monday, closed on Wednesday. */
export const LEO_LEAVES = Date.parse('2027-03-09T10:00:00Z')

/** Seven in the evening of London. */
export const ENDS = Date.parse('2027-04-07T18:00:00Z')

/** The plan as long as Leo is there, the one after, and everybody of either. */
export const company = (): { plan: ResolvedPlan; later: ResolvedPlan; everybody: ResolvedPerson[] } => {
  const [plan, later] = [halfYearPlan(), halfYearPlan(true)]
  const everybody = [...new Map([...plan.people, ...later.people].map((one) => [one.id, one])).values()]
  return { plan, later, everybody }
}

/** Lives from wherever the clock stands to the end; the plan changes when Leo leaves. */
export async function liveThrough(runner: Runner, change: () => Promise<unknown>): Promise<void> {
  await runner.run(LEO_LEAVES)
  await change()
  await runner.run(ENDS)
}

/** Facts in which each version of the plan is the one that was applied. */
export const withPlans = (facts: RunFacts, plan: ResolvedPlan, later: ResolvedPlan): RunFacts => ({
  ...facts,
  plans: facts.plans.map((one) => ({ ...one, plan: Date.parse(one.appliedAt) < LEO_LEAVES ? plan : later })),
})

/** Half a year of reviews under faults: silent, late, absent and leaving people, changes of clocks, days off. */
export async function simulateHalfYear(options: SeedOptions, story: Story): Promise<Simulated> {
  const draw = draws(options.seed)
  const { plan, later, everybody } = company()
  const { runner, witness } = await underFaults(options, draw, BEGINS[story])
  try {
    await apply(runner, plan)
    const count = people(runner, { ...later, people: everybody }, draw, CHARACTERS)
    await liveThrough(runner, () => apply(runner, later))
    const given = await comeToRest(runner)
    const facts = withPlans(await factsOf(runner, witness, later, []), plan, later)
    return { facts, digest: runner.log.digest(), counts: countsOf(runner, witness, facts, count, given) }
  } finally {
    await runner.close()
  }
}
