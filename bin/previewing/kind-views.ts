import type { Decision, EffectCheck, WithdrawalReason } from '../../domain/decision.ts'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { TriggerKind } from '../../domain/plan/trigger.ts'
import type { Drawing } from './drawing.ts'
import { breachOf, flapOf, NOW, type Question, questionOf } from './situation.ts'
import type { View } from './view.ts'

const DAY = 86_400_000

/** What a kind of trigger asks about, as the heading of its view. */
const KINDS: Record<TriggerKind, string> = {
  threshold: 'a status that lasts',
  pace: 'the pace of a year or quarter',
  forecast: 'where the window is expected to end, as a fan',
  change: 'a sudden change',
  'control-chart': 'points that are not usual, marked on the chart',
  capability: 'a target that is out of reach of the process',
  composite: 'several things at once',
  freshness: 'figures that have not come',
}

/** The page of a question of each kind of trigger that the plan has, and of one that comes and goes. */
export function kindViews(plan: ResolvedPlan, { mail, page }: Drawing): View[] {
  const asked = TriggerKind.options.flatMap((kind) => {
    const question = questionOf(plan, kind)
    return question ? [{ name: `kind-${kind}`, title: `Asked about ${KINDS[kind]}`, question }] : []
  })
  const flap = flapOf(plan)
  const all = [
    ...asked,
    ...(flap ? [{ name: 'kind-flap', title: 'Asked about a trigger that comes and goes', question: flap }] : []),
  ]
  return all.flatMap(({ name, title, question: { ask, decision } }) => [
    mail(name, title, ask.person, { entries: [{ ask, decision, how: 'ask' }] }),
    page(name, title, ask.person, { asks: [{ ask, decision }] }),
  ])
}

/** What became of the figures after the question was asked, of those who had it, and of the decision itself. */
export function courseViews(plan: ResolvedPlan, drawing: Drawing): View[] {
  const question = breachOf(plan)
  return [...correctedViews(question, drawing), ...overViews(question, drawing), ...checkViews(question, drawing)]
}

function correctedViews({ decision, ask }: Question, { page }: Drawing): View[] {
  const [before, newest] = decision.evidence.points.slice(-2)
  const corrected = [{ period: newest!.period, value: newest!.target }]
  const restated = { at: NOW, gone: true, corrected }
  const confirm = { person: ask.person, asked: NOW, by: formatInstant(parseInstant(NOW) + 3 * DAY) }
  const taken = { ...decision, state: 'acknowledged' as const, acknowledgedAt: NOW }
  const late = [
    { period: before!.period, value: before!.target, reason: 'Made up: two sites had counted twice.', at: NOW },
  ]
  const shown = (name: string, title: string, changed: Decision) =>
    page(name, title, ask.person, { asks: [{ ask: { ...ask, acknowledgedAt: NOW }, decision: changed }] })
  return [
    shown('restated', 'Figures were corrected: by those of now it would not have been asked', { ...taken, restated }),
    shown('confirm', 'The same, of somebody who had taken it up: does it stay?', {
      ...taken,
      restated: { ...restated, confirm },
    }),
    shown('corrected-late', 'A figure was corrected after its lock date', { ...taken, late }),
  ]
}

const WITHDRAWN: Record<WithdrawalReason, string> = {
  recovered: 'the KPI recovered',
  'data-arrived': 'the figures came',
  restated: 'corrected figures took its ground',
  'trigger-removed': 'the plan dropped its trigger',
  'series-removed': 'the plan dropped its series',
  'kpi-removed': 'the plan dropped its KPI',
}

function overViews({ decision, ask }: Question, { page }: Drawing): View[] {
  const over = { ...ask, state: 'withdrawn' as const }
  const reasons = Object.entries(WITHDRAWN) as [WithdrawalReason, string][]
  return [
    ...reasons.map(([reason, words]) =>
      page(`withdrawn-${reason}`, `Withdrawn: ${words}`, ask.person, {
        asks: [{ ask: over, decision: { ...decision, state: 'withdrawn', withdrawal: { reason, at: NOW } } }],
      }),
    ),
    page('dismissed', 'No decision was needed', ask.person, {
      asks: [
        {
          ask: over,
          decision: {
            ...decision,
            state: 'dismissed',
            dismissal: { reason: 'known', note: 'Made up: it was planned.', by: ask.person, at: NOW },
          },
        },
      ],
    }),
    page('handed-on', 'Given to somebody else', ask.person, {
      asks: [{ ask: { ...ask, state: 'handed-on', closedBecause: 'made up: it is theirs' }, decision }],
    }),
  ]
}

const CHECKED: Record<EffectCheck['result'], string> = {
  effective: 'it worked',
  'not-effective': 'it did not work',
  unknown: 'the figures needed are not there',
}

/** The page after the effect check, with the course before and after. */
function checkViews({ decision, ask }: Question, { page }: Drawing): View[] {
  const { points } = decision.evidence
  const option = decision.options[0]!.id
  const by = { by: ask.person, via: 'link' as const, at: decision.openedAt }
  const choice = { option, rationale: 'Made up: the quickest that helps.', ...by, effectFrom: NOW.slice(0, 10) }
  const answered = { ...ask, state: 'answered' as const, answer: { action: 'decide' as const, option, ...by } }
  return (Object.entries(CHECKED) as [EffectCheck['result'], string][]).map(([result, words]) => {
    const after = points
      .slice(0, 4)
      .map((one, i) => ({ ...points[9 + i]!, value: result === 'effective' ? one.value : points[9 + i]!.value }))
    const course = { since: points[9]!.period, points: [...points.slice(0, 9), ...after] }
    const check = { at: NOW, result, period: points.at(-1)!.period, ...(result === 'unknown' ? {} : { course }) }
    const checked: Decision = { ...decision, state: 'closed', choice, checks: [check] }
    return page(`checked-${result}`, `The effect was checked: ${words}`, ask.person, {
      asks: [{ ask: answered, decision: checked }],
    })
  })
}
