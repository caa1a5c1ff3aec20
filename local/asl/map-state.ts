import { type RunFlow, recordAborted } from './branches.ts'
import { checkPayload, effectiveInput, leaveWithResult, rootsOf, siteOf } from './data-flow.ts'
import type { Flow, StateOf } from './definition-schema.ts'
import { evaluateAs, evaluateTemplate, evaluationFailure } from './expression.ts'
import { ExecutionFailure, StateFailure } from './failure.ts'
import type { Json, JsonObject } from './json.ts'
import { fillTemplate, readPath } from './json-path.ts'
import type { Step } from './plain-states.ts'
import { innerStrand, type Run, record, type Strand, type Visit } from './run.ts'
import type { Settle } from './strands.ts'

type MapVisit = Visit<StateOf<'Map'>>

/** Iterations an inline Map runs at once, whatever MaxConcurrency says (AWS guide, "Using Map state in Inline mode"). */
export const INLINE_CONCURRENCY = 40

/** Map, inline: one flow per item, at most 40 at once, started in order. The first iteration that fails cancels the others. */
export async function runMap(run: Run, strand: Strand, visit: MapVisit, runFlow: RunFlow): Promise<Step> {
  const { state } = visit
  const flow = state.ItemProcessor ?? state.Iterator
  if (!flow) throw new ExecutionFailure('States.Runtime', `The Map '${visit.name}' has no ItemProcessor.`)
  const items = await itemsOf(run, strand, visit)
  const concurrency = await concurrencyOf(run, strand, visit)
  strand.scope.check()
  record(run, strand, 'MapStateStarted', { length: items.length })
  const result = items.length === 0 ? [] : await runIterations(run, strand, visit, flow, items, concurrency, runFlow)
  run.history.write('MapStateSucceeded', strand.last)
  return { output: await leaveWithResult(run, strand, visit, checkPayload(visit, result)), next: state.Next }
}

async function itemsOf(run: Run, strand: Strand, visit: MapVisit): Promise<Json[]> {
  const { state } = visit
  const site = siteOf(run, strand, visit)
  if (visit.language === 'JSONata' && state.Items !== undefined)
    return evaluateAs<Json[]>(state.Items, 'array', 'Items', site)
  const input = effectiveInput(run, strand, visit)
  const items = state.ItemsPath ? readPath(state.ItemsPath, rootsOf(run, strand, visit, input)) : input
  if (Array.isArray(items)) return items
  if (visit.language === 'JSONata')
    throw evaluationFailure(site, `Map state input must be an array but was: ${JSON.stringify(items)}`)
  throw new StateFailure('States.Runtime', `Reference path "${state.ItemsPath ?? '$'}" must point to array.`)
}

/** The tolerance of failures is evaluated, and has no effect: it belongs to distributed Maps, and this one is inline. */
async function concurrencyOf(run: Run, strand: Strand, visit: MapVisit): Promise<number> {
  const { state } = visit
  const site = siteOf(run, strand, visit)
  if (visit.language === 'JSONata') {
    for (const field of ['ToleratedFailureCount', 'ToleratedFailurePercentage'] as const) {
      const given = state[field]
      if (given !== undefined) await evaluateAs<number>(given, 'number', field, site)
    }
  }
  const given =
    visit.language === 'JSONata'
      ? await evaluateAs<number>(state.MaxConcurrency ?? 0, 'number', 'MaxConcurrency', site)
      : Number(state.MaxConcurrency ?? 0)
  if (!Number.isInteger(given) || given < 0)
    throw evaluationFailure(
      site,
      `The MaxConcurrency field must be a non-negative integer but was: ${given}`,
      'MaxConcurrency',
    )
  return given === 0 ? INLINE_CONCURRENCY : Math.min(given, INLINE_CONCURRENCY)
}

function runIterations(
  run: Run,
  strand: Strand,
  visit: MapVisit,
  flow: Flow,
  items: Json[],
  concurrency: number,
  runFlow: RunFlow,
): Promise<Json[]> {
  const results: Json[] = new Array(items.length)
  const running = new Map<number, Strand>()
  strand.inner.length = 0
  let started = 0
  let done = 0

  const begin = (settle: Settle<Json[]>, previousEventId: number): void => {
    const index = started
    started += 1
    const mapItem: JsonObject = { Index: index, Value: items[index] as Json }
    const inner = innerStrand(strand, `${visit.enteredId}[${index}]`, previousEventId, mapItem)
    record(run, inner, 'MapIterationStarted', { name: visit.name, index })
    running.set(index, inner)
    const work = async () => runFlow(run, inner, flow, await itemInput(run, strand, visit, mapItem))
    run.strands.spawn(work, (outcome) => {
      if (settle.done) return
      running.delete(index)
      strand.inner.splice(strand.inner.indexOf(inner), 1)
      try {
        if ('error' in outcome) throw outcome.error
        results[index] = outcome.value
        done += 1
        const before = inner.last
        strand.last = run.history.write('MapIterationSucceeded', before, { name: visit.name, index })
        if (started < items.length) begin(settle, before)
        else if (done === items.length) settle.resolve(results)
      } catch (error) {
        strand.last = inner.last
        if (error instanceof StateFailure) recordFailed(run, strand, visit, index, running)
        settle.reject(error)
      }
    })
  }

  return run.strands.park<Json[]>(strand.scope, (settle) => {
    const first = strand.last
    try {
      while (started < Math.min(concurrency, items.length)) begin(settle, first)
    } catch (full) {
      settle.reject(full)
    }
    return () => {
      for (const inner of running.values()) inner.scope.cancel()
    }
  })
}

function recordFailed(
  run: Run,
  strand: Strand,
  visit: MapVisit,
  index: number,
  running: ReadonlyMap<number, Strand>,
): void {
  run.history.write('MapIterationFailed', strand.last, { name: visit.name, index })
  for (const [other, inner] of running) {
    recordAborted(run, inner, strand.last)
    if (run.history.hasRoom) run.history.write('MapIterationAborted', strand.last, { name: visit.name, index: other })
    inner.scope.cancel()
  }
}

async function itemInput(run: Run, strand: Strand, visit: MapVisit, mapItem: JsonObject): Promise<Json> {
  const { state } = visit
  const selector = state.ItemSelector ?? state.Parameters
  if (selector === undefined) return mapItem.Value as Json
  if (visit.language === 'JSONata')
    return evaluateTemplate(selector, 'ItemSelector', siteOf(run, strand, visit, {}, mapItem))
  return fillTemplate(selector, rootsOf(run, { ...strand, mapItem }, visit, effectiveInput(run, strand, visit)))
}
