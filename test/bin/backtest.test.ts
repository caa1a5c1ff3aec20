import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { parsePlan } from '../../domain/plan/parse.ts'
import { planText, trigger } from '../domain/a-series.ts'
import { findingsInPage } from '../views/html-rules.ts'
import { throughline } from './throughline.ts'

const folder = mkdtempSync(join(tmpdir(), 'throughline-backtest-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const red = trigger('red', 'threshold', 'level: red')
const plan = file('plan.yaml', planText('cadence: monthly\ntarget: 100\nbands: { amber: 5, red: 10 }', red))
const head = 'kpi,period,value,recordedAt\n'
const run = (csv: string, ...more: string[]) =>
  throughline(['backtest', plan, '--data', file('data.csv', csv), ...more])

describe('throughline backtest', () => {
  test('says when a trigger would have fired, of whom it asks, and what became of it', async () => {
    const { code, out, err } = await run(
      `${head}flow,2016-04,100,\nflow,2016-05,80,\nflow,2016-06,80,\nflow,2016-07,100,\nflow,2016-08,100,\n`,
    )
    expect(err).toBe('')
    expect(code).toBe(0)
    expect(out).toBe(`1 series from 2016-04-01 to 2016-09-08: 1 decision.

flow · red (threshold, 1 series)
  1 decision, 0.6 a quarter
  by quarter: 2016-Q2 1
  2016-05, told 2016-06-08: red until 2016-07, came back unasked
  1 of 1 that can be judged came back unasked (false alarms)
  told of 1 of 1 miss; from the alarm to the first bad slot: median with it, with it to with it

Asked: 1 person in 1 mail, when each is answered by the first one.
  Dora: 1 decision in 1 mail
`)
  })

  test('what a silence of the plan holds back is told as that, and asked when it ends', async () => {
    const silenced = file(
      'silenced.yaml',
      planText(
        'cadence: monthly\ntarget: 100\nbands: { amber: 5, red: 10 }\nsilences: [{ until: 2016-08-31, reason: stocktaking }]',
        red,
      ),
    )
    const figures = [100, 80, 100, 80, 80, 100].map((value, i) => `flow,2016-0${i + 4},${value},`)
    const csv = file('silenced.csv', `${head}${figures.join('\n')}\n`)
    const report = join(folder, 'silenced.html')
    const { out, err } = await throughline(['backtest', silenced, '--data', csv, '--report', report])
    expect(err).toBe('')
    expect(out).toContain(`flow · red (threshold, 1 series)
  1 decision, 0.5 a quarter
  by quarter: 2016-Q3 1
  2016-07, told 2016-09-01: red until 2016-09
  held back 2 times: 2 by a silence; 1 of them asked later
  2016-05, 2016-06-08 to 2016-07-08: held back by a silence (stocktaking), over before anybody was asked
  2016-07, 2016-08-06 to 2016-09-01: held back by a silence (stocktaking), then asked
  told of 1 of 2 misses; from the alarm to the first bad slot: median with it, with it to with it
`)
    const html = readFileSync(report, 'utf8')
    expect(await findingsInPage(html)).toEqual([])
    expect(html).toContain('held back by a silence (stocktaking), over before anybody was asked</li>')
    const said = JSON.parse((await throughline(['backtest', silenced, '--data', csv, '--json'])).out)
    expect(said.heldBack).toMatchObject([
      { fired: '2016-05', by: [{ why: 'silenced', until: '2016-08-31T23:00:00Z' }], ended: { how: 'over' } },
      { fired: '2016-07', ended: { how: 'asked', at: '2016-08-31T23:00:00Z' } },
    ])
    expect(said.alarms).toMatchObject([{ fired: '2016-07', asked: '2016-07', at: '2016-08-31T23:00:00Z' }])
  })

  test('a recorded moment counts: the figure is known from then on, and --until looks no further', async () => {
    const csv = `${head}flow,2016-04,80,2016-08-01T09:00:00Z\n`
    const said = JSON.parse((await run(csv, '--json')).out)
    expect(said.alarms).toMatchObject([{ at: '2016-08-01T09:00:00Z', fired: '2016-04', verdict: 'open' }])
    expect(JSON.parse((await run(csv, '--json', '--until', '2016-08-02')).out).until).toBe('2016-08-02T23:00:00Z')
  })

  test('--as-due takes a figure that came years later as known when it was due', async () => {
    const csv = `${head}flow,2016-04,100,2019-01-01T00:00:00Z\nflow,2016-05,80,2019-01-01T00:00:00Z\nflow,2016-06,100,2019-01-01T00:00:00Z\nflow,2016-06,99,2019-01-02T00:00:00Z\n`
    expect(JSON.parse((await run(csv, '--json')).out)).toMatchObject({ alarms: [], until: '2019-01-02T00:00:00Z' })
    const said = JSON.parse((await run(csv, '--json', '--as-due')).out)
    expect(said).toMatchObject({
      alarms: [{ fired: '2016-05', ended: { through: '2016-06' } }],
      until: '2016-07-07T23:00:00Z',
    })
  })

  test('rows the API would refuse are left out with their line, and end with 1', async () => {
    const { code, out, err } = await run(
      `${head}flow,2016-04,80,\nflow,2016-13,80,\nflaw,2016-05,80,\nflow,2016-05,"1,5",\nflow,2016-05,1,soon\nflow,2990-05,1,\nflow,2016-05,1,2016-04-30T00:00:00Z\n`,
    )
    expect(code).toBe(1)
    expect(out).toContain('1 series from')
    expect(err.replaceAll(`${folder}/`, '').trimEnd().split('\n')).toEqual([
      'data.csv:3 left out: "2016-13" is no monthly period; write it like 2026-03',
      'data.csv:4 left out: the plan has no KPI "flaw"; correct the id or add the KPI to the plan',
      'data.csv:5 left out: value is "1,5"; write a number like 1234.5: a point before the decimals, no separators of thousands',
      'data.csv:6 left out: recordedAt is "soon"; write an instant like 2016-05-03T07:00:00Z',
      'data.csv:7 left out: period 2990-05 has not begun; post what has happened',
      'data.csv:8 left out: period 2016-05 has not begun; post what has happened',
    ])
  })

  test('--suggest prints lines that can be pasted: the plan lints clean with them and would have asked less', async () => {
    // Small dips that pass within two months all the time, and one real fall of half a year.
    const fall = (i: number) => (i >= 40 && i < 46 ? 60 : [100, 93, 101, 91, 102, 88][i % 6]!)
    const rows = Array.from(
      { length: 60 },
      (_, i) => `flow,${2016 + Math.floor((i + 3) / 12)}-${String(((i + 3) % 12) + 1).padStart(2, '0')},${fall(i)},`,
    )
    const csv = `${head}${rows.join('\n')}\n`
    const { out, code } = await run(csv, '--suggest')
    expect(code).toBe(0)
    const lines = out.slice(out.indexOf('# Proposed'))
    const proposed = parse(lines) as { kpis: { bands: object; triggers: { m: number; n: number }[] }[] }
    expect(proposed.kpis).toMatchObject([
      { id: 'flow', bands: { amber: 12, red: 18 }, triggers: [{ id: 'red', m: 1, n: 1 }] },
    ])
    const bands = lines.match(/ {4}bands: .*/)![0]
    const [m, n] = [lines.match(/ {8}m: .*/)![0], lines.match(/ {8}n: .*/)![0]]
    const better = planText(
      `cadence: monthly\ntarget: 100\n${bands}`,
      trigger('red', 'threshold', `level: red\n${m}\n${n}`),
    )
    const [before, after] = [parsePlan(readFileSync(plan, 'utf8')), parsePlan(better)]
    expect(after.findings.map(({ code }) => code)).toEqual(before.findings.map(({ code }) => code))
    const again = await throughline([
      'backtest',
      file('better.yaml', better),
      '--data',
      join(folder, 'data.csv'),
      '--json',
    ])
    expect(JSON.parse(again.out).triggers[0]).toMatchObject({ decisions: 1, falseAlarms: 0, misses: 1, told: 1 })
  })

  test('--suggest says where no bands can help: a target that is missed and not come back to', async () => {
    const rows = Array.from(
      { length: 24 },
      (_, i) => `flow,${2016 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')},${80 + (i % 3)},`,
    )
    const { out } = await run(`${head}${rows.join('\n')}\n`, '--suggest')
    expect(out).toContain('# 1 dip (stretches short of target), 0 of them back within the effect check: too few to say')
    expect(out).toContain('is missed and not come back to needs another target')
    expect((await run(`${head}flow,2016-04,1,\n`, '--suggest', '--budget', 'few')).err).toContain(
      '--budget takes a number such as 0.25',
    )
  })

  test('the report is sound HTML in one file: a chart with its sentence, and hostile names as text', async () => {
    const evil = file(
      'evil.yaml',
      planText('cadence: monthly\ntarget: 100\nbands: { amber: 5, red: 10 }', red).replace(
        'name: Flow',
        `name: 'Flow </title><script>alert(1)</script>'`,
      ),
    )
    const out = join(folder, 'report.html')
    const csv = file('gap.csv', `${head}flow,2016-04,100,\nflow,2016-06,80,\nflow,2016-07,100,\n`)
    expect((await throughline(['backtest', evil, '--data', csv, '--report', out])).out).toContain(out)
    const html = readFileSync(out, 'utf8')
    expect(await findingsInPage(html)).toEqual([])
    expect(html).not.toMatch(/<script|<link|src=|NaN|undefined/)
    expect(html).toContain(
      'from April 2016 to July 2016; the newest, July 2016: 100\u00a0pts against a target of 100\u00a0pts. One alarm: June 2016.',
    )
  })

  test('the report in docs is as the command of docs/backtest.md writes it', async () => {
    const out = join(folder, 'england.html')
    const england = ['examples/england/plan.yaml', '--data', 'examples/england/data.csv']
    await throughline(['backtest', ...england, '--report', out])
    const isSame = readFileSync(out, 'utf8') === readFileSync('docs/backtest-england.html', 'utf8')
    expect(
      isSame,
      'docs/backtest-england.html is out of date: write it anew with the command of docs/backtest.md',
    ).toBe(true)
  })

  test('the chart of a KPI with a control chart and a forecast has limits, signals and a fan', async () => {
    const triggers = trigger('special', 'control-chart') + trigger('unlikely', 'forecast')
    const charted = file(
      'charted.yaml',
      planText('cadence: monthly\ntarget: 100\nbands: { amber: 5, red: 10 }', triggers),
    )
    const value = (i: number) => (i === 27 ? 60 : 100 + (i % 3))
    const rows = Array.from(
      { length: 29 },
      (_, i) => `flow,${2016 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')},${value(i)},`,
    )
    const out = join(folder, 'charted.html')
    await throughline([
      'backtest',
      charted,
      '--data',
      file('charted.csv', `${head}${rows.join('\n')}\n`),
      '--report',
      out,
    ])
    const classes = new Set([...readFileSync(out, 'utf8').matchAll(/class="([\w -]+)"/g)].map(([, name]) => name))
    for (const name of ['limit', 'centre', 'signal', 'fan', 'expected']) expect(classes).toContain(name)
  })

  test.each([
    ['no file', [], 'Name the history: --data FILE.csv, as many as there are, or --from-deployed.'],
    [
      'a file without rows',
      ['--data', file('empty.csv', head)],
      'has no rows: a header line and at least one row are needed.',
    ],
    [
      'a strange column',
      ['--data', file('strange.csv', 'kpi,period,price\nflow,2016-04,1\n')],
      ':1 the column "price" is neither',
    ],
    ['a quote left open', ['--data', file('quote.csv', `${head}flow,"2016-04,80,\n`)], 'Nothing was looked at.'],
    ['no fitting row', ['--data', file('other.csv', `${head}flaw,2016-04,80,\n`)], 'fits the plan.'],
    [
      'no such day',
      ['--data', file('one.csv', `${head}flow,2016-04,80,\n`), '--until', '2016-02-30'],
      '--until takes a day such as',
    ],
  ])('%s is refused with what to do', async (_, args, sentence) => {
    const { code, err } = await throughline(['backtest', plan, ...args])
    expect(code).toBe(2)
    expect(err).toContain(sentence)
  })
})
