import { type RunFlow, recordAborted } from './branches.ts'
import { checkPayload, effectiveInput, leaveWithResult, siteOf } from './data-flow.ts'
import type { StateOf } from './definition-schema.ts'
import { evaluateTemplate } from './expression.ts'
import type { Json } from './json.ts'
import type { Step } from './plain-states.ts'
import { innerStrand, type Run, record, type Strand, type Visit } from './run.ts'

type ParallelVisit = Visit<StateOf<'Parallel'>>

/** Parallel: every branch with the same input; the result is the array of their outputs. The first failure cancels the others. */
export async function runParallel(run: Run, strand: Strand, visit: ParallelVisit, runFlow: RunFlow): Promise<Step> {
  const { state } = visit
  const given =
    state.Arguments === undefined
      ? effectiveInput(run, strand, visit)
      : await evaluateTemplate(state.Arguments, 'Arguments', siteOf(run, strand, visit))
  strand.scope.check()
  checkPayload(visit, given)
  record(run, strand, 'ParallelStateStarted')
  const result = await runBranches(run, strand, visit, given, runFlow)
  // Recorded on AWS for Map, and taken over: the …Succeeded event is nobody's predecessor.
  run.history.write('ParallelStateSucceeded', strand.last)
  return { output: await leaveWithResult(run, strand, visit, checkPayload(visit, result)), next: state.Next }
}

function runBranches(run: Run, strand: Strand, visit: ParallelVisit, input: Json, runFlow: RunFlow): Promise<Json[]> {
  const { Branches } = visit.state
  const results: Json[] = new Array(Branches.length)
  strand.inner.length = 0
  const branches = Branches.map((flow, index) => ({
    flow,
    inner: innerStrand(strand, `${visit.enteredId}[${index}]`, strand.last, undefined),
  }))
  let open = branches.length
  return run.strands.park<Json[]>(strand.scope, (settle) => {
    for (const [index, { flow, inner }] of branches.entries()) {
      run.strands.spawn(
        () => runFlow(run, inner, flow, input),
        (outcome) => {
          if (settle.done) return
          strand.last = inner.last
          if ('value' in outcome) {
            results[index] = outcome.value
            open -= 1
            if (open === 0) settle.resolve(results)
            return
          }
          for (const branch of branches) {
            recordAborted(run, branch.inner, inner.last)
            branch.inner.scope.cancel()
          }
          settle.reject(outcome.error)
        },
      )
    }
    return () => {
      for (const branch of branches) branch.inner.scope.cancel()
    }
  })
}
