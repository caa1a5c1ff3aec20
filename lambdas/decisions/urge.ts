import { patienceOf, runsByClock } from '../../domain/ask-ladder.ts'
import { mailSlotOf } from '../../domain/ask-opening.ts'
import type { Decision } from '../../domain/decision.ts'
import { awaitsChoice } from '../../domain/decision-change.ts'
import type { StageWait } from '../../domain/decision-deadlines.ts'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import { readAsks } from '../aws/asks.ts'
import { planMailNow } from '../aws/mails.ts'

/**
 * Sends what is due of an urgent decision's chain, each step as a mail of its own, and shortens the wait to the next step. Slots come
 * once a day; S1 runs by the wall clock, and the machine of the decision is what wakes for it. A repeat plans the same mail,
 * which is sent once. What the machine misses goes with the person's next slot.
 */
export async function urge(decision: Decision, wait: StageWait, now: number): Promise<StageWait> {
  if (decision.severity !== 'S1' || !awaitsChoice(decision)) return wait
  const asks = (await readAsks(decision.asks)).filter(
    (ask) => ask.state === 'open' && runsByClock(ask) && ask.stepAt !== undefined,
  )
  for (const ask of asks) {
    const isDue = ask.step === 'escalate' && parseInstant(ask.stepAt!) <= now
    if (isDue) await planMailNow({ person: ask.person, slot: mailSlotOf(ask)! }, true)
  }
  const steps = asks.map((ask) => {
    const next = parseInstant(ask.step === 'deliver' ? ask.respondBy : ask.stepAt!)
    return next > now ? next : now + patienceOf(ask)
  })
  const next = Math.min(...steps)
  if (wait.until !== undefined && next >= parseInstant(wait.until)) return wait
  return Number.isFinite(next)
    ? { ...wait, until: formatInstant(next), seconds: Math.max(1, Math.ceil((next - now) / 1000)) }
    : wait
}
