import { expect, test } from 'vitest'
import { exampleFor } from '../../bin/starting/where-to-look.ts'
import { parseInstant } from '../../domain/instant.ts'
import { tryPeriod } from '../../domain/period.ts'
import { planText, soundPlan, trigger } from '../domain/a-series.ts'

test.each([
  ['daily', '2026-03-08'],
  ['weekdays', '2026-03-06'],
  ['weekly', '2026-W10'],
  ['monthly', '2026-02'],
  ['quarterly', '2025-Q4'],
] as const)('the example call of a %s KPI posts the newest period that is over, on target', (cadence, period) => {
  const plan = soundPlan(
    planText(`cadence: ${cadence}\ntarget: 95\nbands: { amber: 2, red: 5 }`, trigger('low', 'freshness')),
  )
  const now = parseInstant('2026-03-09T07:00:00Z')
  expect(exampleFor(plan, plan.kpis[0]!, now)).toEqual({ kpi: 'flow', period, value: 95 })
  expect(tryPeriod(cadence, period)).toBeDefined()
})
