import type { Link } from '../../domain/ask.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { holderOf, urge } from '../../domain/urging.ts'
import { transact } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'
import { newNote, readStates } from '../aws/people.ts'
import { retryLost } from '../decisions/conflict.ts'
import { Slots } from '../posting/slots.ts'
import { readReview } from './facts.ts'

/** Puts a line into the next mail of whoever has the decision. Said twice it is one; of a decision that is taken, none. */
export async function recordUrge(
  plan: ResolvedPlan,
  link: Link,
  { cycle, decision: id }: { cycle: string; decision: string },
  now: number,
): Promise<'asked' | 'moot' | undefined> {
  const slots = new Slots(plan)
  const recorded = await retryLost(`line about ${id}`, async () => {
    const facts = await readReview(link, cycle, now)
    const about = facts?.decisions.find(({ decision }) => decision.id === id)
    if (!facts?.ask || !about) return 'missing' as const
    const holder = holderOf(about.asks)
    const states = holder ? await readStates([holder.person]) : []
    const urged = urge({ plan, states }, { ...about, cycle, by: link.person }, now)
    if (!urged) return 'moot' as const
    const failed = await transact([
      newNote(urged.note),
      ...slots.clauses([{ person: urged.note.person, slot: urged.slot, urgent: false }]),
      addHistory(urged.history, urged.note.id),
    ])
    slots.note(failed)
    return failed.length === 0 || failed.includes(`note-new ${urged.note.id}`) ? ('asked' as const) : undefined
  })
  return recorded === 'missing' ? undefined : recorded
}
