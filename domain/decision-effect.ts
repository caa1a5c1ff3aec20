/** Whether a decision did what it was for: it takes effect, the KPI is looked at again, and the answer decides what follows. */
import type { Decision, EffectCheck } from './decision.ts'
import { type Changed, changed, type Outcome, type Refused, settled } from './decision-change.ts'
import { decisionId } from './decision-id.ts'
import type { HistoryFact } from './history-fact.ts'
import { formatInstant, parseInstant } from './instant.ts'

/** Slots looked at in vain before a check counts as failed: the one planned and two more. */
export const MAX_UNKNOWN_CHECKS = 3

/** Starts the effect of a decision: `checkAt` is the due instant of the slot that must show it, `who` the person who carried it out or `clock`. */
export const takeEffect = (
  decision: Decision,
  input: { checkAt: number; who: string; via?: 'link' | 'command' },
  now: number,
): Outcome => {
  if (decision.state === 'in-effect') return { refused: { because: 'in-effect' }, code: 'already-done' }
  if (decision.state !== 'decided') return settled(decision)
  const early = input.who === 'clock' ? tooEarly(decision, now) : undefined
  if (early) return early
  const fields = {
    state: 'in-effect' as const,
    inEffectAt: formatInstant(now),
    checkAt: formatInstant(input.checkAt),
  }
  const why = `${effectReason(decision, input.who)}; its effect is checked at ${fields.checkAt}`
  const byDay = decision.choice?.by !== 'fallback'
  const since = byDay ? ('day' as const) : input.who === 'clock' ? ('silence' as const) : ('carried-out' as const)
  const fact = { said: 'in-effect' as const, since, checkAt: fields.checkAt }
  return changed(decision, fields, { what: 'Decision in effect', who: input.who, why, fact, via: input.via }, now)
}

const tooEarly = (decision: Decision, now: number): Refused | undefined => {
  const from = decision.choice?.by === 'fallback' ? decision.carryOutBy : decision.effectAt
  if (from === undefined || now >= parseInstant(from)) return undefined
  return { refused: { because: 'not-due', what: 'effect', at: from }, code: 'not-due' }
}

const effectReason = (decision: Decision, who: string): string => {
  if (decision.choice?.by !== 'fallback') return `the day it holds from, ${decision.choice?.effectFrom}, has come`
  return who === 'clock' ? 'nobody said whether the fallback was carried out' : 'the fallback was carried out'
}

/** What was seen: the trigger of the decision is clear (`true`), still firing (`false`), or the slots needed are missing. */
export interface EffectFinding {
  recovered: boolean | 'unknown'
  /** Newest period that was looked at; null when there is none. */
  period: string | null
  /** Due instant of the slot after that one, where an unknown is looked at again. */
  lookAgainAt: number
  /** The plan of now no longer has the KPI, the series or the trigger: no data will come, and nobody asks for it. */
  unwatched?: boolean
  /** The slots that were looked at, for whoever wants to compare before and after. */
  course?: EffectCheck['course']
}

/** What has to happen after a check besides writing the decision. */
export type EffectConsequence = 'none' | 'look-again' | 'follow-up' | 'rethink'

/**
 * The check after the effect had time to show. Effective, or not for the last time: closed. Not effective the first time:
 * closed, and a linked second decision follows (`next` is its id). Unknown: looked at again, at most twice, then not effective.
 * What the plan no longer watches is closed after one look, without anything to follow.
 */
export const checkEffect = (
  decision: Decision,
  finding: EffectFinding,
  now: number,
): (Changed & { consequence: EffectConsequence }) | Refused => {
  if (decision.state !== 'in-effect') {
    if (decision.checks.length > 0) return { refused: { because: 'checked' }, code: 'already-done' }
    return { refused: { because: 'not-in-effect', state: decision.state }, code: 'not-open' }
  }
  if (decision.checkAt !== undefined && now < parseInstant(decision.checkAt)) {
    return { refused: { because: 'not-due', what: 'check', at: decision.checkAt }, code: 'not-due' }
  }
  const unknowns = decision.checks.filter((check) => check.result === 'unknown').length
  if (finding.recovered === 'unknown' && !finding.unwatched && unknowns + 1 < MAX_UNKNOWN_CHECKS)
    return lookAgain(decision, finding, now)
  return conclude(decision, finding, now)
}

