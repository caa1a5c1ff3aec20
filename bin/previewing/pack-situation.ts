import type { Decision } from '../../domain/decision.ts'
import type { ResolvedPlan, ResolvedSeries } from '../../domain/plan/resolved.ts'
import type { CycleItem } from '../../domain/review/cycle.ts'
import { packOf } from '../../domain/review/pack.ts'
import type { Pack } from '../../domain/review/pack-record.ts'
import { silencedReading } from './silenced-reading.ts'
import { NOW, readingOf } from './situation.ts'

/** A pack of the plan's first items: one red with the open question, one at risk that nobody is asked about, one silent, the others well. */
export function packOfPlan(plan: ResolvedPlan, decision: Decision): Pack {
  const cycle = 'preview@2026-03-02'
  const items = plan.series.slice(0, 8).map((series, index) => itemOf(plan, series, index, cycle, decision))
  return packOf({ cycle, closedAt: NOW, items, settled: [], late: [] })
}

function itemOf(
  plan: ResolvedPlan,
  { key, name, owner }: ResolvedSeries,
  index: number,
  cycle: string,
  decision: Decision,
): CycleItem {
  const status = (['off-track', 'at-risk', 'on-track', 'on-track'] as const)[index % 4]!
  const { id, question, decider, decideBy, severity } = decision
  const item = `kpi:${key}`
  const decisions = key === decision.series ? [{ id, question, decider, decideBy, severity, overdue: false }] : []
  const reading = readingOf(plan, key)
  const kpi = index === 1 && decisions.length === 0 && reading && silencedReading({ ...reading, status: 'at-risk' })
  const facts = { ...(kpi && { kpi }), commitments: [], moreCommitments: 0, decisions, moreDecisions: 0 }
  const base = { cycle, item, name, owner, unowned: false, facts, revision: 1 }
  if (index % 4 === 2) return { ...base, state: 'silent' }
  const checkIn = {
    item,
    at: '2026-03-02T15:00:00Z',
    by: owner,
    status,
    confidence: 8 - 2 * (index % 3),
    changed: 'Made up for the preview: what changed since last time.',
    ...(status === 'off-track' && { cause: 'Made up: why it is off track.', wayBack: 'made up, how it gets back.' }),
    blockers: [],
    how: 'page' as const,
    unchanged: 0,
    cycles: [cycle],
    lateFor: [],
  }
  return { ...base, state: 'answered', checkIn }
}
