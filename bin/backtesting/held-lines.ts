import type { Backtest } from '../../domain/backtest/backtest.ts'
import type { Held } from '../../domain/backtest/held.ts'
import type { TriggerSummary } from '../../domain/backtest/summary.ts'
import type { Inhibition } from '../../domain/inhibition.ts'
import { formatPeriod } from '../../domain/period.ts'
import { plural } from '../../domain/plan/diff/words.ts'
import { named } from './alarm-lines.ts'
import { civilOf } from './days.ts'

const BY: Record<Inhibition['why'], string> = {
  stale: 'by missing data',
  incapable: 'by a target out of reach',
  silenced: 'by a silence',
  driver: 'by a question about what drives it',
  whole: 'by a question about the whole',
}

/** `held back 3 times: 2 by a silence, 1 by missing data; 1 of them asked later`; nothing where nothing was. */
export function heldCount({ heldBack: { episodes, asked, by } }: TriggerSummary): string | undefined {
  if (episodes === 0) return undefined
  const reasons = Object.entries(by).map(([why, n]) => `${n} ${BY[why as Inhibition['why']]}`)
  return `held back ${plural(episodes, 'time')}: ${reasons.join(', ')}${asked > 0 ? `; ${asked} of them asked later` : ''}`
}

/** What held an episode back, each reason with what is known of it: `by a silence (stocktaking), then by missing data`. */
export const heldBy = ({ by }: Pick<Held, 'by'>): string =>
  by.map(({ why, because, by: question }) => `${BY[why]}${toldOf(because ?? question)}`).join(', then ')

const toldOf = (detail: string | undefined): string => (detail === undefined ? '' : ` (${detail})`)

/** What came of it. */
export const heldEnd = ({ ended }: Pick<Held, 'ended'>): string =>
  ended === undefined ? 'to the end' : ended.how === 'asked' ? 'then asked' : 'over before anybody was asked'

/** What a trigger would have asked and did not, oldest first: the slot, from when to when, by what, and what came of it. */
export function heldLines({ series }: Backtest, kpi: string, trigger: string): string[] {
  const own = series.filter(({ definition }) => definition.kpi.id === kpi)
  const all = own
    .flatMap(({ definition, held }) =>
      held.filter((one) => one.trigger === trigger).map((one) => ({ definition, one })),
    )
    .sort((a, b) => a.one.at - b.one.at)
  return named(all, ({ definition, one }) => {
    const { cadence, timezone } = definition.kpi
    const where = own.length > 1 ? ` on ${definition.series.name}` : ''
    const until = one.ended ? ` to ${civilOf(one.ended.at, timezone)}` : ''
    return `${formatPeriod(cadence, one.fired)}${where}, ${one.ended ? '' : 'from '}${civilOf(one.at, timezone)}${until}: held back ${heldBy(one)}, ${heldEnd(one)}`
  })
}
