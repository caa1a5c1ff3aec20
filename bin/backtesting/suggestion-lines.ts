import { LEFT_ALONE } from '../../domain/backtest/passing-dips.ts'
import type { Suggestion, TriggerSuggestion } from '../../domain/backtest/suggest.ts'
import { plural } from '../../domain/plan/diff/words.ts'
import type { ResolvedBands } from '../../domain/plan/resolved.ts'
import { slots } from './print.ts'

/** Proposals as lines of a plan, each with its reasons as comments above it. */
export const suggestionLines = (suggestions: readonly Suggestion[], budget: number): string[] => [
  '# Proposed from the history: lines that take the place of those in the plan.',
  'kpis:',
  ...suggestions.flatMap((one) => kpiLines(one, budget)),
]

function kpiLines({ kpi, found, bands, triggers }: Suggestion, budget: number): string[] {
  const { dips, passed } = found
  const lines = [`  - id: ${kpi}`]
  const seen = `${plural(dips, 'dip')} (stretches short of target), ${passed} of them back within the effect check`
  if (!bands) {
    return [
      ...lines,
      `    # ${seen}: too few to say where bands belong.`,
      ...(passed < dips / 2
        ? ['    # A target that is missed and not come back to needs another target, or another process.']
        : []),
    ]
  }
  return [
    ...lines,
    `    # ${seen}.`,
    `    # ${percent(LEFT_ALONE.amber)} of those that came back stay within amber, ${percent(LEFT_ALONE.red)} within red.`,
    `    bands: ${bandsText(bands)}`,
    ...(triggers.length > 0 ? ['    triggers:', ...triggers.flatMap((one) => triggerLines(one, budget))] : []),
  ]
}

function triggerLines({ trigger, chosen, withinBudget, trials }: TriggerSuggestion, budget: number): string[] {
  return [
    `      - id: ${trigger}`,
    `        # With these bands, of ${chosen.summary.misses} misses, and false alarms a series and quarter (budget ${budget}):`,
    ...trials.map(
      (one) =>
        `        #   ${one.m} of ${one.n}: ${plural(one.summary.decisions, 'decision')}, told of ${one.summary.told}${leadOf(one)}, ${places(one.falseAlarms)} false`,
    ),
    withinBudget ? '        # Most misses told of within the budget:' : '        # None keeps the budget; the calmest:',
    `        m: ${chosen.m}`,
    `        n: ${chosen.n}`,
  ]
}

const leadOf = ({ summary }: TriggerSuggestion['chosen']): string =>
  summary.lead ? `, median ${slots(summary.lead.median)}` : ''

const bandsText = ({ amber, red, as }: ResolvedBands): string =>
  `{ amber: ${amber}, red: ${red}${as === 'percent' ? ', as: percent' : ''} }`

const percent = (share: number) => `${Math.round(share * 100)} %`
const places = (n: number) => String(Math.round(n * 1000) / 1000)
