import type { APIGatewayProxyEvent } from 'aws-lambda'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parsePlan } from '../../domain/plan/parse.ts'
import { resolvePlan } from '../../domain/plan/resolve.ts'
import { mayRead, readableKpi, readerOf } from '../../lambdas/reading/reader.ts'
import { PLAN } from '../stories/bad-input-world.ts'

const before = { ...process.env }
beforeEach(() => {
  process.env.API_KEY_SOURCES = JSON.stringify({ key1: 'emergency-feed', key2: 'finance' })
  process.env.API_KEY_READERS = JSON.stringify(['key3'])
})
afterEach(() => {
  process.env = { ...before }
})

const parsed = parsePlan(PLAN, 'plan.yaml')
if (!parsed.ok) throw new Error('the plan of the stories does not parse')
const plan = resolvePlan(parsed.plan)
const event = (apiKeyId: string | null) =>
  ({ requestContext: { identity: { apiKeyId } } }) as unknown as APIGatewayProxyEvent
const reads = (key: string) => plan.kpis.map(({ id }) => id).filter((id) => mayRead(plan, readerOf(event(key)), id))

test.each([
  ['the key of a source reads what it may post', 'key1', ['attendances', 'beds', 'four-hour']],
  ['that of another source its own', 'key2', ['revenue']],
  ['a reader reads everything', 'key3', ['attendances', 'beds', 'revenue', 'four-hour']],
])('%s', (_, key, kpis) => {
  expect(reads(key)).toEqual(kpis)
})

test.each([['key4'], [null], ['__proto__'], ['constructor']])('key %s belongs to nobody and reads nothing', (key) => {
  expect(() => readerOf(event(key))).toThrow(/belongs to no source of the plan and to no reader/)
})

test('what a source may no longer post it no longer reads, nor its past; what left the plan stays its own', () => {
  const source = readerOf(event('key1'))
  const passedOn = {
    ...plan,
    sources: plan.sources.map((one) => ({ ...one, kpis: one.id === 'finance' ? ['beds'] : [] })),
  }
  const dropped = { ...plan, kpis: plan.kpis.filter(({ id }) => id !== 'beds') }
  expect(() => readableKpi(plan, source, 'beds', passedOn)).toThrow(/may read only what it may post/)
  expect(readableKpi(plan, source, 'beds', dropped).id).toBe('beds')
  expect(() => readableKpi(passedOn, source, 'beds', plan)).toThrow(/may read only what it may post/)
})

test('the nearest id is one that the key may read', () => {
  expect(() => readableKpi(plan, readerOf(event('key1')), 'revenu')).toThrow(/GET \/v1\/kpis lists/)
  expect(() => readableKpi(plan, readerOf(event('key2')), 'revenu')).toThrow(/did you mean "revenue"/)
})
