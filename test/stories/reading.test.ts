import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EXAMPLES } from '../../domain/api/examples.ts'
import { openApiDocument } from '../../domain/api/openapi.ts'
import { formatPeriod, parsePeriod } from '../../domain/period.ts'
import { type Recorded, recordExamples } from './reading-examples.ts'
import { REFUSALS } from './reading-refusals.ts'
import { ReadingWorld } from './reading-world.ts'

const document = JSON.parse(JSON.stringify(openApiDocument()))
const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(document, 'api')
/** Says how a body differs from a schema of the served document; empty where it does not. */
const faults = (schema: string, body: unknown): string => {
  ajv.validate({ $ref: `api#/components/schemas/${schema}` }, body)
  return ajv.errorsText(ajv.errors) === 'No errors' ? '' : ajv.errorsText(ajv.errors)
}

let world: ReadingWorld
let recorded: Recorded
/** Instants between the chapters: after the first figures, and after the correction. */
let first = ''
const A1 = '/v1/series/four-hour%23org%3DA1'

const monthly = (org: string, period: string, percent: number, more: object = {}) => ({
  ...{ kpi: 'four-hour', period, dimensions: { org }, numerator: percent, denominator: 100 },
  ...more,
})
const ids = (body: Record<string, unknown>) => (body.kpis as { id: string }[]).map(({ id }) => id)
const now = () => new Date(world.inner.stage.now).toISOString()

beforeAll(async () => {
  world = await ReadingWorld.open()
  const start = parsePeriod('weekly', '2026-W10') - 59
  const calls = Array.from({ length: 60 }, (_, i) => ({
    kpi: 'calls',
    period: formatPeriod('weekly', start + i),
    value: 100 + ((i * 7) % 11),
  }))
  await world.inner.post([
    monthly('A1', '2026-01', 96),
    monthly('A1', '2026-02', 80),
    monthly('B2', '2026-02', 97),
    ...calls,
  ])
  await world.settle()
  first = now()
  await world.inner.stage.runner.run(world.inner.stage.now + 3_600_000)
  await world.inner.post([monthly('A1', '2026-02', 96, { reason: 'counted again' })])
  await world.apply(97)
  await world.inner.post([monthly('A1', '2026-01', 96.5)])
  await world.inner.post([monthly('B2', '2026-02', 70, { reason: 'a whole ward was missing' })])
  await world.settle()
  // Before any row, so that what is recorded does not change with their number.
  recorded = await recordExamples(world)
})
afterAll(() => world.close())

describe('what was posted is read back', () => {
  test('a series as it is, with what it is judged by', async () => {
    const { status, body, headers } = await world.get(A1)
    expect(status).toBe(200)
    expect(headers['cache-control']).toBe('private, no-cache')
    expect(faults('Series', body)).toBe('')
    expect(body).toMatchObject({
      ...{ series: 'four-hour#org=A1', kpi: 'four-hour', status: 'on-track', period: '2026-02', planVersion: 2 },
      latest: { period: '2026-02', value: 96, low: 95, distance: 1, final: true },
      targets: [{ kind: 'constant', value: 97 }],
      triggers: [{ id: 'four-hour-red', state: 'ok' }],
    })
  })

  test('before its correction it was off track, judged by the plan of then', async () => {
    const { body } = await world.get(`${A1}?as_of=${first}`)
    expect(faults('Series', body)).toBe('')
    expect(body).toMatchObject({
      ...{ asOf: expect.stringMatching(/^2026-03-10T/), status: 'off-track', planVersion: 1 },
      latest: { period: '2026-02', value: 80, low: 95, distance: -15 },
      targets: [{ value: 95 }],
      triggers: [{ id: 'four-hour-red', state: 'firing', level: 'red', severity: 'S1' }],
    })
    expect(body).not.toHaveProperty('openDecisions')
  })

  test('its observations now and then', async () => {
    const then = await world.get(`${A1}/observations?as_of=${first}`)
    const today = await world.get(`${A1}/observations?from=2026-02&to=2026-02`)
    expect([faults('ObservationPage', then.body), faults('ObservationPage', today.body)]).toEqual(['', ''])
    expect(then.body.observations).toMatchObject([
      { period: '2026-01', value: 96, revisions: 1 },
      { period: '2026-02', value: 80, revisions: 1 },
    ])
    expect(today.body.observations).toMatchObject([
      { period: '2026-02', value: 96, numerator: 96, status: 'final', reason: 'counted again', revisions: 2 },
    ])
  })

  test('limits and forecast, now as by a fold of the whole history', async () => {
    const today = (await world.get('/v1/series/calls')).body
    expect(faults('Series', today)).toBe('')
    expect(today).toMatchObject({
      limits: [{ trigger: 'calls-odd', state: 'locked' }],
      forecasts: [{ trigger: 'calls-year', first: '2026-W01', last: '2026-W53', of: 'sum' }],
      openDecisions: [],
    })
    const folded = (await world.get(`/v1/series/calls?as_of=${now()}`)).body
    expect([folded.limits, folded.forecasts]).toEqual([today.limits, today.forecasts])
  })

  test('an open decision, and who decides it by when', async () => {
    const { body } = await world.get('/v1/series/four-hour%23org%3DB2')
    expect(body.openDecisions).toMatchObject([
      { trigger: 'four-hour-red', question: 'What do we do about waiting times?', decider: 'anna', severity: 'S1' },
    ])
    expect(faults('Series', body)).toBe('')
  })
})

