import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ITEMS, text } from './bad-input-items.ts'
import { REQUESTS } from './bad-input-requests.ts'
import { type Answered, BadInputWorld } from './bad-input-world.ts'

let world: BadInputWorld
beforeAll(async () => {
  world = await BadInputWorld.open()
})
afterAll(() => world.close())

/** What every refusal has, whoever gives it. */
function expectProblem(answer: Answered, status: number, code: string) {
  const { body, headers } = answer
  expect([answer.status, body.code], body.detail).toEqual([status, code])
  expect(headers['content-type']).toBe('application/problem+json')
  expect(headers['cache-control']).toBe('no-store')
  expect(body).toMatchObject({
    type: `urn:throughline:problem:${code}`,
    status,
    title: expect.stringMatching(/^[A-Z]/),
  })
  const all = JSON.stringify(body)
  expect(all).not.toMatch(/\bat .*(\.(js|mjs|ts)\b|node:)|Error:|\/var\/|\$context|undefined/)
  expect(all.length).toBeLessThan(2000)
}

describe('requests refused as a whole', () => {
  test.each(REQUESTS.map((row) => [row.sentence, row] as const))('%s', async (_, row) => {
    const before = await world.stored()
    const headers = { 'content-type': 'application/json', ...(row.keyless ? {} : { 'x-api-key': world.key }) }
    const answer = await world.send({ ...row, headers: { ...headers, ...row.headers } })
    expectProblem(answer, row.status, row.code)
    expect(answer.body.detail).toMatch(row.says)
    expect(answer.body).toMatchObject(row.place ?? {})
    expect(await world.stored()).toEqual(before)
  })

  test('a key the gateway knows and no source has is refused by the function', async () => {
    const { keys, plans } = world.stage.runner.services.apiGateway
    const known = [...keys.values()][0]!
    keys.set('stray', { ...known, id: 'stray', value: 'stray-key' })
    const plan = [...plans.values()][0]!
    plan.keyIds.add('stray')
    const answer = await world.post({ kpi: 'attendances', period: '2026-W10', value: 1 }, { 'x-api-key': 'stray-key' })
    expectProblem(answer, 403, 'unknown-key')
    expect(answer.body.detail).toMatch(/belongs to no source.*use the key of the system that posts/)
  })

  test('whoever asks too often is told when to try again, and the same request then passes', async () => {
    const { runner } = world.stage
    const headers = { 'x-api-key': world.key }
    await runner.run(world.stage.now + 60_000)
    const one = { kpi: 'beds', period: '2026-03-01', dimensions: { ward: '1' }, value: 3 }
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => runner.post('/live/v1/observations', one, headers)),
    )
    const throttled = answers.filter(({ status }) => status === 429)
    expect(throttled).toHaveLength(20)
    const body = JSON.parse(String(throttled[0]!.body))
    expectProblem({ status: 429, headers: throttled[0]!.headers, body }, 429, 'too-many-requests')
    await runner.run(world.stage.now + 1000 * Number(throttled[0]!.headers['retry-after']))
    expect((await world.post(one)).body.results).toMatchObject([{ status: 'unchanged' }])
  })
})

describe('one observation rejected', () => {
  test.each(ITEMS)('%s', async (_, observation, code, says, status = 422) => {
    const before = await world.stored()
    const answer = await world.post(`[${text(observation)}]`)
    expectProblem(answer, status, code)
    expect(answer.body.detail).toMatch(says)
    expect(answer.body.results).toMatchObject([{ index: 0, status: 'rejected', problem: { code, status } }])
    expect(await world.stored()).toEqual(before)
  })

  test('all of them in one batch beside good ones: each says its own, the good ones are stored', async () => {
    const good = (ward: number) =>
      JSON.stringify({ kpi: 'beds', period: '2026-03-08', dimensions: { ward: `g${ward}` }, value: 3 })
    const batch = ITEMS.flatMap(([, observation], at) => [text(observation), good(at)])
    const answer = await world.post(`{"observations":[${batch.join(',')}]}`)
    expect(answer.status).toBe(207)
    expect(answer.headers['content-type']).toBe('application/json')
    const results = answer.body.results!
    expect(results.map(({ index }) => index)).toEqual(batch.map((_, index) => index))
    expect(results.filter((_, at) => at % 2 === 0).map(({ problem }) => problem?.code)).toEqual(
      ITEMS.map((row) => row[2]),
    )
    expect(results.filter((_, at) => at % 2 === 1).every(({ status }) => status === 'recorded')).toBe(true)
    expect((await world.stored()).filter((slot) => /ward=g\d+ 2026-03-08 1$/.test(slot))).toHaveLength(ITEMS.length)
  })

  test('different faults without one good row: 422, and the first is told', async () => {
    const answer = await world.post([
      { kpi: 'nothing', period: 'x' },
      { kpi: 'attendances', period: '2026-W99', value: 1 },
    ])
    expect([answer.status, answer.body.code]).toEqual([422, 'all-rejected'])
    expect(answer.body.detail).toMatch(/None of the 2 observations was stored; the first: there is no KPI "nothing"/)
  })
})

describe('odd, but right', () => {
  test.each([
    ['a byte order mark, Windows line ends and quotes', '\uFEFFkpi,period,ward,value\r\n"beds",2026-03-07,"1",3\r\n'],
    ['blank lines and rows of commas only', '\n\nkpi,period,ward,value\n\nbeds,2026-03-07,2,3\n,,,\n\n'],
    ['spaces around the cells', ' kpi , period , ward , value \n beds , 2026-03-07 , 3 , +3.0 \n'],
    ['old line ends', 'kpi,period,ward,value\rbeds,2026-03-07,4,3\r'],
    ['a quoted line end', 'kpi,period,ward,value,reason\nbeds,2026-03-07,5,3,"counted\nagain"\n'],
    ['an upper-case content type', 'kpi,period,ward,value\nbeds,2026-03-07,6,-3e0\n', 'Text/CSV; Charset="UTF-8"'],
  ])('CSV with %s is read', async (_, csv, type = 'text/csv') => {
    const answer = await world.csv(csv, { 'content-type': type })
    expect(answer.body.results, JSON.stringify(answer.body)).toEqual([{ index: 0, status: 'recorded' }])
  })

  test('JSON as text/json with a byte order mark is read', async () => {
    const body = '\uFEFF{"kpi":"beds","period":"2026-03-07","dimensions":{"ward":"8"},"value":-1}'
    expect((await world.post(body, { 'content-type': 'text/json' })).status).toBe(200)
  })
})
