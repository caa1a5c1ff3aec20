import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { backtestPlan } from '../../domain/backtest/backtest.ts'
import { BUDGET, type Suggestion, suggest } from '../../domain/backtest/suggest.ts'
import { peopleOf, summarize } from '../../domain/backtest/summary.ts'
import { tryDay } from '../../domain/civil.ts'
import { tryInstant } from '../../domain/instant.ts'
import { resolvePlan } from '../../domain/plan/resolve.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { instantOf } from '../../domain/zone.ts'
import type { History, LeftOut } from '../backtesting/csv-history.ts'
import { type HistoryOptions, historyOf, toldOf } from '../backtesting/history-of.ts'
import { backtestJson } from '../backtesting/json.ts'
import { backtestLines, type Outcome } from '../backtesting/print.ts'
import { reportPage } from '../backtesting/report.ts'
import { suggestionLines } from '../backtesting/suggestion-lines.ts'
import { readPlan, tally } from '../plan-file.ts'
import { Refusal } from '../refusal.ts'

export interface BacktestOptions extends HistoryOptions {
  until?: string
  json?: boolean
  report?: string
  suggest?: boolean
  budget?: string
}

/**
 * `throughline backtest PLAN --data FILE… | --from-deployed`: what the plan would have asked, of whom and when, had it held over the history.
 * Exit code 1 when rows had to be left out.
 */
export async function backtest(path: string, options: BacktestOptions): Promise<void> {
  const { plan: read, findings } = readPlan(path)
  if (!read) throw new Refusal(`${path}: ${tally(findings)}. "throughline lint ${path}" shows them.`)
  const plan = resolvePlan(read)
  const history = await historyOf(plan, options)
  const { histories, leftOut } = history
  const outcome = outcomeOf(plan, history, untilOf(options.until, plan))
  leftOut.push(...outcome.backtest.series.flatMap(refusedOf))
  const budget = budgetOf(options.budget)
  const proposals = options.suggest ? suggest(plan, histories, outcome.backtest, budget) : undefined
  if (options.json)
    console.log(
      JSON.stringify({ ...backtestJson(outcome, leftOut), ...(proposals && { suggestions: proposals }) }, null, 2),
    )
  else for (const line of [...backtestLines(outcome), ...proposed(proposals, budget)]) console.log(line)
  if (options.report) {
    writeReport(options.report, reportPage(outcome))
    if (!options.json) console.log(`\nThe report with a chart of each series: ${options.report}`)
  }
  if (leftOut.length > 0) {
    console.error(toldOf(leftOut))
    process.exitCode = 1
  }
}

function outcomeOf(plan: ResolvedPlan, { histories, silences }: History, until: number | undefined): Outcome {
  const done = backtestPlan(plan, histories, until, silences)
  const looked = new Set(done.series.map(({ definition }) => definition.series.key))
  const silent = plan.series.filter(({ key }) => !looked.has(key)).length
  return { plan, backtest: done, triggers: summarize(plan, done), people: peopleOf(plan, done), silent }
}

const proposed = (proposals: Suggestion[] | undefined, budget: number): string[] =>
  proposals ? ['', ...suggestionLines(proposals, budget)] : []

function budgetOf(text: string | undefined): number {
  const budget = text === undefined ? BUDGET : Number(text)
  if (!(budget >= 0)) throw new Refusal(`--budget takes a number such as 0.25, not "${text}".`)
  return budget
}

/** Corrections after the lock date that state no reason: the intake refuses them too. */
const refusedOf = ({ definition, refused }: Outcome['backtest']['series'][number]): LeftOut[] =>
  refused.map(({ arrival, problem }) => ({
    place: `${definition.series.key} ${arrival.posted.period}`,
    why: problem.detail,
  }))

/** The end of a day, in the organisation's zone, or an instant. */
function untilOf(text: string | undefined, plan: ResolvedPlan): number | undefined {
  if (text === undefined) return undefined
  const day = tryDay(text)
  const instant = day === undefined ? tryInstant(text) : instantOf(day + 1, 0, plan.organisation.timezone)
  if (instant === undefined)
    throw new Refusal(`--until takes a day such as 2026-03-05, or 2026-03-05T09:00:00Z, not "${text}".`)
  return instant
}

/** The folder is made if it is not there; a name that cannot be written to is said as that. */
function writeReport(path: string, html: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, html)
  } catch (error) {
    throw new Refusal(`The report cannot be written to ${path}: ${(error as Error).message}`)
  }
}