describe('pages and filters', () => {
  test('page by page come the same KPIs as at once, those of the key alone', async () => {
    const whole = (await world.get('/v1/kpis')).body
    expect(faults('KpiPage', whole)).toBe('')
    expect(ids(whole)).toEqual(['attendances', 'beds', 'calls', 'four-hour'])
    const seen: string[] = []
    let next: unknown = ''
    do {
      const { body } = await world.get(`/v1/kpis?limit=1${next ? `&cursor=${next}` : ''}`)
      seen.push(...ids(body))
      next = body.next
    } while (next)
    expect(seen).toEqual(ids(whole))
  })

  test.each([
    ['owner=maria', ['calls']],
    ['priority=flow&owner=anna', ['attendances', 'beds', 'four-hour']],
    ['priority=none', []],
    ['status=off-track', ['four-hour']],
  ])('%s', async (query, expected) => {
    expect(ids((await world.get(`/v1/kpis?${query}`)).body)).toEqual(expected)
  })

  test('series of a KPI and observations go on by cursor; one cursor serves one question', async () => {
    const one = (await world.get('/v1/kpis/four-hour?limit=1')).body
    expect(faults('Kpi', one)).toBe('')
    expect(one.series).toMatchObject([{ series: 'four-hour#org=A1' }])
    const two = (await world.get(`/v1/kpis/four-hour?limit=1&cursor=${one.next}`)).body
    expect(two).toMatchObject({ series: [{ series: 'four-hour#org=B2' }] })
    expect(two).not.toHaveProperty('next')
    expect((await world.get(`/v1/kpis?cursor=${one.next}`)).body.code).toBe('malformed-cursor')
    const weeks = (await world.get('/v1/series/calls/observations?limit=59')).body
    const rest = (await world.get(`/v1/series/calls/observations?limit=59&cursor=${weeks.next}`)).body
    expect(rest.observations).toMatchObject([{ period: '2026-W10' }])
  })

  test('of a KPI as it was, each series as it was', async () => {
    const { body } = await world.get(`/v1/kpis/four-hour?as_of=${first}`)
    expect(body.series).toMatchObject([{ status: 'off-track' }, { status: 'on-track' }])
  })

  test('the list as it was, by the status of then, in pages of the same instant', async () => {
    const then = (await world.get(`/v1/kpis?as_of=${first}&status=off-track`)).body
    expect(faults('KpiPage', then)).toBe('')
    expect(then.kpis).toMatchObject([{ id: 'four-hour', series: 2, counts: { 'off-track': 1, 'on-track': 1 } }])
    const one = (await world.get(`/v1/kpis?as_of=${first}&limit=3`)).body
    const rest = await world.get(`/v1/kpis?as_of=${first}&limit=3&cursor=${one.next}`)
    expect([...ids(one), ...ids(rest.body)]).toEqual(['attendances', 'beds', 'calls', 'four-hour'])
    expect((await world.get(`/v1/kpis?limit=3&cursor=${one.next}`)).body.code).toBe('malformed-cursor')
  })
})

