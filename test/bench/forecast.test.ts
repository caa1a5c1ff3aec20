import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { forecastBench } from '../../bench/m4.ts'
import { readSeries } from '../../bench/m4-csv.ts'
import { maseOf, naive2, owaOf, scoresOf, smapeOf, theta } from '../../bench/m4-scores.ts'

const folder = mkdtempSync(join(tmpdir(), 'forecast-'))
afterAll(() => rmSync(folder, { recursive: true }))

const file = (name: string, content: string): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

// Neither series has a trend, and values alternate: the best α is the least, so that Theta forecasts the mean, 10.667 and 21.333.
const TRAIN = '"V1","V2","V3","V4","V5","V6","V7","V8"\n"A","10","12","10","10","12","10",\n"B",20,24,20,20,24,20,,\n'
const TEST = 'V1,V2,V3\nB,20,20\nA,11,11\n'
const train = file('train.csv', TRAIN)
const both = ['--train', train, '--test', file('test.csv', TEST), '--period', '1']
const times = (n: number, value: number) => Array.from({ length: n }, () => value)
const rowsOf = (table: string) => table.split('\n').slice(2, 4)

describe('scores', () => {
  test.each([
    [[100, 50], [110, 40], (200 * 10) / 210 / 2 + (200 * 10) / 90 / 2, 'each error over the mean of both sizes'],
    [[-1], [1], 200, 'opposite signs are the worst there is'],
    [[0], [0], 0, 'nothing expected and nothing came'],
    [[0], [5], 200, 'the worst as well'],
  ])('sMAPE of %j forecast as %j: %f, %s', (actual, forecast, smape) =>
    expect(smapeOf(actual, forecast)).toBeCloseTo(smape, 10),
  )

  test.each<[number, number | undefined, string]>([
    [1, 3 / 2, 'steps of 1, 2, 3 have the mean 2, errors of 2 and 4 the mean 3'],
    [2, 3 / 4, 'over a season of two the steps are 3 and 5'],
    [4, undefined, 'a history no longer than a season scales nothing'],
  ])('MASE with a period of %i: %s, %s', (period, mase) =>
    expect(maseOf([1, 2, 4, 7], [9, 13], [7, 9], period)).toBe(mase),
  )

  test('a history that never changes has no MASE', () => expect(maseOf([3, 3, 3], [4], [3], 1)).toBeUndefined())

  test('OWA is 1 for Naive2 itself, a half where both scores are half', () => {
    const yardstick = { smape: 12, mase: 3, unscaled: 0 }
    expect(owaOf(yardstick, yardstick)).toBe(1)
    expect(owaOf({ smape: 6, mase: 1.5, unscaled: 0 }, yardstick)).toBe(0.5)
    expect(owaOf({ smape: 6, mase: 3, unscaled: 0 }, yardstick)).toBe(0.75)
  })

  test('Naive2 repeats the last value, with the season where there is one; nothing is below 0', () => {
    expect(naive2([5, 9, 7], 1, 2)).toEqual([7, 7])
    const quarters = Array.from({ length: 18 }, (_, i) => [80, 120, 110, 90][i % 4]!)
    expect(naive2(quarters, 4, 3).map(Math.round)).toEqual([110, 90, 80])
    expect(theta(quarters, 4, 3).map((x) => Math.round(x))).toEqual([110, 90, 80])
    expect(naive2([5, -9], 1, 1)).toEqual([0])
  })

  test('series without a MASE are left out of its mean and counted', () => {
    const cases = [
      { history: [3, 3], actual: [4] },
      { history: [1, 2], actual: [4] },
    ]
    expect(scoresOf(cases, naive2, 1)).toMatchObject({ mase: 2, unscaled: 1 })
  })
})

