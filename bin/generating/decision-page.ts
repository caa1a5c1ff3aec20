import { DecisionState } from '../../domain/decision.ts'
import { DECISION_COURSE, DECISION_EVENTS, type DecisionEvent, stateAfter } from '../../domain/decision-course.ts'
import { DECISION_ACTS, DECISION_ROLES, MAY } from '../../domain/decision-permission.ts'
import { roles } from '../../lambdas/texts/en-refused.ts'

/** What each event is, and where it comes from. */
const EVENT: Record<DecisionEvent, string> = {
  acknowledge: 'taken up: only the respond ladder stops, the deadline stays',
  decide: 'an option is chosen, with its reason and the day it holds from',
  dismiss: 'false alarm, known, or data error; "not mine" is no dismissal, it is `reassign`',
  snooze: 'put off by at most 14 days and until the deadline at most, at most three times; the deadline keeps running',
  reassign: 'handed to somebody by name, or up the chain ("not mine")',
  merge: 'another decision asks the same and goes on for both',
  absorb: 'another decision is merged into this one',
  raise: 'amber became red: graver in place, no deadline restarts',
  restate: 'corrected data changed what it stands on: noted, never more',
  confirm: 'corrected data left it without ground: it is to be decided all the same',
  'take-back': 'corrected data left it without ground: nothing is to be decided any more',
  lapse: 'corrected data left it without ground, and nobody confirmed it in time',
  clear: 'the KPI recovered, missing data came, or data were corrected',
  drop: 'an applied plan no longer has its KPI, series or trigger',
  overdue: 'decide-by has passed: the chain starts',
  'fall-back': 'decide-by and the chain have passed: the fallback, never as somebody’s choice',
  'take-effect': 'the day it holds from has come, or a fallback is carried out',
  'find-effective': 'the effect check finds the KPI recovered',
  'find-not-effective': 'it does not: a linked second decision, after that one "change the process or the target"',
  'find-unknown': 'the slots needed are missing: looked at again, at most twice',
  'find-unwatched': 'the plan no longer watches it: closed after one look, its effect unknown',
  rethink: 'after the second failure: the process or the target will be changed',
}

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

const head = (cells: readonly string[]) => [row(cells), row(cells.map(() => '---'))]

const arrows = (): string[] => {
  const moves = DECISION_EVENTS.flatMap((event) =>
    Object.entries(DECISION_COURSE[event])
      .filter(([from, to]) => from !== to)
      .map(([from, to]) => ({ move: `${from} --> ${to}`, event })),
  )
  const grouped = Map.groupBy(moves, ({ move }) => move)
  return [...grouped].map(
    ([move, all]) => `    ${move.replace(/in-effect/g, 'in_effect')} : ${all.map(({ event }) => event).join(', ')}`,
  )
}

const course = (): string[] => [
  ...head(['event', ...DecisionState.options, 'what it is']),
  ...DECISION_EVENTS.map((event) =>
    row([`\`${event}\``, ...DecisionState.options.map((state) => stateAfter(state, event) ?? '–'), EVENT[event]]),
  ),
]

const permissions = (): string[] => [
  ...head(['act', ...DECISION_ROLES.map((role) => roles[role])]),
  ...DECISION_ACTS.map((act) =>
    row([`\`${act}\``, ...DECISION_ROLES.map((role) => (MAY[act].includes(role) ? 'yes' : '–'))]),
  ),
]

/** docs/decision-life.md: the tables of the code, with what they mean. */
export const decisionPage = (): string => `# The life of a decision

Written by \`npm run generate\` from domain/decision-course.ts and domain/decision-permission.ts; a test tries every event in
every state against the rules themselves.

\`\`\`mermaid
stateDiagram-v2
    [*] --> open
${arrows().join('\n')}
    closed --> [*]
    dismissed --> [*]
    withdrawn --> [*]
    merged --> [*]
\`\`\`

A decision is *open* in the first four states and holds its place: one at most per trigger and series. An event that a state
does not list is refused with what became of the decision, by whom and when; nothing is half-done.

${course().join('\n')}

Events come from the answer page, from \`throughline decision\`, from the fold (\`raise\`, \`clear\`), from applying a plan
(\`drop\`) and from the state machine's clock. Of two at once the first to write wins; the other reads again and is told.

## Who may do what

${permissions().join('\n')}

The page of a link serves who is asked. The command takes \`--as\` for whom somebody acts (it was said on the phone, in a
meeting), and keeps who ran it as stated by AWS; without \`--as\` it is an operator, who brings a question to the right
person and never decides in their own name.

## How long it takes

Each decision keeps when its moments came: *signal* (end of the period whose figure made the trigger fire; of a missing one, when it
was stale) → *opened* → *acknowledged* → *decided* (a fallback too) → *in effect* → *effect seen* (the first check with an answer).
\`throughline decision show\` prints the days between them. A KPI with \`measures: { what: decision-latency, from, to }\`
([plan.md](plan.md#what-throughline-measures)) makes a figure of them: every morning evaluate-due sums the days of the decisions that reached
\`to\` in each of the last three periods that ended, and writes sum and number as an observation of the source \`throughline\`, under the same
rule of revisions as any other. Repeats change nothing; what comes late restates. \`decider\` is whom the plan named when it was
opened. Decisions that ended before this was deployed are not counted.

## How many notices

An episode that does not change opens one decision, and new figures that only confirm it say nothing. What is then said of one question has
a bound (test/domain/notice-bound.test.ts tries to break it): it is mentioned at most **twice** to each person (asked, reminded), to at most
**five** people (whoever is asked first, deputy, manager, accountable person, desk; nobody gets it twice), and a manager is told of the silence once by
each of them who leads the ladder: at most 10 mentions and 5 lines, in mails of one a person and slot. Every snooze, of which there are three, costs one
more reminder and one more line; who hands it to somebody by name adds that person. A decision that nobody takes asks twice (to decide, to carry the
fallback out), and an episode has at most two decisions and one last question, "change the process or the target": five questions, whatever happens.

## Opened by a person

\`throughline decision open\` asks somebody for a decision that no trigger asks for: question, decider, options, fallback and dates, about a
KPI or about none. It runs the same course. Its effect is good when the KPI is on track again; about no KPI it is closed after one look on
the day given with \`--effect-by\`, its effect unknown. It holds no place, because no trigger would ask again.

## Merging

\`throughline decision merge A --into B\`: A ends as *merged*, its asks are withdrawn, whoever was mailed its question is told
with their next mail, and the histories of both name each other. B holds A's place too, so that A's trigger opens nothing while B is
open; it becomes as grave as the graver of both and keeps its own deadlines. It is withdrawn only when the last episode it
stands for has ended, and its effect is good only when all have recovered. A decision stands for at most 20.

The answer page offers it under each question of the same link that still waits for a choice ("Decide it together with another
question"), nearest first: the same KPI elsewhere, the same place, then by deadline, at most 6. A POST may name any decision that its
sender may merge too. Whoever is second is told who was first and when, whichever of the two questions it was about; what they wrote stays in sight.
`
