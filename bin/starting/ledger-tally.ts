import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { DecisionAsk } from '../../domain/ask.ts'
import { Decision } from '../../domain/decision.ts'

/** A change of the Ledger, as its stream tells it. */
export interface LedgerChange {
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE'
  dynamodb: { Keys: Record<string, unknown>; NewImage?: Record<string, unknown> }
}

/**
 * The newest state of every decision and ask there ever was. Closed asks leave the Ledger after 400 days, so a look at
 * the table when a run of years is over would miss them; here a removal forgets nothing.
 */
export class LedgerTally {
  readonly #newest = new Map<string, Record<string, unknown>>()

  /** Takes note of a change. */
  note({ dynamodb: { Keys, NewImage } }: LedgerChange): void {
    if (!NewImage) return
    const { pk, sk } = Keys as { pk: { S: string }; sk: { S: string } }
    if (sk.S.startsWith('ASK#') || (sk.S === 'META' && pk.S.startsWith('DECISION#')))
      this.#newest.set(`${pk.S} ${sk.S}`, NewImage)
  }

  decisions(): Decision[] {
    return this.#all((key) => key.startsWith('DECISION#')).map((item) => Decision.strip().parse(item))
  }

  /** Asks about decisions; those of reviews are counted with their reviews. */
  asks(): DecisionAsk[] {
    const stored = this.#all((key) => key.startsWith('PERSON#')).filter(({ decision }) => decision !== undefined)
    return stored.map((item) => DecisionAsk.strip().parse(item))
  }

  #all(wanted: (key: string) => boolean): Record<string, unknown>[] {
    const found = [...this.#newest].filter(([key]) => wanted(key))
    return found.map(([, image]) => unmarshall(image as Record<string, AttributeValue>))
  }
}
