import type { KpiReading } from '../../domain/review/facts.ts'

/** The reading with a silence of the plan, made up: what reviews show of a KPI that nobody is asked about. */
export function silencedReading(reading: KpiReading): KpiReading {
  const { status } = reading
  if (status !== 'at-risk' && status !== 'off-track') return reading
  const because = 'made up, why nobody need be asked until then'
  return { ...reading, unasked: { why: 'silenced', because, until: '2026-03-21T00:00:00Z', status } }
}
