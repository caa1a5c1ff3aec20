import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BadInputWorld } from './bad-input-world.ts'

let world: BadInputWorld
beforeAll(async () => {
  world = await BadInputWorld.open()
})
afterAll(() => world.close())

let wards = 0
/** Observations of wards nobody else uses. */
function fresh(count: number, more: object = {}) {
  return Array.from({ length: count }, () => {
    wards += 1
    return { kpi: 'beds', period: '2026-03-05', dimensions: { ward: `w${wards}` }, value: 3, ...more }
  })
}

/** What is stored of some wards: `ward revisions`. */
async function storedOf(observations: { dimensions: { ward: string } }[]): Promise<string[]> {
  const own = new Set(observations.map(({ dimensions }) => dimensions.ward))
  const slots = (await world.stored()).map((slot) => /ward=(\S+) \S+ (\d+)$/.exec(slot))
  return slots.flatMap((match) => (match && own.has(match[1]!) ? [`${match[1]} ${match[2]}`] : []))
}

/** The answer to a request behind which the SDK waits and tries again, as time goes by. */
async function patiently<T>(pending: Promise<T>): Promise<T> {
  const done = pending.then(() => true)
  while (!(await Promise.race([done, new Promise<false>((go) => setTimeout(() => go(false), 20))])))
    await world.stage.runner.run(world.stage.now + 1000)
  return pending
}

const bad = { kpi: 'bedz', period: '2026-03-05', value: 1 }

describe('a batch that a crash cut in two', () => {
  // Call 1 binds the key, then each observation is one write.
  test.each([
    ['before the key is bound', 1, 'before'],
    ['after the key is bound', 1, 'after'],
    ['after the first observation', 2, 'after'],
    ['in the middle, the answer lost', 7, 'after'],
    ['after the last observation', 13, 'after'],
  ] as const)('%s: the same request again finishes the rest', async (_, nth, when) => {
    const good = fresh(12)
    const batch = [...good.slice(0, 5), bad, ...good.slice(5)]
    const key = { 'idempotency-key': `crash-${nth}-${when}` }
    world.stage.runner.faults.once({ function: 'IntakeIngest', operation: 'PutItem', when, nth })
    const crashed = await world.post(batch, key)
    expect(crashed.status).toBe(502)
    expect(crashed.headers['content-type']).toBe('application/problem+json')
    expect(crashed.body).toMatchObject({ code: 'failed', detail: expect.stringMatching(/same Idempotency-Key/) })
    expect(world.stage.runner.faults.armed).toBe(0)
    const half = await storedOf(good)
    expect(half.length).toBeLessThanOrEqual(12)

    const again = await world.post(batch, key)
    expect(again.status).toBe(207)
    expect(again.body.results!.map(({ status }) => status)).toEqual(
      batch.map((one) => (one === bad ? 'rejected' : expect.stringMatching(/recorded|replayed/))),
    )
    expect(await storedOf(good)).toEqual(good.map(({ dimensions }) => `${dimensions.ward} 1`).sort())

    const third = await world.post(batch, key)
    expect(third.body.results!.map(({ status }) => status)).toEqual(
      batch.map((one) => (one === bad ? 'rejected' : 'replayed')),
    )
    expect(third.body.results![5]).toEqual(again.body.results![5])
    expect(await storedOf(good)).toHaveLength(12)
  })

  test('a table that is busy: 503 with what is kept, and the replay finishes the rest', async () => {
    const good = fresh(4)
    const key = { 'idempotency-key': 'busy' }
    const { faults } = world.stage.runner
    // The first observation is still written, then the table takes nothing any more, however often the SDK tries.
    const run = () => {
      faults.rates.throttle = 1
    }
    faults.once({ function: 'IntakeIngest', operation: 'PutItem', when: 'hold', nth: 2, run })
    const answer = await patiently(world.post(good, key))
    expect(answer.status).toBe(503)
    expect(answer.headers['retry-after']).toBe('5')
    expect(answer.body).toMatchObject({ code: 'busy', detail: expect.stringMatching(/3 of 4 .*same Idempotency-Key/) })
    expect(answer.body.results!.map(({ status }) => status).sort()).toEqual(['failed', 'failed', 'failed', 'recorded'])
    expect(await storedOf(good)).toHaveLength(1)

    const whole = await patiently(world.post(good, { 'idempotency-key': 'busier' }))
    expect([whole.status, whole.body.code, whole.headers['retry-after']]).toEqual([503, 'busy', '5'])

    faults.rates.throttle = 0
    expect((await world.post(good, key)).status).toBe(200)
    expect(await storedOf(good)).toHaveLength(4)
  })
})

