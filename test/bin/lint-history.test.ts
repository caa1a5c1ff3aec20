import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { planText, trigger } from '../domain/a-series.ts'
import { throughline } from './throughline.ts'

const folder = mkdtempSync(join(tmpdir(), 'throughline-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const PLAN = planText(
  'cadence: weekly\ntarget: 100\nbands: { amber: 5, red: 10 }',
  trigger('red', 'threshold', 'level: red'),
)
const limited = (firings: number, more = '') =>
  file('plan.yaml', `${PLAN}\nlimits: { firingsPerQuarter: ${firings} }\n${more}`)

/** Weeks of 2016 in which two of five are far off: some two decisions a quarter. */
const history = file(
  'history.csv',
  `kpi,period,value\n${Array.from({ length: 39 }, (_, i) => `flow,2016-W${String(i + 10)},${i % 5 < 2 ? 70 : 100}`).join('\n')}\n`,
)
const codes = (out: string) =>
  [...out.matchAll(/:\d+:\d+ (\w+) ([\w-]+) /g)].map(([, level, code]) => `${level} ${code}`)

test('a trigger that would have fired too often is a warning at the trigger, with how often and on which series', async () => {
  const { code, out, err } = await throughline(['lint', limited(1), '--data', history])
  expect([code, err]).toEqual([0, ''])
  expect(out).toMatch(
    /warning fires-often trigger "red" would have fired [2-9](\.\d)? times a quarter on "flow", over the limit of 1; widen its bands or ask for more breaches\n.*id: red/,
  )
  expect((await throughline(['lint', limited(1), '--data', history, '--strict'])).code).toBe(1)
})

test('a trigger that could judge nothing in more than a year can never fire; within a year nothing follows', async () => {
  const unjudged = trigger('drop', 'change', 'by: 20\n        floor: 1000')
  const path = file('never.yaml', planText('cadence: weekly\ntarget: 100\nbands: { amber: 5, red: 10 }', unjudged))
  const weeks = (n: number) =>
    file(
      'weeks.csv',
      `kpi,period,value\n${Array.from({ length: n }, (_, i) => `flow,${2016 + Math.floor(i / 52)}-W${String((i % 52) + 1).padStart(2, '0')},100`).join('\n')}\n`,
    )
  expect((await throughline(['lint', path, '--data', weeks(53)])).out).toMatch(
    /warning fires-never trigger "drop" could judge none of 53 slots, so it can never fire; look at its target, floor, minimumHistory and requireFinal\n.*id: drop/,
  )
  expect((await throughline(['lint', path, '--data', weeks(52)])).out).not.toContain('fires-never')
  const patient = PLAN.replace('level: red', 'level: red\n        minimumHistory: 60')
  expect((await throughline(['lint', file('patient.yaml', patient), '--data', weeks(53)])).out).toContain('fires-never')
  expect((await throughline(['lint', limited(50), '--data', weeks(53)])).out).not.toContain('fires-never')
})

test('within the limit, and without a history, nothing is said', async () => {
  expect(codes((await throughline(['lint', limited(50), '--data', history])).out)).not.toContain('warning fires-often')
  expect(codes((await throughline(['lint', limited(1)])).out)).not.toContain('warning fires-often')
})

test('acknowledged it does not count; the acknowledgement is needless only where a history was looked at', async () => {
  const given = 'acknowledged: [{ finding: fires-often, of: red, because: It is a season of repairs }]\n'
  const known = await throughline(['lint', limited(1, given), '--data', history])
  expect(known.out).toMatch(/acknowledged fires-often .*\(because: It is a season of repairs\)/)
  expect((await throughline(['lint', limited(1, given)])).out).not.toMatch(/needless-acknowledgement/)
  expect((await throughline(['lint', limited(50, given), '--data', history])).out).toMatch(/needless-acknowledgement/)
})

test('a history in which no row fits is refused; rows that do not fit are counted', async () => {
  const none = file('none.csv', 'kpi,period,value\nflaw,2016-W10,1\n')
  const refused = await throughline(['lint', limited(1), '--data', none])
  expect(refused).toMatchObject({ code: 2, err: expect.stringMatching(/No row of .*none\.csv fits the plan/) })
  const some = await throughline(['lint', limited(1), '--data', history, none])
  expect(some.err).toMatch(/^1 rows of .* left out; "throughline backtest" says why/)
})
