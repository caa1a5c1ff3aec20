import { createHash } from 'node:crypto'
import { type DecisionAsk, isDecisionAsk, type Mail } from '../../domain/ask.ts'
import { answerAsk } from '../../domain/ask-answer.ts'
import { isAnswerRefused } from '../../domain/ask-answered.ts'
import { openAsk } from '../../domain/ask-opening.ts'
import type { Decision } from '../../domain/decision.ts'
import { changed } from '../../domain/decision-change.ts'
import { dueAtOf } from '../../domain/decision-deadlines.ts'
import { seriesDefinition } from '../../domain/definition.ts'
import { foldSeries } from '../../domain/fold.ts'
import type { HistoryEntry } from '../../domain/history.ts'
import { formatInstant } from '../../domain/instant.ts'
import { newLink } from '../../domain/link.ts'
import { slotOf } from '../../domain/observation-view.ts'
import { parsePeriod } from '../../domain/period.ts'
import { calendarOf } from '../../domain/plan/lookup.ts'
import { planMail } from '../../domain/plan-mail.ts'
import { applyRevision } from '../../domain/revise.ts'
import type { Item, RunFacts } from '../../local/invariants/facts.ts'
import { openedDecision, organisation, START } from '../domain/ask-organisation.ts'
import { reviews, soundCycles } from './sound-cycles.ts'

const HOUR = 3_600_000
const SLOT = '2016-05-04T07:00:00Z'
const [ASKED, MAILED, ANSWERED] = [START, Date.parse(SLOT), Date.parse(SLOT) + 2 * HOUR]

/** The end of the story below. */
export const NOW = Date.parse('2016-05-04T12:00:00Z')

/**
 * A short run in which nothing is wrong: one figure posted and folded; two decisions opened and asked about in one mail;
 * the owner took one of them, the other waits for its reminder. Two reviews beside them.
 */
export function soundFacts(): RunFacts {
  const plan = { ...organisation(), reviews: reviews() }
  const [waits, taken] = [
    courseOf(openedDecision(plan)),
    courseOf({ ...openedDecision(plan, START, { episode: 'e2' }), trigger: 'other' }),
  ]
  const asks = [waits, taken].map((course) => ask(course))
  const slot = { person: 'owner', slot: SLOT }
  const decisions = [waits.decision, taken.decision]
  const planned = planMail({ plan, ...slot, asks, mails: [], notes: [], states: [], decisions }, MAILED)
  const [open, answered] = asks.map(({ id }) => planned.advance.filter(isDecisionAsk).find((one) => one.id === id)!)
  const effect = answerAsk(
    {
      plan,
      states: [],
      ask: answered!,
      decision: taken.decision,
      input: {
        action: 'decide',
        option: 'beds',
        text: 'Agreed.',
        effectFrom: '2016-05-09',
        epoch: 1,
        by: 'owner',
        via: 'link',
      },
    },
    ANSWERED,
  )
  if (isAnswerRefused(effect)) throw new Error(effect.code)
  taken.move(effect.decision, effect.history)
  const sent: Mail = {
    ...slot,
    state: 'sent',
    urgent: false,
    claims: 1,
    ...planned.mail!,
    reasons: planned.reasons,
    sentAt: SLOT,
    messageId: 'm1',
  }
  const next = {
    ...slot,
    slot: open!.stepAt!,
    state: 'planned',
    urgent: false,
    claims: 0,
    entries: [],
    notes: [],
    reasons: [],
  }
  const hash = createHash('sha256').update('token').digest('hex')
  const { expiresAt: validUntil, ...link } = newLink(hash, slot, MAILED)
  const reviewed = soundCycles(open!.stepAt!)
  const ledger: Item[] = [
    ...reviewed.ledger,
    ...[waits, taken].flatMap((course) => course.items()),
    ...[open!, effect.ask].map((one): Item => ({ pk: 'PERSON#owner', sk: `ASK#${one.id}`, ...one })),
    ...[sent, next].map((one): Item => ({ pk: 'PERSON#owner', sk: `MAIL#${one.slot}`, ...one })),
    { pk: `LINK#${hash}`, sk: 'LINK', ...link, validUntil, expiresAt: 0 },
  ]
  return {
    now: NOW,
    plans: [{ version: 1, appliedAt: '2016-05-01T00:00:00Z', plan }],
    ...measured(),
    ledger,
    changes: [waits, taken].flatMap(({ changes }) => changes),
    delivered: [{ id: 'm1', to: ['owner@example.org'], links: [hash] }],
    packs: reviewed.packs,
    lists: reviewed.lists,
    executions: [...decisions.map(({ id }) => ({ name: id, status: 'RUNNING' })), ...reviewed.executions],
    killsAfterSend: 0,
    leftOver: [{ where: 'dead letters "mail"', count: 0, alarms: ['mail-dead-letters'] }],
    rang: [],
    logs: [{ from: 'SendMail', text: '{"level":"info","message":"mail handled","person":"owner"}' }],
    secrets: ['owner@example.org', 'AAAAAAAAAAAAAAAAAAAAAA'],
  }
}

