import { AsyncLocalStorage } from 'node:async_hooks'
import { gunzipSync } from 'node:zlib'
import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { afterAll, expect, test, vi } from 'vitest'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { applyPlan, PlanMoved } from '../../lambdas/applying/apply.ts'
import { dynamo } from '../../lambdas/aws/dynamo.ts'
import { smallPlan } from './small-plan.ts'

process.env.PLAN_TABLE = 'plan'
const now = Date.parse('2016-03-01T09:00:00Z')
const bare = { ...smallPlan(), kpis: [], series: [], sources: [] }
const named = (name: string): ResolvedPlan => ({ ...bare, organisation: { ...bare.organisation, name } })

// biome-ignore lint/suspicious/noExplicitAny: an item has whatever was put into it
type Item = Record<string, any>

/** The Plan table as far as applying uses it: each call is one step, all or nothing. */
class PlanTable {
  readonly items = new Map<string, Item>()

  call(name: string, input: Item): Item {
    const at = ({ pk, sk }: Item) => `${pk} ${sk}`
    if (name === 'GetCommand') return { Item: this.items.get(at(input.Key)) }
    if (name === 'QueryCommand') {
      const { ':pk': pk, ':part': part } = input.ExpressionAttributeValues
      return { Items: [...this.items.values()].filter((one) => one.pk === pk && one.sk.startsWith(part)) }
    }
    if (name === 'PutCommand') {
      if (input.ConditionExpression && this.items.has(at(input.Item)))
        throw new ConditionalCheckFailedException({ message: 'taken', $metadata: {} })
      this.items.set(at(input.Item), input.Item)
      return {}
    }
    if (name !== 'TransactWriteCommand') throw new Error(`Applying a plan does not make a ${name}.`)
    const [pointer, version] = input.TransactItems.map((one: Item) => one.Update)
    const values = pointer.ExpressionAttributeValues
    const held = this.items.get('PLAN CURRENT')?.version
    if (pointer.ConditionExpression && held !== values[':from']) {
      const CancellationReasons = [{ Code: 'ConditionalCheckFailed' }, { Code: 'None' }]
      throw new TransactionCanceledException({ message: 'moved', $metadata: {}, CancellationReasons })
    }
    this.items.set('PLAN CURRENT', { pk: 'PLAN', sk: 'CURRENT', version: values[':to'], appliedAt: values[':at'] })
    this.items.set(at(version.Key), { ...this.items.get(at(version.Key)), held: true })
    return {}
  }

  /** What a reader gets now: the pointer, and every part of that version. */
  read(): string {
    const version = String(this.items.get('PLAN CURRENT')!.version).padStart(6, '0')
    const parts = [...this.items.values()].filter(
      (one) => one.pk === `VERSION#${version}` && one.sk.startsWith('PART#'),
    )
    expect(parts).toHaveLength(this.items.get(`VERSION#${version} META`)!.parts)
    return JSON.parse(gunzipSync(Buffer.concat(parts.map((one) => one.body))).toString()).organisation.name
  }
}

type Outcome = { applied: boolean } | PlanMoved
type Name = 'A' | 'B'

/** One apply, which goes one call further when it is told to. */
interface Running {
  next?: () => void
  outcome?: Outcome
}

const whose = new AsyncLocalStorage<Running>()
let table = new PlanTable()
vi.spyOn(dynamo, 'send').mockImplementation((async (command: { constructor: { name: string }; input: Item }) => {
  const running = whose.getStore()
  if (running) await new Promise<void>((go) => Object.assign(running, { next: go }))
  return table.call(command.constructor.name, command.input)
}) as never)
afterAll(() => vi.restoreAllMocks())

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

async function started(name: Name): Promise<Running> {
  const running: Running = {}
  const how = { appliedBy: `arn:${name}`, message: '', requestId: name, expectedVersion: 1 }
  whose.run(running, () =>
    applyPlan(named(name), how, now).then(
      (outcome) => Object.assign(running, { outcome }),
      (error) => Object.assign(running, { outcome: error }),
    ),
  )
  await turn()
  return running
}

/** Both applies, call by call in this order, and then whoever is alive to the end. Dead is who gets no more turns. */
async function run(order: Name[], dead: Name[], old: Map<string, Item>) {
  table = new PlanTable()
  for (const [key, item] of old) table.items.set(key, item)
  const all = { A: await started('A'), B: await started('B') }
  const seen = [table.read()]
  const step = async (name: Name) => {
    const { next } = all[name]
    delete all[name].next
    next?.()
    await turn()
    seen.push(table.read())
    return next !== undefined
  }
  let made = 0
  for (const name of order) if (await step(name)) made += 1
  for (const name of ['A', 'B'] as const) if (!dead.includes(name)) while (!all[name].outcome) await step(name)
  return { outcomes: { A: all.A.outcome, B: all.B.outcome }, seen: [...new Set(seen)], made }
}

/** Every order in which A makes `a` calls and B makes `b`. */
function* orders(a: number, b: number): Generator<Name[]> {
  if (a === 0 && b === 0) yield []
  if (a > 0) for (const rest of orders(a - 1, b)) yield ['A', ...rest]
  if (b > 0) for (const rest of orders(a, b - 1)) yield ['B', ...rest]
}

/** Calls up to and with the move of the pointer: two reads, a number, a part, the move; a loser takes two more for a number. */
const CALLS = 5

async function before(): Promise<Map<string, Item>> {
  table = new PlanTable()
  await applyPlan(named('old'), { appliedBy: 'x', message: '', requestId: 'old' }, now)
  // What a function knows of the old plan it keeps.
  expect(await applyPlan(named('old'), { appliedBy: 'x', message: '', requestId: 'old' }, now)).toMatchObject({
    version: 1,
  })
  return table.items
}

test('two applies, call by call in every order: one plan holds, whole; readers see the old or that one; the loser is told', async () => {
  const old = await before()
  let runs = 0
  for (const order of orders(CALLS, CALLS)) {
    const { outcomes, seen } = await run(order, [], old)
    const [winner, loser] = outcomes.A instanceof PlanMoved ? (['B', 'A'] as const) : (['A', 'B'] as const)
    expect(outcomes[winner], order.join('')).toMatchObject({ applied: true })
    expect(outcomes[loser], order.join('')).toBeInstanceOf(PlanMoved)
    expect((outcomes[loser] as PlanMoved).message).toMatch(
      new RegExp(`version \\d holds now: arn:${winner} \\(as stated\\)`),
    )
    expect(seen).toEqual(['old', winner])
    runs += 1
  }
  expect(runs).toBe(252)
})

test('one of them dies after any of its calls, in every order: the other applies whole, or is told what the dead one did', async () => {
  const old = await before()
  for (let calls = 0; calls <= CALLS; calls += 1) {
    for (const order of orders(calls, CALLS)) {
      const { outcomes, seen } = await run(order, ['A'], old)
      const moved = seen.includes('A')
      expect(seen).toEqual(['old', moved ? 'A' : 'B'])
      if (moved) expect(outcomes.B).toBeInstanceOf(PlanMoved)
      else expect(outcomes.B).toMatchObject({ applied: true })
    }
  }
})
