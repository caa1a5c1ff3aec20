/** Whether a well-formed plan holds together, and whether it is a good one. Each rule is a function `plan → problems`. */
import { withAcknowledgements } from './check-acknowledged.ts'
import { checkAlignment } from './check-alignment.ts'
import { checkClockChanges } from './check-clock-changes.ts'
import { checkFirings, type FiringsOf } from './check-history.ts'
import { checkIds } from './check-ids.ts'
import { checkLists } from './check-lists.ts'
import { checkLoad } from './check-load.ts'
import { checkMeasures } from './check-measures.ts'
import { checkMilestones } from './check-milestones.ts'
import { checkPeople } from './check-people.ts'
import { checkPriorities } from './check-priorities.ts'
import { checkProgrammes } from './check-programmes.ts'
import { checkReviewTimes } from './check-review-times.ts'
import { checkParticipants, checkReviews } from './check-reviews.ts'
import { checkStrategy } from './check-strategy.ts'
import { checkUse } from './check-use.ts'
import { checkWorkflows } from './check-workflows.ts'
import type { PlanProblem } from './finding.ts'
import type { Plan } from './plan.ts'
import { resolvePlan } from './resolve.ts'

/** Rules about the plan as written. */
const RULES: readonly ((plan: Plan) => PlanProblem[])[] = [
  checkLists,
  checkPeople,
  checkMeasures,
  checkUse,
  checkStrategy,
  checkPriorities,
  checkMilestones,
  checkAlignment,
  checkReviews,
  checkReviewTimes,
  checkProgrammes,
  checkWorkflows,
]

/**
 * All problems of a plan, each with its item, and with the reason where it is acknowledged. Ids come first: the other rules
 * take them to be unique. `today` (`2026-03-05`) is where what depends on dates to come begins: without it neither changes
 * of clocks nor asks a week are looked at. `firingsOf` replays a history: without it nobody asks how often triggers would have fired.
 */
export const checkPlan = (plan: Plan, today?: string, firingsOf?: FiringsOf): PlanProblem[] => {
  const doubles = checkIds(plan)
  if (doubles.length > 0) return doubles
  const problems = [
    ...RULES.flatMap((rule) => rule(plan)),
    ...(today === undefined ? [] : checkClockChanges(plan, today)),
  ]
  const sound = problems.every((one) => one.level === 'warning')
  const all = sound ? [...problems, ...checkResolved(plan, today, firingsOf)] : problems
  return withAcknowledgements(plan, all, firingsOf ? [] : ['fires-often', 'fires-never'])
}

/** Rules that need every default filled in, and so a plan without errors. */
const checkResolved = (plan: Plan, today: string | undefined, firingsOf: FiringsOf | undefined): PlanProblem[] => {
  const resolved = resolvePlan(plan)
  return [
    ...checkParticipants(plan, resolved),
    ...(today === undefined ? [] : checkLoad(plan, resolved, today)),
    ...(firingsOf ? checkFirings(plan, firingsOf(resolved)) : []),
  ]
}
