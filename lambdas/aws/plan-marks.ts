import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { planTable } from '../env.ts'
import { dynamo } from './dynamo.ts'
import { CURRENT, Pointer } from './plan.ts'
import { readAll } from './read-all.ts'
import { record } from './record.ts'

const SCHEDULES = { pk: 'PLAN', sk: 'SCHEDULES' }
const FOLLOWED = { pk: 'PLAN', sk: 'FOLLOWED' }

/** Version whose schedules are in place; differs from the current one only after a crash. */
export async function schedulesVersion(): Promise<number | undefined> {
  const { Item } = await dynamo.send(new GetCommand({ TableName: planTable(), Key: SCHEDULES, ConsistentRead: true }))
  return Item && record(z.strictObject({ version: z.int() }), Item).version
}

/** Remembers that the schedules of a version are in place. */
export async function recordSchedules(version: number): Promise<void> {
  await dynamo.send(new PutCommand({ TableName: planTable(), Item: { ...SCHEDULES, version } }))
}

/** How far what is under way was brought in line with the plan. */
const Followed = z.strictObject({
  /** Version whose consequences were carried out; differs from the current one while there is something to do. */
  version: z.int().min(1),
  /** Version that was followed before it: whoever was in the plan since then and has left is looked for. */
  since: z.int().min(1).optional(),
  /** Nothing that began under an earlier version can still be running. */
  settled: z.boolean(),
})
export type Followed = z.infer<typeof Followed>

/** Which version holds, and how far it is followed; both absent before the first apply. */
export interface Marks {
  pointer?: Pointer
  followed?: Followed
}

/** Pointer and mark in one strongly consistent read. */
export async function readFollowed(): Promise<Marks> {
  const items = new Map((await readAll(planTable(), [CURRENT, FOLLOWED])).map((item) => [item.sk, item]))
  const [current, mark] = [items.get(CURRENT.sk), items.get(FOLLOWED.sk)]
  return {
    ...(current && { pointer: record(Pointer, current) }),
    ...(mark && { followed: record(Followed, mark) }),
  }
}

/** Remembers how far the consequences of a version are carried out. */
export async function recordFollowed(followed: Followed): Promise<void> {
  await dynamo.send(new PutCommand({ TableName: planTable(), Item: { ...FOLLOWED, ...Followed.parse(followed) } }))
}