const checkOf = ({ period, course }: EffectFinding, result: EffectCheck['result'], now: number): EffectCheck => ({
  at: formatInstant(now),
  result,
  period,
  ...(course ? { course } : {}),
})

const lookAgain = (decision: Decision, finding: EffectFinding, now: number) => {
  const check = checkOf(finding, 'unknown', now)
  // A slot that is already due must not be looked at again in the same second for ever.
  const checkAt = formatInstant(Math.max(finding.lookAgainAt, now + 1000))
  const why = `the slots needed are missing; looked at again at ${checkAt}`
  const outcome = changed(
    decision,
    { checks: [...decision.checks, check], checkAt },
    { what: 'Decision effect unknown', who: 'clock', why, fact: { said: 'look-again', at: checkAt } },
    now,
  )
  return { ...outcome, consequence: 'look-again' as const }
}

const conclude = (decision: Decision, finding: EffectFinding, now: number) => {
  const effective = finding.recovered === true
  const over = effective || finding.unwatched
  const consequence: EffectConsequence = over ? 'none' : decision.attempt === 1 ? 'follow-up' : 'rethink'
  const result = effective ? 'effective' : finding.unwatched ? 'unknown' : 'not-effective'
  const checks = [...decision.checks, checkOf(finding, result, now)]
  const next = consequence === 'follow-up' ? decisionId({ ...decision, attempt: 2 }) : undefined
  const outcome = changed(
    decision,
    { state: 'closed', checks, ...(next === undefined ? {} : { next }) },
    {
      what: 'Decision closed',
      who: 'clock',
      why: conclusion(finding, consequence),
      fact: checkedFact(finding, consequence),
    },
    now,
  )
  return { ...outcome, consequence }
}

const checkedFact = (finding: EffectFinding, consequence: EffectConsequence): HistoryFact => {
  const { recovered, unwatched, period } = finding
  const result =
    recovered === true ? 'effective' : unwatched ? 'unwatched' : recovered === 'unknown' ? 'no-data' : 'not-effective'
  const next = consequence === 'follow-up' ? 'second' : consequence === 'rethink' ? 'rethink' : 'none'
  return { said: 'checked', result, period, next }
}

const conclusion = (finding: EffectFinding, consequence: EffectConsequence): string => {
  const seen = finding.period === null ? 'no slot since' : finding.period
  if (finding.recovered === true) return `effective: the KPI has recovered (${seen})`
  if (finding.unwatched) return `its effect stays unknown: the plan no longer watches this (${seen})`
  const failed =
    finding.recovered === 'unknown'
      ? 'not effective: no data to show otherwise'
      : `not effective: no recovery (${seen})`
  const then =
    consequence === 'follow-up'
      ? 'a second decision follows'
      : 'after two failed checks the accountable person is asked to change the process or the target'
  return `${failed}; ${then}`
}

/** What the accountable person answers after two failed checks; kept on the closed decision. */
export const rethink = (
  decision: Decision,
  input: { choice: string; note: string; by: string; via: 'link' | 'command' },
  now: number,
): Outcome => {
  const { choice } = input
  if (decision.rethink) {
    const { by, choice: first } = decision.rethink
    return { refused: { because: 'rethought', by, choice: first }, code: 'already-done' }
  }
  if (decision.state !== 'closed') return settled(decision)
  if (choice !== 'process' && choice !== 'target') {
    return { refused: { because: 'rethink-choice', typed: choice }, code: 'unknown-option' }
  }
  if (input.note.trim() === '') return { refused: { because: 'what-changes' }, code: 'text-missing' }
  const kept = { choice: choice as 'process' | 'target', note: input.note, by: input.by, at: formatInstant(now) }
  const fact = { said: 'rethought' as const, choice: kept.choice, note: input.note }
  const why = `change the ${choice}: ${input.note}`
  const line = { what: 'Decision rethought', who: input.by, why, fact, via: input.via }
  return changed(decision, { rethink: kept }, line, now)
}
