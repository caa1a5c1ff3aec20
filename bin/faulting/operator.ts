import type { Runner } from '../../local/runner.ts'
import type { S3 } from '../../local/services/s3.ts'
import type { Sqs } from '../../local/services/sqs.ts'

/** What is set aside at some moment, where, and the alarms that have to ring for it. */
export interface LeftOver {
  where: string
  count: number
  alarms: string[]
}

const ARCHIVED = 'aws/lambda/'

/** Looks into every dead-letter queue of the outputs and the archive. */
export function leftOver(runner: Runner): LeftOver[] {
  const { stack } = runner.created
  const queues = JSON.parse(stack.outputs.DeadLetterQueues!) as Record<string, string>
  const alarms: Record<string, string[]> = {
    mail: ['mail-dead-letters'],
    schedules: ['schedules-dead-letters'],
    feedback: ['feedback-dead-letters'],
    calls: ['failed-calls'],
  }
  const sqs = runner.world.service<Sqs>('sqs')
  const named = Object.entries(queues).map(([name, url]) => {
    const { visible, inFlight, delayed } = sqs.find(url).counts(runner.world.now())
    return {
      where: `dead letters "${name}"`,
      count: visible + inFlight + delayed,
      alarms: fullNames(runner, alarms[name] ?? []),
    }
  })
  const archived = archivedKeys(runner).length
  const failed = fullNames(runner, ['measurements-failed-batches', 'ledger-failed-batches'])
  return [...named, { where: 'the archive', count: archived, alarms: failed }]
}

const fullNames = (runner: Runner, names: string[]) => names.map((name) => `${runner.created.stack.name}-${name}`)

function archivedKeys(runner: Runner): string[] {
  const objects = runner.world.service<S3>('s3').buckets.get(runner.created.stack.outputs.ArchiveBucket!)
  return [...(objects?.keys() ?? [])].filter((key) => key.startsWith(ARCHIVED))
}

/**
 * Does what the runbook says once the cause is gone: gives archived records to their function again and moves dead mails
 * back into their queue. Calls that ask only what is due need nothing; schedules are put right by the next evaluation.
 * Answers how many things were given back.
 */
export async function giveBack(runner: Runner): Promise<number> {
  const { world, created } = runner
  const bucket = world.service<S3>('s3').buckets.get(created.stack.outputs.ArchiveBucket!)
  let given = 0
  for (const key of archivedKeys(runner)) {
    const { requestContext, payload } = JSON.parse(bucket!.get(key)!.body.toString()) as {
      requestContext: { functionArn: string }
      payload: string
    }
    const result = await driven(runner, world.invoke(requestContext.functionArn, JSON.parse(payload)))
    if (result.functionError)
      throw new Error(`${requestContext.functionArn} failed at records given back: ${result.payload}`)
    given += 1
  }
  const sqs = world.service<Sqs>('sqs')
  const { mail } = JSON.parse(created.stack.outputs.DeadLetterQueues!) as { mail: string }
  for (const record of sqs.take(sqs.find(mail).name, 1000)) {
    sqs.send(created.stack.outputs.MailQueue!, { body: record.body }, world)
    given += 1
  }
  return given
}

/** Waits for work of the simulation, driving its clock. */
export async function driven<T>(runner: Runner, work: Promise<T>): Promise<T> {
  let settled = false
  const done = work.finally(() => {
    settled = true
  })
  await runner.world.kernel.drive(runner.world.now() + 3_600_000, () => settled)
  return done
}
