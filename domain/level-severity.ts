/** How urgent what a trigger tells is. */
import type { ResolvedTrigger } from './plan/resolved.ts'
import type { Level, Severity } from './plan/trigger.ts'

/** The severity of a trigger at a level; of a level that a plan no longer has, that of its last. */
export const severityAt = ({ levels }: Pick<ResolvedTrigger, 'levels'>, level: Level): Severity =>
  (levels.find((one) => one.level === level) ?? levels.at(-1)!).severity
