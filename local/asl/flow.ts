import { leave } from './data-flow.ts'
import { type Catcher, type Flow, languageOfState, type State } from './definition-schema.ts'
import { Cancelled, ExecutionFailure, errorMatches, errorOutput, StateFailure } from './failure.ts'
import type { Json, JsonObject } from './json.ts'
import { writePath } from './json-path.ts'
import { runMap } from './map-state.ts'
import { runParallel } from './parallel-state.ts'
import { runChoice, runFail, runPass, runSucceed, runWait, type Step } from './plain-states.ts'
import { Retries } from './retry.ts'
import { type Run, record, type Strand, type Visit } from './run.ts'
import { runTask } from './task-state.ts'

/**
 * Walks a flow from its start to its end and returns the last output.
 * @throws StateFailure nothing in the flow retried or caught · Cancelled · ExecutionFailure
 */
export async function runFlow(run: Run, strand: Strand, flow: Flow, input: Json): Promise<Json> {
  let name = flow.StartAt
  let value = input
  for (;;) {
    const state = flow.States[name]
    if (!state) throw new ExecutionFailure('States.Runtime', `There is no state '${name}' to go to.`)
    const step = await runState(run, strand, enter(run, strand, name, state, value))
    strand.current = undefined
    if (step.next === undefined) return step.output
    name = step.next
    value = step.output
  }
}

function enter(run: Run, strand: Strand, name: string, state: State, input: Json): Visit {
  run.host.transition()
  strand.current = state.Type
  const beforeId = strand.last
  const enteredId = record(run, strand, `${state.Type}StateEntered`, {
    name,
    input: JSON.stringify(input),
    inputDetails: { truncated: false },
  })
  return {
    name,
    state,
    language: languageOfState(state, run.language),
    input,
    enteredId,
    beforeId,
    enteredAt: run.host.now(),
    retryCount: 0,
  }
}

/** One visit: tries, retries, catches. */
async function runState(run: Run, strand: Strand, visit: Visit): Promise<Step> {
  const retries = new Retries('Retry' in visit.state ? visit.state.Retry : undefined)
  for (;;) {
    try {
      const step = await attempt(run, strand, visit)
      strand.scope.check()
      return step
    } catch (thrown) {
      const failure = asFailure(run, strand, visit, thrown)
      const wait = retries.next(failure, () => run.host.random())
      if (wait === undefined) return caught(run, strand, visit, failure)
      await run.strands.park<void>(strand.scope, (settle) =>
        run.host.alarm(run.host.now() + wait, `${strand.path}retry:${visit.enteredId}:${retries.total}`, () =>
          settle.resolve(),
        ),
      )
      run.host.transition()
      visit.retryCount = retries.total
    }
  }
}

function attempt(run: Run, strand: Strand, visit: Visit): Promise<Step> {
  const as = <T extends State['Type']>(_type: T) => visit as Visit<Extract<State, { Type: T }>>
  switch (visit.state.Type) {
    case 'Pass':
      return runPass(run, strand, as('Pass'))
    case 'Task':
      return runTask(run, strand, as('Task'))
    case 'Choice':
      return runChoice(run, strand, as('Choice'))
    case 'Wait':
      return runWait(run, strand, as('Wait'))
    case 'Succeed':
      return runSucceed(run, strand, as('Succeed'))
    case 'Fail':
      return runFail(run, strand, as('Fail'))
    case 'Parallel':
      return runParallel(run, strand, as('Parallel'), runFlow)
    case 'Map':
      return runMap(run, strand, as('Map'), runFlow)
  }
}

/** Writes what the history has to say about a failure. @throws what is no failure of the state */
function asFailure(run: Run, strand: Strand, visit: Visit, thrown: unknown): StateFailure {
  if (strand.scope.cancelled) throw new Cancelled()
  if (!(thrown instanceof StateFailure)) throw thrown
  if (thrown.evaluation && !thrown.recorded) {
    thrown.recorded = true
    // Recorded on AWS: with nothing written since StateEntered, EvaluationFailed follows what came before it.
    const { location, ofValue } = thrown.evaluation
    if (strand.last === visit.enteredId && !ofValue) strand.last = visit.beforeId
    record(run, strand, 'EvaluationFailed', {
      error: thrown.error,
      cause: thrown.cause,
      ...(location === undefined ? {} : { location }),
      state: visit.name,
    })
  }
  if (visit.state.Type === 'Map' || visit.state.Type === 'Parallel')
    record(run, strand, `${visit.state.Type}StateFailed`)
  return thrown
}

async function caught(run: Run, strand: Strand, visit: Visit, failure: StateFailure): Promise<Step> {
  const catchers = 'Catch' in visit.state ? (visit.state.Catch ?? []) : []
  const index = catchers.findIndex((catcher) => catcher.ErrorEquals.some((name) => errorMatches(name, failure)))
  const catcher = catchers[index]
  if (!catcher) throw failure
  const details: JsonObject = errorOutput(failure)
  const exit = { Assign: catcher.Assign, Output: catcher.Output, prefix: `Catch[${index}]/` }
  try {
    const known: Record<string, Json> = visit.language === 'JSONata' ? { errorOutput: details } : { result: details }
    return {
      output: await leave(run, strand, visit, exit, known, caughtOutput(visit, catcher, details)),
      next: catcher.Next,
    }
  } catch (thrown) {
    // A catcher that fails is not caught by its neighbours.
    throw asFailure(run, strand, { ...visit, beforeId: strand.last }, thrown)
  }
}

function caughtOutput(visit: Visit, catcher: Catcher, details: JsonObject): Json {
  if (visit.language === 'JSONata') return details
  if (catcher.ResultPath === null) return visit.input
  const merged = catcher.ResultPath ? writePath(catcher.ResultPath, visit.input, details) : details
  return merged
}
