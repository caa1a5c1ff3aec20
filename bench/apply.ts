/**
 * `npm run synth && node bench/apply.ts [people]`: a large plan (5,000 people, 2,000 KPIs, 500 initiatives) applied to the
 * local runner by apply-plan itself, applied again with 50 people gone, and what its size costs the functions that read it.
 */
import { gunzipSync, gzipSync } from 'node:zlib'
import { simulatedStack } from '../bin/starting/simulation.ts'
import { synthesize } from '../bin/starting/synthesize.ts'
import { printPlan } from '../domain/plan/print.ts'
import { resolvePlan } from '../domain/plan/resolve.ts'
import { ResolvedPlan } from '../domain/plan/resolved.ts'
import { largePlan } from './large-plan.ts'

const people = Number(process.argv[2] ?? 5000)
const written = largePlan(people)
const plan = resolvePlan(written)
const packed = (value: unknown) => gzipSync(JSON.stringify(value)).toString('base64')

synthesize(['feed'])
const runner = await simulatedStack(Date.parse('2026-06-01T10:00:00Z'), 4800, '1')

/** Milliseconds that something takes. */
async function timed<T>(work: () => T | Promise<T>): Promise<[T, number]> {
  const from = performance.now()
  const value = await work()
  return [value, Math.round(performance.now() - from)]
}

async function invoke(request: object): Promise<{ bytes: number; answer: Record<string, unknown>; size: number }> {
  const body = Buffer.from(JSON.stringify(request))
  const { status, body: text } = await runner.aws({
    service: 'lambda',
    method: 'POST',
    path: `/2015-03-31/functions/${runner.created.stack.outputs.ApplyPlanFunction}/invocations`,
    query: new URLSearchParams(),
    headers: {},
    body,
    caller: 'outside',
  })
  const answer = JSON.parse(String(text)) as Record<string, unknown>
  if (status !== 200 || answer.ok !== true) throw new Error(String(text).slice(0, 500))
  return { bytes: body.length, answer, size: Buffer.byteLength(String(text)) }
}

const kilobytes = (bytes: number) => `${Math.round(bytes / 1000).toLocaleString('en-GB')} kB`
const row = (what: string, figure: string) => console.log(`| ${what} | ${figure} |`)
console.log(
  `${people} people, ${plan.kpis.length} KPIs, ${plan.initiatives.length} initiatives.\n\n| what | figure |\n|---|--:|`,
)

const source = { files: [{ name: 'plan.yaml', text: printPlan(written) }] }
const json = JSON.stringify(plan)
row('source, resolved plan as JSON', `${kilobytes(source.files[0]!.text.length)}, ${kilobytes(json.length)}`)
const request = { planGzip: packed(plan), sourceGzip: packed(source), appliedBy: 'bench' }
const [first, firstMs] = await timed(() => invoke(request))
row('payload of the invocation (6,291 kB at most)', kilobytes(first.bytes))
row(
  'parts of the plan, of the source',
  `${Math.ceil(gzipSync(json).length / 350_000)}, ${Math.ceil(gzipSync(JSON.stringify(source)).length / 350_000)}`,
)
row('first apply', `${firstMs} ms`)

// The last fifty are nobody's managers, and own something all the same: what they have goes to the first person.
const gone = new Set(plan.people.slice(-50).map(({ id }) => id))
const kept = JSON.parse(json, (_, value) =>
  typeof value === 'string' && gone.has(value) ? 'p0' : value,
) as ResolvedPlan
const later = {
  ...kept,
  people: plan.people
    .filter(({ id }) => !gone.has(id))
    .map((one) => (one.deputy && gone.has(one.deputy) ? { ...one, deputy: 'p0' } : one)),
}
const [, secondMs] = await timed(() => invoke({ ...request, planGzip: packed(later) }))
row('apply of a plan without 50 of the people, what follows included', `${secondMs} ms`)
const [, againMs] = await timed(() => invoke({ ...request, planGzip: packed(later) }))
row('the same again', `${againMs} ms`)
const [shown, showMs] = await timed(() => invoke({ read: 'version', text: 'plan' }))
row('reading it back', `${showMs} ms, ${kilobytes(shown.size)}`)

const gzip = gzipSync(json)
const [value, unpackMs] = await timed(() => JSON.parse(gunzipSync(gzip).toString('utf8')) as unknown)
const [, parseMs] = await timed(() => ResolvedPlan.parse(value))
row('a function that reads it first: unpacking, then checking', `${unpackMs} ms, ${parseMs} ms`)
row('resident memory of this process, runner and functions', kilobytes(process.memoryUsage().rss))
await runner.close()
