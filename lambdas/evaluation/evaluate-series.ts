import { foldSeries } from '../../domain/fold.ts'
import { alike } from '../aws/change.ts'
import { headUnchanged, keepState, readHead, restHead, type StoredHead, writeHead } from '../aws/checkpoints.ts'
import { type Clause, TRANSACTION_LIMIT, transact } from '../aws/dynamo.ts'
import type { CurrentPlan } from '../aws/plan.ts'
import { retryLost } from '../decisions/conflict.ts'
import { inhibitionsFor } from './inhibitions.ts'
import { loadSeries } from './load.ts'
import { courseClauses } from './write-course.ts'

/** What a fold did: nothing new, a new checkpoint, or that with something to tell. */
export type Evaluated = 'unchanged' | 'folded' | 'told' | 'not in the plan'

/**
 * Folds a series up to now and writes the checkpoint with everything that follows from it in one transaction. Repeats
 * and duplicates find nothing to do. `changed` are the indexes of periods whose data changed; none when only time passed.
 */
export async function evaluateSeries(
  current: CurrentPlan,
  key: string,
  changed: readonly number[],
  now: number,
): Promise<Evaluated> {
  const existing = new Set<string>()
  return retryLost(`fold of series ${key}`, async () => {
    const loaded = await loadSeries(current, key, changed, now)
    if (!loaded) return rest(key)
    const { kpi, series, head, input } = loaded
    const freely = foldSeries(input)
    const inhibitions = await inhibitionsFor({ plan: current.plan, kpi, series }, freely.effects, now)
    const isInhibited = Object.keys(inhibitions).length > 0
    const { checkpoint, kept, effects } = isInhibited ? foldSeries({ ...input, inhibitions }) : freely
    // Older states may differ where the newest no longer remembers: kept ones are written even then.
    const same = head !== undefined && effects.length === 0 && alike(head.checkpoint, checkpoint)
    if (same && kept.length === 0) return 'unchanged'
    const clauses: Clause[] = [writeHead(key, head, checkpoint)]
    const folding = { current, kpi, series, base: checkpoint.base }
    clauses.push(...(await courseClauses(folding, effects, existing, now)))
    const states = kept.map((state) => keepState(key, state))
    const room = Math.max(0, TRANSACTION_LIMIT - clauses.length)
    if (!(await keepEarlier(key, head, states.splice(0, Math.max(0, states.length - room))))) return undefined
    const failed = await transact([...clauses, ...states])
    for (const name of failed) if (name.startsWith('decision-new ')) existing.add(name.split(' ')[1]!)
    if (failed.length > 0) return undefined
    return effects.length > 0 ? 'told' : 'folded'
  })
}

/**
 * States that do not fit beside the effects of a long replay go before them: none may stay as it was before the change.
 * False when somebody else has folded the series meanwhile.
 */
async function keepEarlier(key: string, head: StoredHead | undefined, states: Clause[]): Promise<boolean> {
  for (let at = 0; at < states.length; at += TRANSACTION_LIMIT - 1) {
    const failed = await transact([headUnchanged(key, head), ...states.slice(at, at + TRANSACTION_LIMIT - 1)])
    if (failed.length > 0) return false
  }
  return true
}

/** A series that left the plan must not wake anybody every morning. */
async function rest(key: string): Promise<Evaluated | undefined> {
  const head = await readHead(key)
  if (head && (await transact([restHead(key, head)])).length > 0) return undefined
  return 'not in the plan'
}
