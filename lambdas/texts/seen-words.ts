import type { Evidence } from '../../domain/decision.ts'
import type { Texts } from './en.ts'
import { figure, percent } from './figures.ts'

/** What the trigger saw, in a sentence or two; empty where the figures of the slots say it all. */
export function seenWords(evidence: Evidence, t: Texts, locale: string): string {
  const { seen } = evidence
  if (!seen) return ''
  const value = (x: number) => figure(x, evidence, locale) ?? ''
  if (seen.kind === 'change') {
    const way = seen.change < 0 ? 'less' : 'more'
    return t.seen.change(percent(Math.abs(seen.change), locale), way, value(seen.before), t.seen.compared[seen.against])
  }
  if (seen.kind === 'forecast') return t.seen.forecast(percent(seen.miss, locale), value(seen.end), value(seen.target))
  if (seen.kind === 'control-chart' || seen.kind === 'capability') {
    const usual = t.seen.usual(value(seen.lower), value(seen.upper), value(seen.centre))
    return `${usual} ${seen.kind === 'capability' ? t.seen.capability : t.seen.rules[seen.rule](t.seen.sides[seen.side])}`
  }
  const { actual, expected, ratio, projection, target } = seen
  const share = expected === 0 ? undefined : percent(actual / expected, locale)
  const effort =
    ratio === undefined || ratio < 0
      ? []
      : [ratio > 1 ? t.seen.more(percent(ratio - 1, locale)) : t.seen.less(percent(1 - ratio, locale))]
  return [t.seen.pace(share, value(projection), value(target)), ...effort].join(' ')
}
