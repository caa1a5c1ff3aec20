/** One example for every code, in the order of the registry's parts. */
import type { LintExample } from './lint-example.ts'
import { FILE_EXAMPLES } from './lint-examples-file.ts'
import { HISTORY_EXAMPLES } from './lint-examples-history.ts'
import { MEASURE_EXAMPLES } from './lint-examples-measures.ts'
import { MOTION_EXAMPLES } from './lint-examples-motion.ts'
import { PEOPLE_EXAMPLES } from './lint-examples-people.ts'
import { STRATEGY_EXAMPLES } from './lint-examples-strategy.ts'

export const LINT_EXAMPLES: readonly LintExample[] = [
  ...FILE_EXAMPLES,
  ...PEOPLE_EXAMPLES,
  ...STRATEGY_EXAMPLES,
  ...MEASURE_EXAMPLES,
  ...HISTORY_EXAMPLES,
  ...MOTION_EXAMPLES,
]
