import { backtestPlan } from '../../domain/backtest/backtest.ts'
import { summarize } from '../../domain/backtest/summary.ts'
import type { FiringsOf } from '../../domain/plan/check-history.ts'
import { readHistory } from '../backtesting/csv-history.ts'
import { Refusal } from '../refusal.ts'

/** How often triggers would have fired on CSV files of history. Rows that do not fit the plan are counted on standard error. */
export const firingsIn =
  (paths: readonly string[]): FiringsOf =>
  (plan) => {
    const { histories, leftOut } = readHistory(plan, paths, Date.now())
    const files = paths.join(', ')
    if (histories.length === 0)
      throw new Refusal(`No row of ${files} fits the plan; "throughline backtest" says why of each.`)
    if (leftOut.length > 0)
      console.error(`${leftOut.length} rows of ${files} left out; "throughline backtest" says why of each.`)
    return summarize(plan, backtestPlan(plan, histories))
  }
