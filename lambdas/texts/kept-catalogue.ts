import type { AskedFor } from '../../domain/decision-opening.ts'
import type { ResolvedPlan, ResolvedTrigger } from '../../domain/plan/resolved.ts'
import { enKept } from './en-kept.ts'

export type KeptTexts = typeof enKept

/** Language subtag → its words. */
const catalogue: Record<string, KeptTexts> = { en: enKept }

/** The words that are kept with decisions beside the plan's own: in the language of the organisation, whoever reads them. */
export const keptTexts = ({ organisation }: ResolvedPlan): KeptTexts =>
  catalogue[organisation.locale.split('-')[0]!.toLowerCase()] ?? enKept

/** What a trigger that comes and goes asks. */
export function flapQuestion(plan: ResolvedPlan, { id, question }: ResolvedTrigger): AskedFor {
  const { flap } = keptTexts(plan)
  const option = (one: 'tune' | 'widen' | 'retire' | 'keep') => ({
    id: one,
    label: flap[one].label,
    expectedEffect: flap[one].effect,
  })
  return {
    question: flap.question(question, id),
    options: [option('tune'), option('widen'), option('retire'), option('keep')],
    fallback: { option: 'tune', note: flap.fallback },
  }
}
