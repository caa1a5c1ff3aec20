import { type OpenAsk, openAskOf } from '../../domain/plan/diff/under-way.ts'
import { personOf } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { Deployment } from '../deployment.ts'
import { readPersonRecords, TooOld } from '../explaining/person-records.ts'

/** People read side by side; each is a call of apply-plan, which runs a few at once at most. */
const AT_ONCE = 4

/**
 * Open asks of everybody whom a plan no longer has, of every kind: check-ins of reviews, and what is asked after a decision
 * is closed. What is asked about open decisions alone would leave those out. Undefined where the functions are from before
 * a person's asks could be read.
 */
export async function asksOfLeavers(
  found: Deployment,
  before: ResolvedPlan,
  after: ResolvedPlan,
): Promise<OpenAsk[] | undefined> {
  const left = before.people.filter(({ id }) => !personOf(after, id)).map(({ id }) => id)
  const now = new Date().toISOString()
  const asks: OpenAsk[] = []
  for (let first = 0; first < left.length; first += AT_ONCE) {
    const some = left.slice(first, first + AT_ONCE)
    const records = await Promise.all(some.map((person) => readOrNone(found, person, now)))
    if (records.includes(undefined)) return undefined
    asks.push(...records.flatMap((one) => one!.asks.filter(({ state }) => state === 'open').map(openAskOf)))
  }
  return asks
}

async function readOrNone(found: Deployment, person: string, now: string) {
  try {
    return await readPersonRecords(found, person, now)
  } catch (error) {
    if (error instanceof TooOld) return undefined
    throw error
  }
}
