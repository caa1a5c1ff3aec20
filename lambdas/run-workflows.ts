import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'
import { publish } from './aws/bus.ts'
import { startCycle, startDecision, wake } from './aws/machines.ts'
import { queueMails } from './aws/queue.ts'
import { eachGroup, failedBatch, type ItemChange, itemChange } from './aws/stream.ts'
import { type Consequence, consequenceOf } from './ledger-stream/consequences.ts'

/**
 * Makes what follows from changes of the Ledger happen: machines start and wake, history becomes events, urgent mails
 * are queued. Everything here may be repeated; nothing here writes the Ledger.
 */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const groups = new Map<string, { sequences: string[]; work: ItemChange[] }>()
  for (const record of event.Records) {
    const change = itemChange(record)
    // Lines of history go out together, ten a call; every other change is a group of its own.
    const name = change.sk.startsWith('HISTORY#') ? 'history' : `${change.pk} ${change.sk} ${change.sequence}`
    const group = groups.get(name) ?? { sequences: [], work: [] }
    group.sequences.push(change.sequence)
    group.work.push(change)
    groups.set(name, group)
  }
  return failedBatch(await eachGroup(groups, (changes) => carryOut(changes.map(consequenceOf))))
}

async function carryOut(consequences: Consequence[]): Promise<void> {
  await publish(consequences.flatMap((one) => (one.do === 'publish' ? [one.happening] : [])))
  await queueMails(consequences.flatMap((one) => (one.do === 'send' ? [one.order] : [])))
  for (const one of consequences) {
    if (one.do === 'start') await startDecision(one.decision)
    if (one.do === 'start-cycle') await startCycle(one.cycle)
    if (one.do === 'wake') await wake(one.token, one.served)
  }
}
