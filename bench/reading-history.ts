/** What `bench/reading.ts` reads: fifty daily KPIs of one series each, with ten years of figures, limits and a forecast. */
import { BatchWriteCommand, type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb'
import { formatDay, parseDay } from '../domain/civil.ts'
import { parsePlan } from '../domain/plan/parse.ts'
import { resolvePlan } from '../domain/plan/resolve.ts'

/** As many as a page of the list has without a limit. */
export const KPIS = 50
export const SLOTS = 3650
const NEWEST = parseDay('2026-05-01')
const DAY = 86_400_000
/** The afternoon after the newest figure. */
export const NOW = (NEWEST + 1) * DAY + DAY / 2

const id = (index: number) => `orders-${String(index).padStart(2, '0')}`
export const FIRST = id(0)

const trigger = (name: string, kind: string) =>
  `{ id: ${name}, ${kind}, opensDecision: false, question: What now?, options: [{ id: a, label: A }, { id: b, label: B }], fallback: { option: a, note: None } }`
const kpi = (name: string) => `
  - { id: ${name}, name: Orders, unit: orders, direction: up, cadence: daily, aggregation: sum, owner: desk, lock: 4000 d,
      target: 100, bands: { amber: 20, red: 40 },
      triggers: [${trigger(`${name}-low`, 'kind: threshold, level: amber')}, ${trigger(`${name}-odd`, 'kind: control-chart')}, ${trigger(`${name}-year`, 'kind: forecast, window: year')}] }`

const parsed = parsePlan(`
organisation: { name: Bench, timezone: Europe/London, desk: desk }
calendars: [{ id: week }]
people: [{ id: desk, name: Desk, email: desk@example.org }]
sources: [{ id: feed, kpis: [${Array.from({ length: KPIS }, (_, index) => id(index)).join(', ')}] }]
kpis:${Array.from({ length: KPIS }, (_, index) => kpi(id(index))).join('')}
`)
if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings.slice(0, 3)))
const plan = resolvePlan(parsed.plan)

/** Posts and folds the history of the first KPI as the functions do, and puts copies of it under the others. */
export async function writeHistory(dynamo: DynamoDBDocumentClient): Promise<void> {
  const { applyPlan } = await import('../lambdas/applying/apply.ts')
  const { currentPlan } = await import('../lambdas/aws/plan.ts')
  const { evaluateSeries } = await import('../lambdas/evaluation/evaluate-series.ts')
  const { recordObservations } = await import('../lambdas/ingesting/record-observations.ts')
  await applyPlan(plan, { appliedBy: 'bench', message: '', requestId: 'r' }, Date.parse('2016-01-01T00:00:00Z'))
  const days = Array.from({ length: SLOTS }, (_, index) => NEWEST - SLOTS + 1 + index)
  for (let at = 0; at < SLOTS; at += 500) {
    const items = days.slice(at, at + 500).map((day) => ({
      kpi: FIRST,
      period: formatDay(day),
      // Around the target and never off it for long.
      value: 100 + ((day * 7) % 9),
    }))
    const results = await recordObservations({ plan, source: 'feed', now: NOW - DAY / 4 }, items)
    if (results.some(({ status }) => status !== 'recorded')) throw new Error(JSON.stringify(results.slice(0, 3)))
  }
  await evaluateSeries(await currentPlan(), FIRST, days, NOW - DAY / 4)
  const text = JSON.stringify(await itemsOf(dynamo))
  for (let index = 1; index < KPIS; index += 1) await put(dynamo, JSON.parse(text.replaceAll(FIRST, id(index))))
}

type Item = Record<string, unknown>

async function itemsOf(dynamo: DynamoDBDocumentClient): Promise<Item[]> {
  const items: Item[] = []
  let ExclusiveStartKey: Item | undefined
  do {
    const page = await dynamo.send(
      new QueryCommand({
        TableName: 'measurements',
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': `SERIES#${FIRST}` },
        ExclusiveStartKey,
      }),
    )
    items.push(...(page.Items ?? []))
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey)
  return items
}

async function put(dynamo: DynamoDBDocumentClient, items: Item[]): Promise<void> {
  for (let at = 0; at < items.length; at += 25) {
    const requests = items.slice(at, at + 25).map((Item) => ({ PutRequest: { Item } }))
    const { UnprocessedItems } = await dynamo.send(new BatchWriteCommand({ RequestItems: { measurements: requests } }))
    if (Object.keys(UnprocessedItems ?? {}).length > 0) throw new Error('The engine left items unwritten.')
  }
}