describe('the key of a program that only reads', () => {
  const revenue = { kpi: 'revenue', period: '2026-02', value: 900 }

  test('reads every KPI: those of each source, in the list and by themselves, now and then', async () => {
    const all = ['attendances', 'beds', 'calls', 'four-hour', 'revenue']
    expect(ids((await world.read('/v1/kpis')).body)).toEqual(all)
    expect(ids((await world.read(`/v1/kpis?as_of=${first}`)).body)).toEqual(all)
    expect((await world.read('/v1/series/revenue')).body).toMatchObject({ kpi: 'revenue', status: 'not-due' })
    expect((await world.read(A1)).body.latest).toEqual((await world.get(A1)).body.latest)
  })

  test('posts none: it is told whose key does, and nothing is stored', async () => {
    const before = await world.inner.stored()
    const { status, headers, body } = await world.inner.post(revenue, { 'x-api-key': world.readerKey })
    expect([status, body.code, headers['content-type']]).toEqual([403, 'unknown-key', 'application/problem+json'])
    expect(body.detail).toMatch(/of a reader posts nothing: use the key of the system that posts/)
    expect(faults('Problem', body)).toBe('')
    expect(await world.inner.stored()).toEqual(before)
  })

  test('is told of a KPI that is not there, with the nearest of all; a source is refused what it may not see', async () => {
    const unknown = await world.read('/v1/kpis/revenu')
    expect([unknown.status, unknown.body.code]).toEqual([404, 'no-such-kpi'])
    expect(unknown.body.detail).toMatch(/did you mean "revenue"/)
    const [hidden, guessed] = [await world.get('/v1/kpis/revenue'), await world.get('/v1/kpis/revenu')]
    expect([hidden.status, hidden.body.code]).toEqual([403, 'may-not-read'])
    expect([guessed.status, guessed.body.detail]).toEqual([404, expect.not.stringContaining('"revenue"')])
  })

  test('without a key nothing is read, and the gateway calls no function for it', async () => {
    const { counts } = world.inner.stage.runner
    const calls = () => [...counts].filter(([name]) => /^invocations:.*ReadApi/.test(name)).map(([, n]) => n)
    const before = calls()
    expect(before).toHaveLength(1)
    for (const path of ['/v1/kpis', '/v1/kpis/four-hour', A1, `${A1}/observations`]) {
      const { status, body } = await world.inner.send({ method: 'GET', path: `/live${path}` })
      expect([status, body.code]).toEqual([403, 'unknown-key'])
      expect(body.detail).toMatch(/header x-api-key is missing.*Send the key/)
    }
    expect(calls()).toEqual(before)
  })

  test('has a bucket of its own: asking too often, it is told when to come back, and no source waits for it', async () => {
    const { runner } = world.inner.stage
    await runner.run(world.inner.stage.now + 60_000)
    const answers = await Promise.all(
      Array.from({ length: 25 }, () =>
        runner.request('/live/v1/kpis?limit=0', { method: 'GET', headers: { 'x-api-key': world.readerKey } }),
      ),
    )
    const late = answers.filter(({ status }) => status === 429)
    expect(late).toHaveLength(5)
    expect([late[0]!.headers['retry-after'], JSON.parse(String(late[0]!.body)).code]).toEqual([
      '1',
      'too-many-requests',
    ])
    const source = await runner.request('/live/v1/kpis', { method: 'GET', headers: { 'x-api-key': world.inner.key } })
    expect(source.status).toBe(200)
  })
})

describe('over HTTP', () => {
  test('who has the newest answer is told so without a body, and HEAD has the headers of GET', async () => {
    const { headers } = await world.get(A1)
    const again = await world.get(A1, { 'if-none-match': `"other", ${headers.etag}` })
    expect([again.status, again.body]).toEqual([304, {}])
    const head = await world.get(A1, {}, 'HEAD')
    expect([head.status, head.headers.etag, head.body]).toEqual([200, headers.etag, {}])
  })

  test.each(REFUSALS)('%s', async (_, path, status, code, says, method) => {
    const { body, ...answer } = await world.get(path, {}, method)
    expect([answer.status, body.code, body.status], body.detail).toEqual([status, code, status])
    expect(answer.headers['content-type']).toBe('application/problem+json')
    expect(body.detail).toMatch(says)
    expect(faults('Problem', body)).toBe('')
    expect(JSON.stringify(body).length).toBeLessThan(1000)
  })

  test('a page of another site gets no leave to read, with a key or without', async () => {
    const asks = { origin: 'https://example.org', 'access-control-request-method': 'GET' }
    const preflight = await world.inner.send({ method: 'OPTIONS', path: '/live/v1/kpis', headers: asks })
    const answers = [preflight, await world.get('/v1/kpis', asks, 'OPTIONS'), await world.get('/v1/kpis', asks)]
    expect(answers.map(({ status }) => status)).toEqual([403, 405, 200])
    for (const { headers } of answers) expect(Object.keys(headers).join()).not.toMatch(/access-control/i)
  })

  test('405 names what is taken; no key reads nothing but the document', async () => {
    expect((await world.get('/v1/kpis', {}, 'PUT')).headers.allow).toBe('GET, HEAD')
    expect((await world.get(A1, { 'x-api-key': 'wrong' })).body.code).toBe('unknown-key')
    const served = await world.inner.send({ method: 'GET', path: '/live/v1/openapi.json' })
    expect([served.status, served.headers['cache-control']]).toEqual([200, 'public, max-age=3600'])
    expect(served.body).toEqual(document)
  })
})

describe('the examples of the document', () => {
  test.each(Object.entries(EXAMPLES.posting))('posting %s', async (_, { value }) => {
    expect(faults('Posting', value)).toBe('')
    const { status, body } = await world.inner.post(value)
    expect(status, JSON.stringify(body)).toBe(200)
    expect(faults('PostingResults', body)).toBe('')
  })

  test.each(Object.entries(EXAMPLES.csv))('posting the CSV of %s', async (_, { value }) => {
    const { status, body } = await world.inner.csv(value)
    expect([status, faults('PostingResults', body)]).toEqual([200, ''])
  })

  test('its answers are those that were given: `vitest -u` writes them anew, `npm run generate` the document', async () => {
    const text = `${JSON.stringify(recorded, null, 2)}\n`
    await expect(text).toMatchFileSnapshot('../../domain/api/example-answers.json')
  })
})
