import { effectiveInput, leave, leaveWithInput, leaveWithResult, rootsOf, siteOf } from './data-flow.ts'
import type { StateOf } from './definition-schema.ts'
import { type ExpressionSite, evaluateAs, evaluationFailure } from './expression.ts'
import { StateFailure } from './failure.ts'
import type { Json } from './json.ts'
import { readPath } from './json-path.ts'
import type { Run, Strand, Visit } from './run.ts'

/** Where a state leads: its output, and the next state unless it is the last. */
export interface Step {
  output: Json
  next?: string | undefined
}

/** Pass: hands its input, its Result or its Output on. */
export async function runPass(run: Run, strand: Strand, visit: Visit<StateOf<'Pass'>>): Promise<Step> {
  const { state } = visit
  if (visit.language === 'JSONata') return { output: await leaveWithInput(run, strand, visit), next: state.Next }
  return {
    output: await leaveWithResult(run, strand, visit, state.Result ?? effectiveInput(run, strand, visit)),
    next: state.Next,
  }
}

/** Succeed: ends its flow. */
export async function runSucceed(run: Run, strand: Strand, visit: Visit<StateOf<'Succeed'>>): Promise<Step> {
  return { output: await leaveWithInput(run, strand, visit) }
}

/** Fail: ends its flow with the error and cause it names; both may be computed. */
export async function runFail(run: Run, strand: Strand, visit: Visit<StateOf<'Fail'>>): Promise<Step> {
  const { state } = visit
  const site = siteOf(run, strand, visit)
  const roots = rootsOf(run, strand, visit, visit.input)
  const field = async (name: 'Error' | 'Cause', path: string | undefined): Promise<string | undefined> => {
    if (path !== undefined) return String(readPath(path, roots))
    const text = state[name]
    return text === undefined || visit.language === 'JSONPath' ? text : evaluateAs<string>(text, 'string', name, site)
  }
  throw new StateFailure(await field('Error', state.ErrorPath), await field('Cause', state.CausePath))
}

/** Choice: the first rule whose Condition is true. Rules have their own Assign and Output; the state's belong to Default. */
export async function runChoice(run: Run, strand: Strand, visit: Visit<StateOf<'Choice'>>): Promise<Step> {
  const { state } = visit
  const site = siteOf(run, strand, visit)
  for (const [index, rule] of state.Choices.entries()) {
    const field = `Choices[${index}]/`
    if (!(await evaluateAs<boolean>(rule.Condition ?? false, 'boolean', `${field}Condition`, site))) continue
    return {
      output: await leave(
        run,
        strand,
        visit,
        { Assign: rule.Assign, Output: rule.Output, prefix: field },
        {},
        visit.input,
      ),
      next: rule.Next,
    }
  }
  if (state.Default === undefined) {
    // AWS documents States.NoChoiceMatched as reserved and reports States.Runtime, which nothing catches.
    const where = `An error occurred while executing the state '${visit.name}' (entered at the event id #${visit.enteredId}).`
    throw new StateFailure(
      'States.Runtime',
      `${where} Failed to transition out of the state. The state does not point to a next state.`,
    )
  }
  return { output: await leaveWithInput(run, strand, visit), next: state.Default }
}

/** Longest Wait in seconds, and longest TimeoutSeconds. */
export const SECONDS_LIMIT = 99_999_999

/** Wait: until so many seconds have passed, or until an instant; an instant in the past does not wait. */
export async function runWait(run: Run, strand: Strand, visit: Visit<StateOf<'Wait'>>): Promise<Step> {
  const until = await waitUntil(run, strand, visit)
  strand.scope.check()
  if (until > run.host.now()) {
    await run.strands.park<void>(strand.scope, (settle) =>
      run.host.alarm(until, `${strand.path}wait:${visit.enteredId}`, () => settle.resolve()),
    )
  }
  return { output: await leaveWithInput(run, strand, visit), next: visit.state.Next }
}

async function waitUntil(run: Run, strand: Strand, visit: Visit<StateOf<'Wait'>>): Promise<number> {
  const { state } = visit
  const site = siteOf(run, strand, visit)
  const read = (path: string) => readPath(path, rootsOf(run, strand, visit, effectiveInput(run, strand, visit)))
  if (state.Timestamp !== undefined || state.TimestampPath !== undefined) {
    const given = state.TimestampPath
      ? read(state.TimestampPath)
      : await evaluateAs<string>(state.Timestamp ?? '', 'string', 'Timestamp', site)
    return parseTimestamp(String(given), site)
  }
  const seconds = state.SecondsPath
    ? Number(read(state.SecondsPath))
    : await evaluateAs<number>(state.Seconds ?? 0, 'number', 'Seconds', site)
  if (Number.isInteger(seconds) && seconds >= 0 && seconds <= SECONDS_LIMIT) return run.host.now() + seconds * 1000
  throw evaluationFailure(
    site,
    `The Seconds field must be an integer between 0 and ${SECONDS_LIMIT} but was: ${seconds}`,
    'Seconds',
  )
}

const OFFSET_DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/

function parseTimestamp(text: string, site: ExpressionSite): number {
  const instant = OFFSET_DATE_TIME.test(text) ? Date.parse(text) : Number.NaN
  // AWS takes a timestamp to the second and drops the rest (guide, "Wait workflow state").
  if (!Number.isNaN(instant)) return Math.floor(instant / 1000) * 1000
  throw evaluationFailure(
    site,
    `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
    'Timestamp',
    true,
  )
}
