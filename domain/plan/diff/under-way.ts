/** What is under way in a deployment while its plan changes: the facts a diff needs, and nothing more. */
import * as z from 'zod'
import { AskRole, DecisionAsk, DecisionAskKind } from '../../ask.ts'
import { Decision } from '../../decision.ts'

/** A decision that holds its place: open, acknowledged, decided or in effect. */
export const OpenDecision = Decision.pick({
  id: true,
  trigger: true,
  series: true,
  kpi: true,
  decider: true,
  state: true,
  question: true,
  planVersion: true,
  decideBy: true,
})
export type OpenDecision = z.infer<typeof OpenDecision>

/**
 * An ask about a decision that waits for an answer. `owner`, `accountable` and `asked` say who may stand in; `leads` is false on a copy made by
 * an escalation, which is never handed on.
 */
export const OpenAsk = DecisionAsk.pick({
  id: true,
  person: true,
  owner: true,
  accountable: true,
  asked: true,
  leads: true,
})
  .extend({
    kind: DecisionAskKind,
    role: AskRole,
    /** What it is about, in words: the title as the mail shows it. */
    about: z.string(),
    decision: z.string(),
  })
  .strict()
export type OpenAsk = z.infer<typeof OpenAsk>

/** Everything under way at a moment; what is closed, answered or withdrawn is not in it. */
export const UnderWay = z.strictObject({ decisions: z.array(OpenDecision), asks: z.array(OpenAsk) })
export type UnderWay = z.infer<typeof UnderWay>
