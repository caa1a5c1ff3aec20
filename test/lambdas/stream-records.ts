import { isDeepStrictEqual } from 'node:util'
import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import { dynamo } from '../../lambdas/aws/dynamo.ts'

type Item = Record<string, unknown>

/** Everything in a table, by `pk sk`. */
export async function tableItems(TableName: string): Promise<Map<string, Item>> {
  const items: Item[] = []
  let ExclusiveStartKey: Item | undefined
  do {
    const page = await dynamo.send(new ScanCommand({ TableName, ExclusiveStartKey, ConsistentRead: true }))
    items.push(...(page.Items ?? []))
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey)
  return new Map(items.map((item) => [`${item.pk} ${item.sk}`, item]))
}

let sequence = 0

/** A record of a stream as Lambda gets it. */
export function streamRecord(before: Item | undefined, after: Item | undefined): DynamoDBRecord {
  const { pk, sk } = (after ?? before)!
  const image = (item: Item | undefined) => item && (marshall(item, { removeUndefinedValues: true }) as never)
  sequence += 1
  return {
    eventName: !before ? 'INSERT' : after ? 'MODIFY' : 'REMOVE',
    dynamodb: {
      SequenceNumber: String(sequence),
      Keys: marshall({ pk, sk }) as never,
      OldImage: image(before),
      NewImage: image(after),
    },
  }
}

/** Stands in for a table's stream: each call of `next` tells what changed in the table since the call before. */
export class TableStream {
  private before = new Map<string, Item>()
  private readonly table: string

  constructor(table: string) {
    this.table = table
  }

  async next(): Promise<DynamoDBStreamEvent> {
    const after = await tableItems(this.table)
    const names = new Set([...this.before.keys(), ...after.keys()])
    const Records = [...names].flatMap((name) => {
      const [old, fresh] = [this.before.get(name), after.get(name)]
      return isDeepStrictEqual(old, fresh) ? [] : [streamRecord(old, fresh)]
    })
    this.before = after
    return { Records }
  }
}