const OPENED = { said: 'opened' as const, period: '2016-04', value: 81, unit: '%', decimals: 1 }

/** A decision through its changes, with what the stream of the Ledger told of them. */
function courseOf(first: Decision) {
  const meta = (decision: Decision): Item => {
    const dueAt = dueAtOf(decision)
    return {
      pk: `DECISION#${decision.id}`,
      sk: 'META',
      ...decision,
      claimedBy: decision.id,
      ...(dueAt && { dueKind: 'decision', dueAt }),
    }
  }
  const line = ({ at, ...rest }: HistoryEntry, index: number): Item => ({
    pk: `DECISION#${first.id}`,
    sk: `HISTORY#${at}#${rest.what}#${index}`,
    at,
    ...rest,
  })
  const course = {
    decision: first,
    changes: [{ pk: `DECISION#${first.id}`, sk: 'META', after: meta(first) }] as RunFacts['changes'],
    lines: [
      {
        decision: first.id,
        at: first.openedAt,
        what: 'Decision opened',
        who: 'trigger',
        why: 'below target',
        fact: OPENED,
      },
    ] as HistoryEntry[],
    move(after: Decision, lines: HistoryEntry[]) {
      course.changes.push({ pk: `DECISION#${first.id}`, sk: 'META', before: meta(course.decision), after: meta(after) })
      course.decision = after
      course.lines.push(...lines)
    },
    items: (): Item[] => [
      meta(course.decision),
      ...course.lines.map(line),
      { pk: `TRIGGER#${first.trigger}#${first.series}`, sk: 'OPEN', decision: first.id, episode: first.episode },
    ],
  }
  return course
}

function ask(course: ReturnType<typeof courseOf>): DecisionAsk {
  const opened = openAsk({ plan: organisation(), decision: course.decision, kind: 'decide' }, ASKED)
  const asks = [{ person: opened.person, ask: opened.id }]
  const { decision, history } = changed(
    course.decision,
    { asks },
    {
      what: 'Ask opened',
      who: 'clock',
      why: 'asked',
      fact: { said: 'asked', person: 'owner', slot: course.decision.openedAt },
    },
    ASKED,
  )
  course.move(decision, [history])
  return opened
}

function measured(): Pick<RunFacts, 'measurements' | 'posted'> {
  const plan = organisation()
  const [kpi, series] = [plan.kpis[0]!, plan.series[0]!]
  const row = {
    series: series.key,
    period: '2016-04',
    numerator: 881,
    denominator: 1000,
    asOf: '2016-05-03T09:00:00Z',
    status: 'final' as const,
  }
  const index = parsePeriod('monthly', row.period)
  const { series: _, ...given } = row
  const facts = {
    now: START,
    source: 'feed',
    series: series.key,
    kpi,
    calendar: calendarOf(plan, kpi.calendar)!,
    index,
    key: 'feed/k#0',
  }
  const { item } = applyRevision(undefined, { kpi: kpi.id, ...given }, facts)
  const definitions = [seriesDefinition(plan, series, 1, Date.parse('2016-05-01T00:00:00Z'))]
  const folded = foldSeries({ slots: [slotOf(item!, index, kpi)!], definitions, now: START })
  // What the fold tells is written together with it.
  const { checkpoint } = foldSeries({
    slots: [slotOf(item!, index, kpi)!],
    definitions,
    now: START,
    latest: folded.checkpoint,
  })
  return {
    measurements: [
      { pk: `SERIES#${series.key}`, sk: 'OBS#2016-04', version: 1, ...item! },
      {
        pk: `SERIES#${series.key}`,
        sk: 'FOLD#HEAD',
        version: 1,
        checkpoint: JSON.stringify(checkpoint),
        dueKind: 'fold',
        dueAt: formatInstant(checkpoint.wakeAt),
      },
    ],
    posted: [{ ...row, answer: 'recorded' }],
  }
}