describe('the same key', () => {
  test('with another body is refused as a whole, and the first body still replays', async () => {
    const [one, other] = fresh(2)
    const key = { 'idempotency-key': 'bound' }
    await world.post([one], key)
    const answer = await world.post([other], key)
    expect([answer.status, answer.body.code]).toEqual([422, 'key-reused'])
    expect(answer.body.detail).toMatch(/another body.*use a new key/)
    expect(await storedOf([other!])).toEqual([])
    expect((await world.post([one], key)).body.results).toMatchObject([{ status: 'replayed' }])
  })

  test('a body that was never read binds no key: mended, it goes under the same one', async () => {
    const [one] = fresh(1)
    const key = { 'idempotency-key': 'mended', 'content-type': 'text/json' }
    expect((await world.post('{"kpi":', key)).status).toBe(400)
    expect((await world.post([one], key)).status).toBe(200)
  })

  test('an old replay does not undo what came after it', async () => {
    const [one] = fresh(1)
    await world.post([one], { 'idempotency-key': 'old' })
    await world.post([{ ...one, value: 9 }], { 'idempotency-key': 'new' })
    expect((await world.post([one], { 'idempotency-key': 'old' })).body.results).toMatchObject([{ status: 'replayed' }])
    expect(await storedOf([one!])).toEqual([`${one!.dimensions.ward} 2`])
  })
})

describe('one slot twice', () => {
  test('the same figures twice in one batch are one revision', async () => {
    const [one] = fresh(1)
    const answer = await world.post([one, one, one])
    expect(answer.body.results!.map(({ status }) => status)).toEqual(['recorded', 'unchanged', 'unchanged'])
    expect(await storedOf([one!])).toEqual([`${one!.dimensions.ward} 1`])
  })

  test('a locked period takes a correction with a reason only', async () => {
    const one = { kpi: 'beds', period: '2026-01-05', dimensions: { ward: 'locked' }, value: 3 }
    expect((await world.post(one)).status).toBe(200)
    const refused = await world.post({ ...one, value: 4 })
    expect([refused.status, refused.body.code]).toEqual([409, 'locked-without-reason'])
    expect(refused.body.detail).toMatch(/2026-01-05 is locked; send the correction again with a "reason"/)
    expect(await storedOf([one])).toEqual(['locked 1'])
    expect((await world.post({ ...one, value: 4, reason: 'counted again' })).status).toBe(200)
    expect(await storedOf([one])).toEqual(['locked 2'])
  })

  test('a retraction needs no figures, and half of them are refused', async () => {
    const one = { kpi: 'four-hour', period: '2026-02', dimensions: { org: 'B2' } }
    expect((await world.post({ ...one, numerator: 1, denominator: 2 })).status).toBe(200)
    expect((await world.post({ ...one, status: 'retracted', numerator: 1 })).body.code).toBe('ratio-required')
    expect((await world.post({ ...one, status: 'retracted' })).body.results).toMatchObject([{ status: 'recorded' }])
    expect((await world.post({ ...one, status: 'retracted' })).body.results).toMatchObject([{ status: 'unchanged' }])
  })

  test('251 different figures of one day: the source that keeps changing it is stopped', async () => {
    const [one] = fresh(1)
    const answer = await world.post(Array.from({ length: 255 }, (_, value) => ({ ...one, value })))
    expect(answer.status).toBe(207)
    expect(answer.body.results!.slice(250).map(({ problem }) => problem?.code)).toEqual(
      Array(5).fill('too-many-revisions'),
    )
    expect(await storedOf([one!])).toEqual([`${one!.dimensions.ward} 250`])
  })
})

test('before any plan is applied, the answer says so', async () => {
  const empty = await BadInputWorld.open({ plan: false })
  try {
    const answer = await empty.post({ kpi: 'beds', period: '2026-03-05', value: 1 })
    expect([answer.status, answer.body.code]).toEqual([409, 'no-plan'])
    expect(answer.body.detail).toMatch(/throughline apply/)
  } finally {
    await empty.close()
  }
})

test('whatever text comes, the answer is a problem or results, never a failure of ours', async () => {
  const line = fc.oneof(fc.constantFrom('kpi,period,ward,value', 'beds,2026-03-06,f1,2', '"', ',,,,'), fc.string())
  const csv = fc.array(line, { maxLength: 6 }).map((lines) => lines.join('\n'))
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(csv, fc.json(), fc.string({ unit: 'binary' })),
      fc.constantFrom('text/csv', 'text/json'),
      async (body, type) => {
        const answer = await world.post(body, { 'content-type': type })
        expect(answer.status, body).toBeLessThan(500)
        if (answer.status >= 400) expect(answer.body.detail, body).toMatch(/.{15}/)
        else expect(answer.body.results!.length).toBeGreaterThan(0)
      },
    ),
    { numRuns: 40 },
  )
})
