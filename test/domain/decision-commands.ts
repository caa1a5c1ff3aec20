/** Random commands on a decision, as the properties of its rules drive it. */
import * as fc from 'fast-check'
import type { Decision } from '../../domain/decision.ts'
import { acknowledge, decide, dismiss, raiseSeverity, withdraw } from '../../domain/decision-answering.ts'
import type { Outcome } from '../../domain/decision-change.ts'
import { effectCheckAt, lookAgainAt } from '../../domain/decision-check-time.ts'
import { fallBack, markOverdue } from '../../domain/decision-deadlines.ts'
import { checkEffect, rethink, takeEffect } from '../../domain/decision-effect.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { DAY } from './ask-organisation.ts'

/** One command: its name, how much later it comes (ms), and a seed for its details. */
export interface Command {
  name: (typeof NAMES)[number]
  after: number
  seed: number
}

const NAMES = [
  'acknowledge',
  'decide',
  'dismiss',
  'withdraw',
  'raise',
  'overdue',
  'fallback',
  'effect',
  'check',
  'rethink',
] as const

/** Commands minutes to weeks apart; time passes often enough for every deadline to come first. */
export const commands = fc.array(
  fc.record({ name: fc.constantFrom(...NAMES), after: fc.integer({ min: 0, max: 20 * DAY }), seed: fc.nat(11) }),
  { maxLength: 25 },
)

const pick = <T>(items: readonly T[], seed: number): T => items[seed % items.length]!

/** Applies one command at `now`. */
export const apply = (plan: ResolvedPlan, decision: Decision, { name, seed }: Command, now: number): Outcome => {
  const by = pick(['owner', 'deputy', 'chief'], seed)
  const via = 'link' as const
  const kpi = plan.kpis[0]!
  const effectFrom = pick([undefined, '2016-01-01', '2016-08-01', 'soon', '2026-01-01'], seed)
  switch (name) {
    case 'acknowledge':
      return acknowledge(decision, { by, via }, now)
    case 'decide':
      return decide(
        decision,
        {
          by,
          via,
          option: pick(['beds', 'staff', 'nothing'], seed),
          rationale: 'because',
          effectFrom,
          zone: 'Europe/London',
        },
        now,
      )
    case 'dismiss':
      return dismiss(decision, { by, via, reason: pick(['known', 'false-alarm', 'boredom'], seed), note: '' }, now)
    case 'withdraw':
      return withdraw(decision, pick(['recovered', 'restated'] as const, seed), now)
    case 'raise':
      return raiseSeverity(decision, { severity: pick(['S1', 'S2', 'S3'] as const, seed), level: 'red' }, now)
    case 'overdue':
      return markOverdue(decision, now)
    case 'fallback':
      return fallBack(decision, { zone: 'Europe/London', carryOutBy: now + 14 * DAY }, now)
    case 'effect':
      return takeEffect(
        decision,
        { checkAt: effectCheckAt(plan, kpi, now, decision.effectSlots), who: pick(['clock', 'director'], seed) },
        now,
      )
    case 'check':
      return checkEffect(
        decision,
        {
          recovered: pick([true, false, 'unknown'] as const, seed),
          period: null,
          lookAgainAt: lookAgainAt(plan, kpi, now),
        },
        now,
      )
    case 'rethink':
      return rethink(decision, { choice: pick(['process', 'target', 'people'], seed), note: 'a new way', by, via }, now)
  }
}
