import type { APIGatewayProxyEvent, Context } from 'aws-lambda'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { applyPlan } from '../../lambdas/applying/apply.ts'
import { readSlots } from '../../lambdas/aws/measurements.ts'
import { handler } from '../../lambdas/ingest.ts'
import { withTables } from '../aws/tables.ts'
import { withFakeAws } from './fake-aws.ts'
import { smallPlan } from './small-plan.ts'

withTables()
withFakeAws()
vi.spyOn(console, 'info').mockReturnValue()

beforeAll(async () => {
  await applyPlan(smallPlan(), { appliedBy: 'test', message: '', requestId: 'r' }, Date.parse('2016-04-01T00:00:00Z'))
})

async function post(body: unknown, headers: Record<string, string> = {}, apiKeyId = 'key-1') {
  const event = {
    httpMethod: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: { identity: { apiKeyId } },
  } as unknown as APIGatewayProxyEvent
  const answer = await handler(event, {} as Context)
  return { status: answer.statusCode, headers: answer.headers ?? {}, body: JSON.parse(answer.body) }
}

let month = 0
/** An observation of a month nobody else uses, so that tests do not meet. */
function fresh(more: Record<string, unknown> = {}) {
  month += 1
  const period = `${2016 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  return { kpi: 'four-hour', period, dimensions: { org: 'A1' }, numerator: 90, denominator: 100, ...more }
}

const statuses = (answer: { body: { results: { status: string }[] } }) => answer.body.results.map((one) => one.status)

describe('POST /v1/observations', () => {
  test.each([
    ['one observation', (one: unknown) => one],
    ['a list', (one: unknown) => [one]],
    ['an object with a list', (one: unknown) => ({ observations: [one] })],
  ])('stores %s', async (_, wrap) => {
    const one = fresh()
    const answer = await post(wrap(one))
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({ results: [{ index: 0, status: 'recorded' }] })
    const stored = await readSlots([{ series: 'four-hour#org=A1', period: one.period }])
    expect([...stored.values()][0]!.revisions).toMatchObject([{ numerator: 90, denominator: 100, source: 'warehouse' }])
  })

  test('reads CSV with a dimension column, empty cells left out', async () => {
    const { period } = fresh()
    const csv = `kpi,period,org,value,numerator,denominator\nfour-hour,${period},B2,,"95",100\n`
    expect((await post(csv, { 'Content-Type': 'text/csv; charset=utf-8' })).body.results[0].status).toBe('recorded')
  })

  test('the same content again is unchanged, the same key again is replayed, and nothing is written twice', async () => {
    const one = fresh()
    const key = { 'Idempotency-Key': `k-${one.period}` }
    expect(statuses(await post(one, key))).toEqual(['recorded'])
    expect(statuses(await post(one, key))).toEqual(['replayed'])
    expect(statuses(await post(one))).toEqual(['unchanged'])
    const stored = await readSlots([{ series: 'four-hour#org=A1', period: one.period }])
    expect([...stored.values()][0]!.revisions).toHaveLength(1)
  })

  test('the same key with another body is refused as a whole', async () => {
    const one = fresh()
    const key = { 'Idempotency-Key': `k-${one.period}` }
    await post(one, key)
    const answer = await post({ ...one, numerator: 91 }, key)
    expect(answer.status).toBe(422)
    expect(answer.body.code).toBe('key-reused')
  })

  test('a batch is answered item by item: good ones stay stored, bad ones say why', async () => {
    const good = fresh()
    const answer = await post([
      good,
      { ...fresh(), kpi: 'four-huor' },
      fresh({ unit: 'people' }),
      fresh({ denominator: 0 }),
    ])
    expect(answer.status).toBe(207)
    expect(answer.body.results.map((one: { problem?: { code: string } }) => one.problem?.code)).toEqual([
      undefined,
      'unknown-kpi',
      'wrong-unit',
      'zero-denominator',
    ])
    expect(answer.body.results[1].problem.detail).toContain('did you mean "four-hour"')
  })

  test('corrections of one slot in one request keep their order', async () => {
    const one = fresh()
    const corrected = { ...one, numerator: 80, reason: 'counted again' }
    expect(statuses(await post([one, corrected, corrected]))).toEqual(['recorded', 'recorded', 'unchanged'])
  })

  test('forty parallel posts of one slot leave one revision', async () => {
    const one = fresh()
    const answers = await Promise.all(Array.from({ length: 40 }, () => post(one)))
    const all = answers.flatMap(statuses)
    // Two of the same millisecond write the same words, so that each may take the stored ones for its own.
    expect(all).toContain('recorded')
    expect(all.filter((status) => status !== 'recorded' && status !== 'unchanged')).toEqual([])
    const stored = await readSlots([{ series: 'four-hour#org=A1', period: one.period }])
    expect([...stored.values()][0]!.revisions).toHaveLength(1)
  })

  test.each<[string, unknown, Record<string, string>, string, number, string]>([
    ['JSON that is none', '{"kpi": ', {}, 'key-1', 400, 'malformed-json'],
    ['no body', '', {}, 'key-1', 400, 'malformed-json'],
    ['a number', '42', {}, 'key-1', 400, 'malformed-json'],
    ['an empty list', [], {}, 'key-1', 422, 'no-observations'],
    ['501 observations', Array(501).fill({}), {}, 'key-1', 413, 'too-many-observations'],
    [
      'something that is neither JSON nor CSV',
      'x',
      { 'Content-Type': 'application/xml' },
      'key-1',
      415,
      'unsupported-media-type',
    ],
    ['a key of no source', {}, {}, 'key-9', 403, 'unknown-key'],
    ['an idempotency key with a space', {}, { 'Idempotency-Key': 'a b' }, 'key-1', 422, 'malformed-key'],
    [
      'CSV with an unknown column',
      'kpi,period,perod\na,b,c',
      { 'Content-Type': 'text/csv' },
      'key-1',
      400,
      'malformed-csv',
    ],
    ['CSV without a period', 'kpi,value\na,1', { 'Content-Type': 'text/csv' }, 'key-1', 400, 'malformed-csv'],
  ])('refuses %s', async (_, body, headers, key, status, code) => {
    const answer = await post(body, headers, key)
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect(answer.headers['content-type']).toBe('application/problem+json')
  })

  test('CSV with a quote left open is refused as a whole, with the line of the row', async () => {
    const answer = await post('kpi,period,value\nattendances,"2016-W10,1\nattendances,2016-W11,2\n', {
      'Content-Type': 'text/csv',
    })
    expect(answer).toMatchObject({ status: 400, body: { code: 'malformed-csv', line: 2 } })
  })

  test.each([
    ['a short row', 'kpi,period,value\nattendances,2016-W10,1\nattendances,2016-W11\n', 1, 3],
    ['a number with a comma', 'kpi,period,value\n\nattendances,2016-W10,"1,234"\n', 0, 3],
  ])('rejects %s with its line; the other rows are stored', async (_, csv, index, line) => {
    const { body } = await post(csv, { 'Content-Type': 'text/csv' })
    expect(body.results[index]).toMatchObject({ status: 'rejected', problem: { code: 'malformed', line } })
    expect(statuses({ body }).filter((status) => status === 'rejected')).toHaveLength(1)
  })

  test('a key that may post nothing of this gets 403, and nothing is stored', async () => {
    const one = fresh()
    const answer = await post([one], {}, 'key-2')
    expect(answer.status).toBe(403)
    expect((await readSlots([{ series: 'four-hour#org=A1', period: one.period }])).size).toBe(0)
  })
})
