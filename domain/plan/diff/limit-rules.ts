/** How changes of limits and of acknowledged warnings are told. */
import { type AcknowledgementSpec, LIMITS, type LimitsSpec } from '../limits.ts'
import type { ResolvedPlan } from '../resolved.ts'
import type { Rules } from './rules.ts'
import { quoted } from './words.ts'

/** The limits lint holds a plan to, defaults included. */
export const limitsOf = ({ limits }: Pick<ResolvedPlan, 'limits'>): Required<LimitsSpec> => ({ ...LIMITS, ...limits })

export const limitRules: Rules<Required<LimitsSpec>> = {
  priorities: { label: 'priorities, at most' },
  itemsPerPerson: { label: 'items a person, at most' },
  asksPerWeek: { label: 'asks a person and week, at most' },
  firingsPerQuarter: { label: 'firings of a trigger and quarter, at most' },
}

export const acknowledgementRules: Rules<AcknowledgementSpec> = {
  finding: { label: 'warning' },
  of: { label: 'about' },
  because: { label: 'because', say: quoted },
}
