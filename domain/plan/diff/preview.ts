/** Everything applying a plan would change, to be read before it is done. */
import type { ResolvedPlan } from '../resolved.ts'
import { type Consequence, consequencesOf } from './consequences.ts'
import { diffPlans, type PlanDiff } from './diff.ts'
import { type LoadChange, loadChanges } from './load-change.ts'
import type { UnderWay } from './under-way.ts'

/** A difference with what follows from it. */
export interface Preview extends PlanDiff {
  /** Absent where what is under way is not known: two files, two versions of the past. */
  consequences?: Consequence[]
  loads: LoadChange[]
}

/** Compares two plans on a day (`2026-03-05`); with `underWay` also what happens to open decisions and asks. */
export const previewOf = (
  before: ResolvedPlan | undefined,
  after: ResolvedPlan,
  { today, underWay }: { today: string; underWay?: UnderWay },
): Preview => ({
  ...diffPlans(before, after),
  ...(underWay && { consequences: consequencesOf(before, after, underWay, today) }),
  loads: loadChanges(before, after, today),
})
