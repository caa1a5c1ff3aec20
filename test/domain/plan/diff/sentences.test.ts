import { expect, test } from 'vitest'
import { diffPlans } from '../../../../domain/plan/diff/diff.ts'
import { company } from './company.ts'

type Edit = readonly [from: string, to: string]

/** What a diff says, one line a sentence: `kind name: sentence`, with + and − for what comes and goes. */
const said = (edits: readonly Edit[], back: readonly Edit[] = []): string[] =>
  diffPlans(company(...back), company(...edits)).changes.flatMap(({ kind, name, what, sentences }) => {
    const sign = { added: '+', removed: '−', changed: '~' }[what]
    const lines = sentences.length > 0 ? sentences : ['']
    return lines.map((sentence) => `${sign} ${kind} ${name}: ${sentence}`.trim())
  })

const edit = (from: string, to: string): Edit => [from, to]
const CHURN_OWNER = edit('owner: ann, priority', 'owner: bo, priority')
const DORA = edit(
  'functions: [{ id: sales',
  '  - { id: dora, name: Dora Fox, email: dora@example.org, manager: cy }\nfunctions: [{ id: sales',
)
const LEVELS = 'kind: threshold, '
const REVIEW = edit('reviews:\n', "reviews:\n  - { id: board, name: Board, schedule: '0 16 L * *', chair: desk }\n")
const DAYS = Array.from({ length: 14 }, (_, i) => `2026-12-${String(i + 10)}`).join(', ')

