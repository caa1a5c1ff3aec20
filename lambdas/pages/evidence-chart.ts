import type { Decision } from '../../domain/decision.ts'
import { patternPoints } from '../../domain/pattern-points.ts'
import type { Chart, ChartEpisode, ChartFan, ChartLimits, ChartSlot } from '../charts/chart.ts'
import type { Voice } from '../texts/ask-words.ts'
import { bareFigure, figure } from '../texts/figures.ts'

type Evidence = Decision['evidence']
type Point = Evidence['points'][number]

const slotOf = (point: Point): ChartSlot => ({
  value: point.value,
  low: point.range?.low ?? point.target,
  high: point.range?.high ?? point.target,
  missed: point.status === 'off-track',
})

/** First, middle and last. */
export const someOf = (count: number): number[] => [...new Set([0, Math.floor((count - 1) / 2), count - 1])]

/** From the first breach to the newest slot; where something was done meanwhile, until then. */
function episodesOf({ episode, points, actedIn }: Evidence, level: Decision['level']): ChartEpisode[] {
  if (!episode) return []
  const from = points.findIndex(({ period }) => period >= episode.first)
  const acted = actedIn === undefined ? -1 : points.findIndex(({ period }) => period >= actedIn)
  const to = acted < from ? points.length - 1 : acted
  return from < 0 ? [] : [{ from, to, level: level === 'amber' ? 'amber' : 'red' }]
}

/** The usual range, where it is what the question is about. */
const limitsOf = ({ seen }: Evidence): ChartLimits | undefined => {
  if (seen?.kind !== 'control-chart' && seen?.kind !== 'capability') return undefined
  const { lower, centre, upper } = seen
  return { leading: true, lower, centre, upper, from: 0 }
}

/** The points of the pattern that the question is about: up to the slot on which it fired, or the newest that is shown. */
function signalsOf({ seen, points, episode }: Evidence): number[] {
  if (seen?.kind !== 'control-chart') return []
  const fired = points.findLastIndex(({ period }) => episode === undefined || period <= episode.fired)
  const values = points.map(({ value }) => value)
  return patternPoints(seen, values, fired)
}

/** What was expected after the newest slot, while that is the one it was asked about. */
function fanOf({ seen, points, episode }: Evidence): ChartFan | undefined {
  if (seen?.kind !== 'forecast' || !seen.ahead) return undefined
  return points.at(-1)?.period === episode?.fired ? seen.ahead : undefined
}

/** What there is to show of a decision: its evidence, or, once its effect was looked at, the course before and after it. */
export function shownOf({ evidence, checks }: Decision): Evidence {
  const course = checks.findLast((check) => check.course)?.course
  const at = checks.at(-1)?.at
  if (!course || course.points.length === 0 || !at) return evidence
  return { ...evidence, points: course.points, actedIn: course.since, knownAt: at }
}

/** Mean values between the start of the episode and the period in which something was done, and after it. */
function beforeAndAfter({ points, episode, actedIn }: Evidence): { before: number; after: number } | undefined {
  if (actedIn === undefined) return undefined
  const from = episode?.first ?? ''
  const mean = (chosen: Point[]) => {
    const values = chosen.map(({ value }) => value).filter((value) => value !== null)
    return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length
  }
  const before = mean(points.filter(({ period }) => period >= from && period < actedIn))
  const after = mean(points.filter(({ period }) => period > actedIn))
  return before === undefined || after === undefined ? undefined : { before, after }
}

function sentences(evidence: Evidence, { t, period }: Voice, locale: string): string[] {
  const { points, episode, actedIn } = evidence
  const [first, last] = [points[0]!, points.at(-1)!]
  const say = (value: number | null) => figure(value, evidence, locale)
  const means = beforeAndAfter(evidence)
  return [
    t.chart.description(period(first.period), period(last.period), say(last.value), say(last.target)),
    ...(episode ? [t.chart.since(period(episode.first))] : []),
    ...markedWords(evidence, t),
    ...expectedWords(evidence, t, say),
    ...(actedIn === undefined ? [] : [t.chart.actedIn(period(actedIn))]),
    ...(means ? [t.chart.means(say(means.before)!, say(means.after)!)] : []),
  ]
}

const expectedWords = (
  evidence: Evidence,
  t: Voice['t'],
  say: (value: number | null) => string | undefined,
): string[] => {
  const fan = fanOf(evidence)
  const [end, spread] = [fan?.path.at(-1), fan?.spread.at(-1)]
  if (!fan || end === undefined || spread === undefined) return []
  return [t.chart.expected(fan.path.length, say(end)!, say(end - spread)!, say(end + spread)!)]
}

const markedWords = (evidence: Evidence, t: Voice['t']): string[] => {
  const { length } = signalsOf(evidence)
  return length === 0 ? [] : [t.chart.marked(length)]
}

/** Evidence as a chart: value against target and bands, the episode it is about shaded, and where something was done. */
export function evidenceChart(
  { evidence, level }: Pick<Decision, 'evidence' | 'level'>,
  id: string,
  voice: Voice,
  locale: string,
): Chart {
  const { points, direction, decimals, bands, references, actedIn } = evidence
  const acted = points.findIndex(({ period }) => period === actedIn)
  return {
    id,
    title: voice.t.chart.title(evidence.kpiName),
    sentence: sentences(evidence, voice, locale).join(' '),
    slots: points.map(slotOf),
    direction,
    bands,
    references: references.map(({ value }) => value),
    episodes: episodesOf(evidence, level),
    limits: limitsOf(evidence),
    signals: signalsOf(evidence),
    fan: fanOf(evidence),
    marks: acted < 0 ? [] : [{ at: acted, text: voice.t.chart.acted }],
    labels: someOf(points.length).map((at) => ({ at, text: voice.period(points[at]!.period, true) })),
    write: (value, places) => bareFigure(value, { ...evidence, decimals: places }, locale),
    decimals: Math.max(decimals, 1),
  }
}
