import { gzipSync } from 'node:zlib'
import type { Context } from 'aws-lambda'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { handler } from '../../lambdas/apply-plan.ts'
import { MAX_INFLATED_BYTES } from '../../lambdas/applying/inflate.ts'
import { withTables } from '../aws/tables.ts'
import { withFakeAws } from './fake-aws.ts'
import { smallPlan } from './small-plan.ts'
import { tableItems } from './stream-records.ts'

withTables()
withFakeAws()
vi.spyOn(console, 'info').mockReturnValue()

const apply = (event: object) => handler({ appliedBy: 'arn', ...event }, { awsRequestId: 'r' } as Context)
const packed = (value: unknown) => gzipSync(JSON.stringify(value)).toString('base64')
const planGzip = packed(smallPlan())
const files = (...names: string[]) => packed({ files: names.map((name) => ({ name, text: 'a: 1' })) })

describe('what is refused with a sentence, and changes nothing', () => {
  test.each([
    ['nothing at all', {}, 'malformed-request', /one of plan, planGzip and backTo/],
    ['two plans', { plan: smallPlan(), planGzip }, 'malformed-request', /one of plan/],
    ['a field nobody knows', { planGzip, force: true }, 'malformed-request', /force/],
    ['text that is not base64', { planGzip: '%%%' }, 'malformed-request', /planGzip/],
    ['base64 that is no gzip', { planGzip: 'aGVsbG8=' }, 'malformed-plan', /not the base64 of a gzip/],
    ['a gzip cut short', { planGzip: planGzip.slice(0, 400) }, 'malformed-plan', /cut short/],
    ['a gzip of no JSON', { planGzip: gzipSync('{').toString('base64') }, 'malformed-plan', /not JSON/],
    [
      'a gzip of bytes that are no text',
      { planGzip: gzipSync(Buffer.from([0xff])).toString('base64') },
      'malformed-plan',
      /UTF-8/,
    ],
    ['a plan that is a list', { planGzip: packed([]) }, 'malformed-plan', /planGzip/],
    ['a plan with a stranger in it', { planGzip: packed({ ...smallPlan(), spy: 1 }) }, 'malformed-plan', /spy/],
    [
      'a plan without a desk',
      { planGzip: packed({ ...smallPlan(), people: smallPlan().people.slice(1) }) },
      'broken-references',
      /"office"/,
    ],
    [
      'a source that climbs out of its folder',
      { planGzip, sourceGzip: files('../../etc/passwd') },
      'malformed-source',
      /relative to the plan/,
    ],
    ['a source with an absolute path', { planGzip, sourceGzip: files('/etc/passwd') }, 'malformed-source', /relative/],
    ['a source with a path of Windows', { planGzip, sourceGzip: files('C:/x.yaml') }, 'malformed-source', /relative/],
    [
      'a source with one file twice',
      { planGzip, sourceGzip: files('a.yaml', 'a.yaml') },
      'malformed-source',
      /each file once/,
    ],
    ['an empty source', { planGzip, sourceGzip: files() }, 'malformed-source', /at least one file/],
    ['a version that never was', { backTo: 7 }, 'unknown-version', /no version 7/],
    ['a message of a novel', { planGzip, message: 'x'.repeat(1001) }, 'malformed-request', /message/],
  ])('%s', async (_, event, code, sentence) => {
    const answer = await apply(event)
    expect(answer).toMatchObject({ ok: false, code })
    expect((answer as { sentences: string[] }).sentences.join('\n')).toMatch(sentence)
  })

  test('a gzip bomb is not unpacked beyond the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(MAX_INFLATED_BYTES + 1, 32)).toString('base64')
    expect(bomb.length).toBeLessThan(100_000)
    expect(await apply({ planGzip: bomb })).toMatchObject({
      ok: false,
      code: 'malformed-plan',
      sentences: [expect.stringMatching(/more than 40 MB/)],
    })
    expect(await apply({ planGzip, sourceGzip: bomb })).toMatchObject({ ok: false, code: 'malformed-source' })
  })

  test('a plan with a thousand faults is answered in a few sentences', async () => {
    const people = Array.from({ length: 1000 }, () => ({}))
    const { sentences } = (await apply({ planGzip: packed({ ...smallPlan(), people }) })) as { sentences: string[] }
    expect(sentences).toHaveLength(21)
    expect(sentences.at(-1)).toMatch(/^And \d+ more/)
  })

  afterAll(async () => expect([...(await tableItems('plan')).keys()]).toEqual([]))
})
