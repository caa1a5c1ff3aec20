import type { Ask } from '../../domain/ask.ts'
import { withdrawAsk } from '../../domain/ask-opening.ts'
import type { Decision } from '../../domain/decision.ts'
import { settledSentence, settlementOf } from '../../domain/decision-change.ts'
import { formatInstant } from '../../domain/instant.ts'
import { changeAsk } from '../aws/asks.ts'
import type { Clause } from '../aws/dynamo.ts'
import { addHistory } from '../aws/history.ts'

/** Takes open asks of a decision back, with what became of it as the reason; each has its line in the history. */
export function withdrawals(decision: Decision, asks: readonly Ask[], now: number): Clause[] {
  const why = settledSentence(decision)
  const closing = { ended: 'settled' as const, settlement: settlementOf(decision) }
  const line = { decision: decision.id, at: formatInstant(now), what: 'Ask withdrawn', who: 'clock' }
  return asks.flatMap((ask) => [
    changeAsk(ask, withdrawAsk(ask, why, now, closing)),
    addHistory(
      { ...line, why: `${ask.person}: ${why}`, fact: { said: 'closed-ask', person: ask.person, closing } },
      ask.id,
    ),
  ])
}