const table: [sentence: string, edits: Edit[], lines: string[]][] = [
  [
    'an owner, by name; the series of the KPI and the steward follow untold',
    [CHURN_OWNER],
    ['~ kpi Churn: owner: Ann Lee → Bo Chen'],
  ],
  [
    'limits, against what holds without them',
    [edit('limits: { itemsPerPerson: 12 }', 'limits: { asksPerWeek: 8, firingsPerQuarter: 6 }')],
    [
      '~ limits of the plan: items a person, at most: 12 → 15',
      '~ limits of the plan: asks a person and week, at most: 10 → 8',
    ],
  ],
  [
    'a limit that says what holds anyhow',
    [edit('limits: { itemsPerPerson: 12 }', 'limits: { itemsPerPerson: 12, priorities: 5 }')],
    ['~ plan limits: limits: the same, written differently'],
  ],
  [
    'a warning that somebody lets pass, with the reason',
    [edit('limits:', 'acknowledged: [{ finding: kpi-without-trigger, of: nps, because: For context }]\nlimits:')],
    ['+ acknowledgement kpi-without-trigger of nps: because "For context"'],
  ],
  [
    'a target by when it holds from',
    [edit('constant: 45', 'constant: 50')],
    ['~ kpi NPS: target from 2026-07 on: 45 → 50'],
  ],
  [
    'a new target against the one that would have held',
    [
      edit(
        '{ constant: 45, effectiveFrom: 2026-07-01 }',
        '{ constant: 45, effectiveFrom: 2026-07-01 }, { constant: 48, effectiveFrom: 2026-10-15 }',
      ),
    ],
    ['~ kpi NPS: target from 2026-10-15 on: 45 → 48'],
  ],
  [
    'a target taken away, against the one that holds again',
    [edit(', { constant: 45, effectiveFrom: 2026-07-01 }', '')],
    ['~ kpi NPS: target from 2026-07 on: 45 → 40'],
  ],
  [
    'a target that moves to another day',
    [edit('effectiveFrom: 2026-07-01', 'effectiveFrom: 2026-10-01')],
    ['~ kpi NPS: target from 2026-07 on: 45 → 40', '~ kpi NPS: target from 2026-10 on: stays 45, and is set anew'],
  ],
  [
    'a target in another form',
    [edit('target: 4,', 'target: { lastYear: { plus: -1, cap: 3 } },')],
    ['~ kpi Churn: target: 4 → last year − 1, at most 3'],
  ],
  [
    'points, as many as a line holds',
    [edit('target: 4,', 'target: { points: [{ at: 2026-01, value: 4 }, { at: 2026-12, value: 3 }] },')],
    ['~ kpi Churn: target: 4 → 2026-01 4, 2026-12 3 (linear)'],
  ],
  [
    'bands',
    [edit('bands: { amber: 1, red: 2 }', 'bands: { amber: 10, red: 20, as: percent }')],
    ['~ kpi Churn: bands: amber 1, red 2 from the target → amber 10 %, red 20 % from the target'],
  ],
  [
    'a band of one series only',
    [edit('name: NPS North }', 'name: NPS North, bands: { amber: 1, red: 2 } }')],
    ['~ series NPS North: bands: amber 2, red 5 from the target → amber 1, red 2 from the target'],
  ],
  [
    'a decider of one series',
    [edit('name: NPS North }', 'name: NPS North, decider: ann }')],
    ['~ series NPS North: decider: Cy Diaz → Ann Lee'],
  ],
  [
    'a series more',
    [edit('name: NPS North },', 'name: NPS North }, { dimensions: { region: west }, name: NPS West, owner: ann },')],
    ['+ series NPS West: owner Ann Lee'],
  ],
  [
    'a milestone that slips by weeks',
    [edit('due: 2026-05-05', 'due: 2026-05-26')],
    ['~ milestone Pilot live: moved 3 weeks later: 2026-05-05 → 2026-05-26'],
  ],
  [
    'a milestone that comes forward by days',
    [edit('due: 2026-05-05', 'due: 2026-05-04')],
    ['~ milestone Pilot live: moved 1 day earlier: 2026-05-05 → 2026-05-04'],
  ],
  [
    'a milestone handed to another, in a phase',
    [edit('due: 2026-06-30, owner: cy', 'due: 2026-06-30, owner: ann, dependsOn: [pilot]')],
    ['~ milestone Rolled out: owner: Cy Diaz → Ann Lee', '~ milestone Rolled out: depends on: now also Pilot live'],
  ],
  [
    'the same id is the same thing: another name is no removal',
    [edit('name: Bo Chen', 'name: Bo Li')],
    ['~ person Bo Li: name: Bo Chen → Bo Li'],
  ],
  [
    'another id is another thing',
    [edit('id: orders, name: Orders', 'id: order, name: Orders')],
    [
      '− workflow Orders: owner Bo Chen',
      '− workflow Orders: 2 activities',
      '+ workflow Orders: owner Bo Chen',
      '+ workflow Orders: 2 activities',
    ],
  ],
  [
    'how often a trigger must breach',
    [edit(LEVELS, 'kind: threshold, m: 2, n: 3, ')],
    ['~ trigger churn-red of Churn: red fires at 1 of 1 → 2 of 3'],
  ],
  [
    'a level more',
    [edit(LEVELS, 'kind: threshold, level: amber, ')],
    [
      '~ trigger churn-red of Churn: watches amber too: S3, fires at 2 of 3, clears after 1, respond within 3 working days, decide within 10 working days',
    ],
  ],
  [
    'a deadline of a trigger',
    [edit(LEVELS, 'kind: threshold, decideBy: 2 d, ')],
    ['~ trigger churn-red of Churn: red: decide within 5 working days → 2 days'],
  ],
  [
    'a question',
    [edit('Churn is high. What do we do?', 'Who calls whom?')],
    ['~ trigger churn-red of Churn: question: "Churn is high. What do we do?" → "Who calls whom?"'],
  ],
  [
    'a decider',
    [edit(LEVELS, 'kind: threshold, decider: cy, ')],
    ["~ trigger churn-red of Churn: decider: the series' decider → Cy Diaz"],
  ],
  [
    'options, and what happens when time runs out',
    [
      edit(
        '{ id: wait, label: Wait }], fallback: { option: wait',
        '{ id: wait, label: Wait a week }], fallback: { option: act',
      ),
    ],
    [
      '~ trigger churn-red of Churn: fallback: wait, "Nobody decided" → act, "Nobody decided"',
      '~ trigger churn-red of Churn: options: Act | Wait → Act | Wait a week',
    ],
  ],
  [
    'a schedule in words',
    [edit("'0 9 1 * *'", "'0 9 * * mon#1'")],
    ['~ review Monthly review: comes: At 09:00, on day 1 of the month → At 09:00, on the first Monday of the month'],
  ],
  [
    'a schedule without words as it is written',
    [edit("'0 9 1 * *'", "'0 9 * * fri#L'")],
    ['~ review Monthly review: comes: At 09:00, on day 1 of the month → 0 9 * * fri#L'],
  ],
  [
    'participants and scope of a review',
    [edit('participants: [ann, cy]', 'participants: [cy, bo], scope: { kpis: [nps] }')],
    [
      '~ review Monthly review: participants: without Ann Lee; now also Bo Chen',
      '~ review Monthly review: looks at: none → NPS',
    ],
  ],
  [
    'a new review',
    [REVIEW],
    ['+ review Board: At 16:00, on the last day of the month', '+ review Board: chair The Desk'],
  ],
  [
    'a programme',
    [edit('goLive: 2026-04-01', 'goLive: 2026-04-15, horizon: 120'), edit('sponsor: cy', 'sponsor: ann')],
    [
      '~ programme Call first: sponsor: Cy Diaz → Ann Lee',
      '~ programme Call first: go-live moved 2 weeks later: 2026-04-01 → 2026-04-15',
      '~ programme Call first: horizon: 90 days → 120 days',
      '~ programme Call first: gates: days 30, 60, 90 → days 30, 60, 120',
    ],
  ],
  [
    'a workflow',
    [
      edit('{ id: ship, name: Ship }', '{ id: ship, name: Ship, owner: ann }, { id: bill, name: Bill }'),
      edit('lateAfter: 5 wd', 'lateAfter: 1 wd'),
    ],
    [
      '~ workflow Orders: late after: 5 working days → 1 working day',
      '~ workflow Orders: owner of Ship: Bo Chen → Ann Lee',
      '~ workflow Orders: activities: now also Bill (Bo Chen)',
    ],
  ],
  [
    'holidays, the long list folded',
    [edit('2026-04-06]', `2026-04-06, ${DAYS}]`)],
    ['~ calendar UK: holidays: now also 2026-12-10, 2026-12-11, 2026-12-12, 2026-12-13, 2026-12-14 and 9 more'],
  ],
  [
    'what a source may post',
    [edit('kpis: [churn, nps] }]', 'kpis: [churn] }]')],
    ['~ source CRM: may post: without NPS'],
  ],
  [
    'the time zone of the organisation, once for all who follow it',
    [edit('Europe/London', 'Europe/Paris')],
    ['~ organisation Acme: time zone: Europe/London → Europe/Paris'],
  ],
  ['the desk', [edit('desk: desk', 'desk: cy')], ['~ organisation Acme: desk: The Desk → Cy Diaz']],
  [
    'mail settings',
    [edit('desk: desk }', "desk: desk, mail: { slot: '07:30', budget: 2 } }")],
    ['~ organisation Acme: mails: at 08:00, at most 1 a working day → at 07:30, at most 2 a working day'],
  ],
  [
    'the escalation chain',
    [edit('workflows:', 'escalation: { chain: [manager, desk] }\nworkflows:')],
    ['~ escalation chain: asked in turn: owner, deputy, manager, accountable, desk → manager, desk'],
  ],
  [
    'absences',
    [edit('deputy: bo }', 'deputy: bo, absences: [{ from: 2026-08-03, to: 2026-08-14 }] }')],
    ['~ person Ann Lee: away: now also 2026-08-03 to 2026-08-14'],
  ],
  ['a new person', [DORA], ['+ person Dora Fox: manager Cy Diaz']],
  [
    'the accountable person of a priority, whom its KPIs follow',
    [edit('accountable: desk', 'accountable: cy')],
    ['~ priority Keep customers: accountable: The Desk → Cy Diaz'],
  ],
  [
    'an outcome and a commitment',
    [edit('target: 3, by: 2026-12-31', 'target: 2.5, by: 2027-06-30'), edit('Calls every month', 'Calls every week')],
    [
      '~ priority Keep customers: outcome: Churn at 3 by 2026-12-31 → Churn at 2.5 by 2027-06-30',
      '~ priority Keep customers: Sales commits: "Calls every month" → "Calls every week"',
    ],
  ],
  [
    'a phase that ends later',
    [edit('to: 2026-06-30, milestones', 'to: 2026-07-31, milestones')],
    ['~ phase Build: ends: 2026-06-30 → 2026-07-31'],
  ],
  [
    'the name of a KPI, which its series and sentences follow',
    [edit('name: Churn,', 'name: Lost customers,')],
    ['~ kpi Lost customers: name: Churn → Lost customers'],
  ],
]

