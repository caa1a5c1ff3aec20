import { foldSeries } from '../../domain/fold.ts'
import { alike } from '../aws/change.ts'
import { keepState, readHead, restHead, writeHead } from '../aws/checkpoints.ts'
import { type Clause, TRANSACTION_LIMIT, transact } from '../aws/dynamo.ts'
import type { CurrentPlan } from '../aws/plan.ts'
import { retryLost } from '../decisions/conflict.ts'
import { courseOf } from './consequences.ts'
import { loadSeries } from './load.ts'
import { readHolder, writeCourse } from './write-course.ts'

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
    const { checkpoint, kept, effects } = foldSeries(input)
    if (head && effects.length === 0 && alike(head.checkpoint, checkpoint)) return 'unchanged'
    const clauses: Clause[] = [writeHead(key, head, checkpoint)]
    const folding = { current, kpi, series, base: checkpoint.base }
    for (const [trigger, told] of Map.groupBy(effects, (effect) => effect.trigger)) {
      const holder = await readHolder(trigger, key)
      clauses.push(...writeCourse(courseOf(folding, told, holder, existing, now), now))
    }
    // A long replay keeps more states than fit beside its effects; those left out only make a later replay longer.
    const room = Math.max(0, TRANSACTION_LIMIT - clauses.length)
    clauses.push(...kept.slice(Math.max(0, kept.length - room)).map((state) => keepState(key, state)))
    const failed = await transact(clauses)
    for (const name of failed) if (name.startsWith('decision-new ')) existing.add(name.split(' ')[1]!)
    if (failed.length > 0) return undefined
    return effects.length > 0 ? 'told' : 'folded'
  })
}

/** A series that left the plan must not wake anybody every morning. */
async function rest(key: string): Promise<Evaluated | undefined> {
  const head = await readHead(key)
  if (head && (await transact([restHead(key, head)])).length > 0) return undefined
  return 'not in the plan'
}
