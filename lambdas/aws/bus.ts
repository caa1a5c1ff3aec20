import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { busName } from '../env.ts'

const events = new EventBridgeClient({})

/** One change of the Ledger, told to whoever listens. */
export interface Happening {
  /** Detail type, e.g. `Decision opened`. */
  what: string
  /** ISO instant at which it happened. */
  at: string
  detail: Record<string, unknown>
}

/** The bus refused an event twice; the stream record behind it is tried again. */
export class BusRefused extends Error {
  override readonly name = 'BusRefused'
}

/** PutEvents takes ten entries a call. */
const BATCH = 10

/** Publishes in order. Delivery is at least once: listeners tell repeats by `detail.id`. */
export async function publish(happenings: Happening[]): Promise<void> {
  for (let start = 0; start < happenings.length; start += BATCH) {
    const refused = await put(happenings.slice(start, start + BATCH))
    const still = refused.length > 0 ? await put(refused) : []
    if (still.length > 0)
      throw new BusRefused(`The bus refused ${still.length} events twice, the first: ${still[0]!.what}.`)
  }
}

async function put(happenings: Happening[]): Promise<Happening[]> {
  const answer = await events.send(
    new PutEventsCommand({
      Entries: happenings.map((happening) => ({
        EventBusName: busName(),
        Source: 'throughline',
        DetailType: happening.what,
        Time: new Date(happening.at),
        Detail: JSON.stringify(happening.detail),
      })),
    }),
  )
  return happenings.filter((_, index) => answer.Entries?.[index]?.ErrorCode)
}