test.each(table)('told: %s', (_, edits, lines) => expect(said(edits)).toEqual(lines))

test('a KPI comes with its series and triggers, and goes with them', () => {
  const start = '  - { id: nps, name: NPS'
  const risk = `  - { id: risk, name: Risk, unit: pts, direction: up, cadence: weekly, aggregation: last, owner: cy, target: 7, bands: { amber: 1, red: 2 }, dimensions: [site],
      series: [{ dimensions: { site: a } }, { dimensions: { site: b } }],
      triggers: [{ id: risk-red, kind: threshold, question: What now?, options: [{ id: a, label: A }, { id: b, label: B }], fallback: { option: a, note: None } }] }
${start}`
  const words = ['weekly', 'owner Cy Diaz', 'target 7', '2 series', '1 trigger']
  expect(said([[start, risk]])).toEqual(words.map((word) => `+ kpi Risk: ${word}`))
  expect(said([], [[start, risk]])).toEqual(words.map((word) => `− kpi Risk: ${word}`))
})

test('who left is stood in for by the deputy, else the manager, else the desk, of those who stay', () => {
  const leave = (deputy: string, manager: string) => {
    const text = `  - { id: zoe, name: Zoe Q, email: z@example.org, manager: ${manager}${deputy} }\nfunctions: [{ id: sales`
    return said([], [['functions: [{ id: sales', text], DORA]).filter((line) => line.includes('Zoe'))
  }
  expect(leave(', deputy: bo', 'cy')).toEqual(['− person Zoe Q: left; the deputy Bo Chen stands in'])
  expect(leave(', deputy: dora', 'cy')).toEqual(['− person Zoe Q: left; the manager Cy Diaz stands in'])
  expect(leave('', 'dora')).toEqual(['− person Zoe Q: left; the desk The Desk stands in'])
})

test('what matters comes first: what went, owners, targets and deadlines, what came, then the rest', () => {
  const lines = said(
    [
      REVIEW,
      CHURN_OWNER,
      edit('due: 2026-05-05', 'due: 2026-05-12'),
      edit('name: Cy Diaz', 'name: Cy D'),
      edit('2026-04-06]', '2026-04-06, 2026-12-25]'),
    ],
    [DORA],
  )
  expect(lines.map((line) => line.split(':')[0])).toEqual([
    '− person Dora Fox',
    '~ milestone Pilot live',
    '~ kpi Churn',
    '+ review Board',
    '+ review Board',
    '~ person Cy D',
    '~ calendar UK',
  ])
})

test('order alone is told for the list', () => {
  const plan = company()
  const { changes } = diffPlans(plan, { ...plan, functions: plan.functions.toReversed() })
  expect(changes).toEqual([expect.objectContaining({ kind: 'function', id: '*', sentences: ['in another order'] })])
})
