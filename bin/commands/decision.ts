import { tryDay } from '../../domain/civil.ts'
import { type Decision, DecisionState } from '../../domain/decision.ts'
import { OPEN_STATES } from '../../domain/decision-change.ts'
import { formatInstant, tryInstant } from '../../domain/instant.ts'
import { commandDecision, type Listed, readDecision, readDecisions } from '../deciding/ask.ts'
import { listLines, shownLines } from '../deciding/print.ts'
import type { Reach } from '../deployment.ts'
import { Refusal } from '../refusal.ts'

export interface ListOptions extends Reach {
  person?: string
  kpi?: string
  state?: string
  overdue?: boolean
  ended?: string
  json?: boolean
}

/** `throughline decision list`: what is under way, by its next deadline. */
export async function listDecisions(options: ListOptions): Promise<void> {
  const states =
    options.ended === undefined ? OPEN_STATES : DecisionState.options.filter((one) => !OPEN_STATES.includes(one))
  const known: readonly string[] = states
  if (options.state !== undefined && !known.includes(options.state))
    throw new Refusal(
      `--state takes one of ${states.join(', ')}${options.ended === undefined ? '; of those that ended say --ended too' : ''}, not "${options.state}".`,
    )
  const all = (await readDecisions(options, endedSince(options))).filter((one) => matches(one, options))
  if (options.json)
    console.log(
      JSON.stringify(
        all.map(({ decision, asked }) => ({ ...decision, asked })),
        null,
        2,
      ),
    )
  else for (const line of listLines(all)) console.log(line)
}

/** A day begins at midnight UTC, as the index has it. */
function endedSince({ ended }: ListOptions): string | undefined {
  if (ended === undefined) return undefined
  const day = tryDay(ended)
  const instant = day === undefined ? tryInstant(ended) : day * 86_400_000
  if (instant === undefined) throw new Refusal(`--ended takes a day such as 2026-03-05, not "${ended}".`)
  return formatInstant(instant)
}

const matches = ({ decision, asked }: Listed, { person, kpi, state, overdue }: ListOptions): boolean =>
  (person === undefined || decision.decider === person || asked.includes(person)) &&
  (kpi === undefined || decision.kpi === kpi || decision.series === kpi) &&
  (state === undefined || decision.state === state) &&
  (!overdue || decision.overdue)

/** `throughline decision show ID`: everything about one decision, with its history. */
export async function showDecision(id: string, options: Reach & { json?: boolean }): Promise<void> {
  const shown = await readDecision(options, id)
  if (options.json) console.log(JSON.stringify(shown, null, 2))
  else for (const line of shownLines(shown)) console.log(line)
}

export interface ActOptions extends Reach {
  as?: string
  option?: string
  because?: string
  from?: string
  until?: string
  to?: string
  into?: string
  json?: boolean
}

/** What each act takes of the options, by the name the function knows it under. */
const TAKES: Record<string, (options: ActOptions) => object> = {
  acknowledge: () => ({}),
  decide: ({ option, because, from }) => ({ option, text: because ?? '', ...(from && { effectFrom: from }) }),
  dismiss: ({ option, because }) => ({ option, text: because ?? '' }),
  confirm: ({ because }) => ({ text: because ?? '' }),
  withdraw: ({ because }) => ({ text: because ?? '' }),
  snooze: ({ until }) => ({ until }),
  reassign: ({ to, because }) => ({ ...(to && { to }), text: because ?? '' }),
  merge: ({ into, because }) => ({ into, text: because ?? '' }),
  done: () => ({}),
  rethink: ({ option, because }) => ({ option, text: because ?? '' }),
}

/** `throughline decision acknowledge|decide|dismiss|confirm|withdraw|snooze|reassign|merge|done|rethink ID`: one act of somebody. */
export async function actOnDecision(act: string, decision: string, options: ActOptions): Promise<void> {
  const request = { act, decision, ...(options.as && { as: options.as }), ...TAKES[act]!(options) }
  try {
    tell(await commandDecision(options, request), options)
  } catch (error) {
    // What was typed must not be lost because somebody else was first.
    if (error instanceof Refusal && options.because)
      throw new Refusal(`${error.message}\nYour words: ${options.because}`)
    throw error
  }
}

function tell(decision: Decision, { json }: ActOptions): void {
  if (json) console.log(JSON.stringify(decision, null, 2))
  else
    console.log(
      `${decision.id} is ${decision.state} now. "throughline decision show ${decision.id}" says what follows.`,
    )
}
