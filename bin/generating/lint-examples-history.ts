/** Examples of findings that take a history: what it shows is made up here, and docs/lint.md says it. */
import type { FiringsOf } from '../../domain/plan/check-history.ts'
import type { LintExample } from './lint-example.ts'

const SLOTS = 104

/** Two years of weeks in which every trigger could judge each slot from its minimum history on, and none fired. */
export const TWO_YEARS: FiringsOf = (plan) =>
  plan.kpis.flatMap(({ triggers }) =>
    triggers.map(({ id, minimumHistory }) => ({
      trigger: id,
      longest: SLOTS,
      judging: Math.max(0, SLOTS - minimumHistory),
    })),
  )

export const HISTORY_EXAMPLES: readonly LintExample[] = [
  {
    code: 'fires-never',
    given: `With a history of ${SLOTS} weeks:`,
    bad: 'id: few-offers\n        kind: threshold\n        minimumHistory: 120',
    good: 'id: few-offers\n        kind: threshold\n        minimumHistory: 12',
    where: 'id: few-offers\n        kind: threshold',
    at: 'id: few-offers',
    message:
      'trigger "few-offers" could judge none of 104 slots, so it can never fire; look at its target, floor, minimumHistory and requireFinal',
  },
]
