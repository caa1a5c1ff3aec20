/** What is under way in a deployment while its plan changes: the facts a diff needs, and nothing more. */
import * as z from 'zod'
import { type Ask, AskKind, AskRole, DecisionAsk, subjectOf } from '../../ask.ts'
import { Decision } from '../../decision.ts'

/** A decision that holds its place: open, acknowledged, decided or in effect. */
export const OpenDecision = Decision.pick({
  id: true,
  trigger: true,
  series: true,
  kpi: true,
  covers: true,
  decider: true,
  state: true,
  question: true,
  planVersion: true,
  decideBy: true,
})
export type OpenDecision = z.infer<typeof OpenDecision>

/**
 * An ask that waits for an answer. `owner`, `accountable` and `asked` say who may stand in; `leads` is false on a copy made by
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
    kind: AskKind,
    role: AskRole,
    /** What it is about, in words: the title as the mail shows it. */
    about: z.string(),
    /** Absent where it is not about a decision. */
    decision: z.string().optional(),
    /** What a check-in is about: `kpi:flow`. */
    item: z.string().optional(),
    /** The review that has to be concluded, or gave the action. */
    cycle: z.string().optional(),
  })
  .strict()
export type OpenAsk = z.infer<typeof OpenAsk>

/** An ask as it lies in the Ledger, with what of it a diff needs. */
export const openAskOf = (ask: Ask): OpenAsk => {
  const { id, person, owner, accountable, asked, leads, kind, role, title } = ask
  return { id, person, owner, accountable, asked, leads, kind, role, about: title, ...subjectOf(ask) }
}

/** Everything under way at a moment; what is closed, answered or withdrawn is not in it. */
export const UnderWay = z.strictObject({ decisions: z.array(OpenDecision), asks: z.array(OpenAsk) })
export type UnderWay = z.infer<typeof UnderWay>