describe('the bench', () => {
  test('two series worked out by hand', () => {
    // A: 1/3 off 11: 200·(1/3)/(65/3) = 3.077, /1.6. B: 4/3 off 20: 200·(4/3)/(124/3) = 6.452, /3.2. Naive2: 10 for 11, 20 for 20.
    expect(rowsOf(forecastBench(both))).toEqual([
      '| Theta | 4.764 | 0.313 | 1.000 |',
      '| Naive2 | 4.762 | 0.313 | 1.000 |',
    ])
  })

  test('the first one only', () => {
    const table = forecastBench([...both, '--limit', '1'])
    expect(rowsOf(table)).toEqual(['| Theta | 3.077 | 0.208 | 0.328 |', '| Naive2 | 9.524 | 0.625 | 1.000 |'])
    expect(table).toMatch(/^1 series, period 1/m)
  })

  test('a file as the competition has its weekly series: everything quoted, rows padded to the longest, no season', () => {
    // A random walk with a drift, repeated to the decimal wherever it runs.
    const walk = (n: number, seed: number) => {
      let [x, s] = [1000 * seed, seed]
      return Array.from({ length: n }, () => {
        s = (s * 48271) % 2147483647
        x += 3 + (s / 2147483647 - 0.5) * 80
        return Number(x.toFixed(2))
      })
    }
    const lengths = [80, 93, 300, 2597]
    const all = lengths.map((n, i) => walk(n + 13, i + 1))
    const known = all.map((values) => values.slice(0, -13))
    const came = all.map((values) => values.slice(-13))
    const csv = (rows: number[][], pad: string) => {
      const longest = Math.max(...rows.map(({ length }) => length))
      const header = Array.from({ length: longest + 1 }, (_, i) => `"V${i + 1}"`)
      const lines = rows.map((values, i) => [
        `"W${i + 1}"`,
        ...values.map((value) => `"${value}"`),
        ...Array.from({ length: longest - values.length }, () => pad),
      ])
      return `${[header, ...lines].map((line) => line.join()).join('\n')}\n`
    }
    // Scored by nothing but the definitions: with a period of 1 the scale is the mean step of the history.
    const cases = known.map((history, i) => ({ history, actual: came[i]! }))
    const mean = (numbers: number[]) => numbers.reduce((sum, x) => sum + x, 0) / numbers.length
    const score = (forecasts: number[][]) => [
      mean(
        cases.map(({ actual }, i) =>
          mean(actual.map((x, h) => (200 * Math.abs(x - forecasts[i]![h]!)) / (x + forecasts[i]![h]!))),
        ),
      ),
      mean(
        cases.map(({ history, actual }, i) => {
          const steps = history.slice(1).map((x, t) => Math.abs(x - history[t]!))
          return mean(actual.map((x, h) => Math.abs(x - forecasts[i]![h]!))) / mean(steps)
        }),
      ),
    ]
    const naive = score(known.map((history) => times(13, history.at(-1)!)))
    const ours = score(known.map((history) => theta(history, 1, 13)))
    const owa = (ours[0]! / naive[0]! + ours[1]! / naive[1]!) / 2
    const text = ([smape, mase]: number[], share: number) => [smape!, mase!, share].map((x) => x.toFixed(3)).join(' | ')
    const test = file('weekly-test.csv', csv(came, ''))
    for (const pad of ['', '""', 'NA']) {
      const args = ['--train', file('weekly-train.csv', csv(known, pad)), '--test', test, '--period', '1']
      const table = forecastBench(args)
      expect(rowsOf(table)).toEqual([`| Theta | ${text(ours, owa)} |`, `| Naive2 | ${text(naive, 1)} |`])
      expect(table).toContain('4 series, period 1')
    }
  })

  test('a byte-order mark, line ends of Windows, quotes and exponents are read', () =>
    expect([...readSeries('\ufeffV1,V2\r\n"a b", 1e3 \r\nc,-.5,"2"\r\n', 'x.csv')]).toEqual([
      ['a b', [1000]],
      ['c', [-0.5, 2]],
    ]))

  test.each([
    ['', /^x\.csv has no series/, 'nothing in it'],
    ['V1,V2\n', /^x\.csv has no series/, 'a header alone'],
    ['W1,5,6\nW2,7,8\n', /^x\.csv:1:2 a header line comes first; "5"/, 'no header'],
    ['V1,V2,V3\nA,1,2\nB,1,x\n', /^x\.csv:3:3 "x" is not a number/, 'a word among numbers'],
    ['V1,V2\nA,NA\n', /^x\.csv:2:2 "A" has no values/, 'what R writes for nothing, and nothing else'],
    ['V1,V2,V3\nA,NA,1\n', /^x\.csv:2:2 a value is missing/, 'what R writes for nothing, before a value'],
    ['V1,V2,V3\nA,1,N/A\n', /^x\.csv:2:3 "N\/A" is not a number/, 'another word for it'],
    ['V1,V2\nA,0x10\n', /^x\.csv:2:2 "0x10"/, 'a number to the computer only'],
    ['V1,V2,V3\nA,1,,3\n', /^x\.csv:2:3 a value is missing/, 'a gap'],
    ['V1,V2\n,1\n', /^x\.csv:2:1 the row has no id/, 'no id'],
    ['V1,V2\nA,,\n', /^x\.csv:2:2 "A" has no values/, 'no values'],
    ['V1,V2\nA,1\n\nA,1\n', /^x\.csv:4:1 "A" is here for the second time/, 'the same id again, after a blank line'],
    ['V1,V2,V3\nA,1,"2\n', /^x\.csv:2:3 a quote is not closed/, 'an open quote'],
    ['V1,V2,V3\nA,1,2"3\n', /^x\.csv:2:3 .*stands inside a cell/, 'a quote within a cell'],
  ])('%j: %s, %s', (csv, says) => expect(() => readSeries(csv, 'x.csv')).toThrow(says))

  test.each([
    [['--train', train, '--test', file('less.csv', 'V1,V2\nA,1\n'), '--period', '1'], /less\.csv has no row "B"/],
    [['--train', file('one.csv', 'V1,V2\nA,1\n'), '--test', train, '--period', '1'], /"A" has one value/],
    [[...both, '--limit', '0'], /--limit takes a whole number from 1 on, not "0"/],
    [[...both.slice(0, -1), '1.5'], /--period takes a whole number from 1 on, not "1\.5"/],
    [[...both.slice(0, 2), '--test', join(folder, 'none.csv'), '--period', '1'], /There is no file/],
  ])('%j is refused', (args, says) => expect(() => forecastBench(args)).toThrow(says))

  test('as a process: a malformed file ends with exit code 2 and one line', () => {
    const bad = file('bad.csv', 'V1,V2\nA,1\nB,one\n')
    const args = ['bench/forecast.ts', '--train', bad, '--test', bad, '--period', '1']
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: `${bad}:3:2 "one" is not a number.\n` })
  })
})
