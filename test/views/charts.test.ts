/** Whatever the numbers: a chart stays inside its drawing, leaves gaps as gaps, and lets nobody write into its markup. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Chart, ChartSlot } from '../../lambdas/charts/chart.ts'
import { drawChart } from '../../lambdas/charts/draw.ts'
import { AREA, frameOf, PLOT } from '../../lambdas/charts/frame.ts'
import { stripe } from '../../lambdas/charts/lines.ts'
import { chartStyle } from '../../lambdas/charts/style.ts'

const figure = fc.oneof(
  fc.double({ min: -1e12, max: 1e12, noNaN: true }),
  fc.constantFrom(0, 1, 95, 0.001, 1e-9, -3, 9e15),
)
const slot = fc
  .record({
    value: fc.option(figure, { freq: 4 }),
    target: fc.option(figure, { freq: 6 }),
    width: fc.constantFrom(0, 5),
    missed: fc.boolean(),
  })
  .map(
    ({ value, target, width, missed }): ChartSlot => ({
      value,
      low: target,
      high: target === null ? null : target + width,
      missed,
    }),
  )
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('</title><script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '</svg>', '&lt;', ']]>'),
)
const some = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined })

/** Charts with any layers; positions lie on their slots. */
const charts: fc.Arbitrary<Chart> = fc.array(slot, { minLength: 1, maxLength: 70 }).chain((slots) => {
  const at = fc.nat({ max: slots.length - 1 })
  return fc.record({
    id: fc.constant('c1'),
    title: text,
    sentence: text,
    slots: fc.constant(slots),
    direction: fc.constantFrom('up' as const, 'down' as const, 'range' as const),
    bands: some(
      fc.record({
        amber: fc.constantFrom(0, 2),
        red: fc.constantFrom(0, 2, 7),
        as: fc.constantFrom('absolute' as const, 'percent' as const),
      }),
    ),
    references: some(fc.array(figure, { maxLength: 2 })),
    episodes: some(
      fc.array(
        fc.tuple(at, at).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b), level: 'red' as const })),
        { maxLength: 3 },
      ),
    ),
    limits: some(fc.record({ leading: fc.boolean(), centre: figure, lower: figure, upper: figure, from: at })),
    signals: some(fc.array(at, { maxLength: 4 })),
    fan: some(
      fc.array(figure, { minLength: 1, maxLength: 6 }).map((path) => ({ path, spread: path.map((_, i) => i + 1) })),
    ),
    marks: some(fc.array(fc.record({ at, text }), { maxLength: 2 })),
    labels: fc.array(fc.record({ at, text }), { maxLength: 3 }),
    write: fc.constant((value: number, decimals: number) =>
      new Intl.NumberFormat('de-DE', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(
        value,
      ),
    ),
    decimals: fc.nat({ max: 3 }),
  })
})

const TAG = /<(\/?)([a-z]+)((?:\s[a-z0-9-]+="[^"<]*")*)\s*(\/?)>/gi

/** Elements that are open after a well-formed text, or the first thing that is not well-formed. */
function unclosed(markup: string): string[] {
  const open: string[] = []
  for (const [all, end, name, , empty] of markup.matchAll(TAG)) {
    if (end && open.pop() !== name) return [`${all} closes nothing`]
    if (!end && !empty) open.push(name!)
  }
  const rest = markup.replaceAll(TAG, '')
  return /[<>]|&(?!(amp|lt|gt|quot|#39);)/.test(rest) ? [`not markup: ${rest.trim()}`] : open
}

const attributes = (markup: string, names: RegExp) =>
  [...markup.matchAll(/\s([a-z0-9]+)="([^"]*)"/g)]
    .filter(([, name]) => names.test(name!))
    .map(([, , value]) => Number(value))
const pairs = (markup: string) =>
  [...markup.matchAll(/\sd="([^"]*)"/g)].flatMap(([, d]) =>
    [...d!.replaceAll('h0', '').matchAll(/[ML](-?[\d.e-]+)[ ,](-?[\d.e-]+)/g)].map(
      ([, x, y]) => [Number(x), Number(y)] as const,
    ),
  )

test('any chart is well-formed, inside its drawing, and without a number that is none', () => {
  fc.assert(
    fc.property(charts, (chart) => {
      const markup = drawChart(chart).toString()
      expect(unclosed(markup)).toEqual([])
      expect(markup.replaceAll(/<(title|desc|text)[^>]*>[^<]*/g, '')).not.toMatch(/NaN|Infinity|undefined|null/)
      const [xs, ys] = [attributes(markup, /^(x|x1|x2|cx)$/), attributes(markup, /^(y|y1|y2|cy)$/)]
      for (const [x, y] of pairs(markup)) {
        xs.push(x)
        ys.push(y)
      }
      for (const x of xs) expect(x >= 0 && x <= AREA.width).toBe(true)
      for (const y of ys) expect(y >= 0 && y <= AREA.height).toBe(true)
    }),
    { numRuns: 120 },
  )
})

test('the elements of a chart do not depend on what people named it', () => {
  const tags = (markup: string) => [...markup.matchAll(TAG)].map(([, end, name]) => `${end}${name}`)
  fc.assert(
    fc.property(charts, text, (chart, evil) => {
      const named = (word: string): Chart => ({
        ...chart,
        title: word,
        sentence: word,
        labels: [{ at: 0, text: word }],
        marks: [{ at: 0, text: word }],
      })
      expect(tags(drawChart(named(evil)).toString())).toEqual(tags(drawChart(named('x')).toString()))
    }),
    { numRuns: 40 },
  )
})

const plain = (values: (number | null)[], more: Partial<Chart> = {}): Chart => ({
  id: 'c',
  title: 'T',
  sentence: 'S',
  direction: 'up',
  labels: [],
  write: String,
  decimals: 0,
  slots: values.map((value) => ({ value, low: 10, high: 10, missed: false })),
  ...more,
})
const pathOf = (markup: string, name: string) =>
  [...markup.matchAll(new RegExp(`class="${name}" d="([^"]*)"`, 'g'))].map(([, d]) => d!)

test.each([
  ['one stretch is one line', [1, 2, 3], 1],
  ['a missing slot parts it', [1, null, 3, 4], 2],
  ['gaps at the ends part nothing', [null, 1, 2, null], 1],
  ['every second slot is a point of its own', [1, null, 2, null, 3], 3],
  ['no value, no line', [null, null], 0],
])('%s', (_, values, strokes) => {
  const drawn = pathOf(drawChart(plain(values)).toString(), 'result').join('')
  expect(drawn.split('M').length - 1).toBe(strokes)
})

test('a level stretch is two points however long it is, and its ends stay where they were', () => {
  const values = [1, ...Array.from({ length: 300 }, () => 5), 1, null, 7, 7, 7]
  const chart = plain(values)
  const { x, y } = frameOf(chart)
  const drawn = pairs(` d="${pathOf(drawChart(chart).toString(), 'result')[0]}"`)
  expect(drawn).toEqual([0, 1, 300, 301, 303, 305].map((at) => [x(at), y(values[at]!)]))
})

test('the zone of red lies beyond that of amber, below a target to reach, above one to stay under', () => {
  const ys = (direction: Chart['direction'], name: string) => {
    const markup = drawChart(plain([8, 12], { direction, bands: { amber: 1, red: 2 } })).toString()
    return pathOf(markup, `zone ${name}`).map((d) => pairs(` d="${d}"`).map(([, y]) => y))
  }
  const [amber, red] = [ys('up', 'amber')[0]!, ys('up', 'red')[0]!]
  expect(Math.max(...amber)).toBe(Math.min(...red))
  expect(Math.max(...red)).toBe(PLOT.bottom)
  expect(Math.min(...ys('down', 'red')[0]!)).toBe(PLOT.top)
  expect(ys('range', 'red')).toHaveLength(2)
})

test('limits are drawn where they fit, and make room for themselves only where the chart is about them', () => {
  const limits = { centre: 10, lower: -50, upper: 70, from: 0 }
  const lines = (leading: boolean) =>
    drawChart(plain([8, 12], { limits: { ...limits, leading } }))
      .toString()
      .match(/class="(limit|centre)"/g)
  expect(lines(false)).toEqual(['class="centre"'])
  expect(lines(true)).toHaveLength(3)
})

test('a percent band follows its target', () => {
  const markup = drawChart(plain([100, 200], { bands: { amber: 10, red: 20, as: 'percent' } })).toString()
  const heights = plain([100, 200], { slots: [100, 200].map((low) => ({ value: low, low, high: low, missed: false })) })
  const { y } = frameOf(heights)
  expect(pathOf(markup, 'zone amber')).toHaveLength(1)
  const drawn = drawChart({ ...heights, bands: { amber: 10, red: 20, as: 'percent' } }).toString()
  const zone = pairs(` d="${pathOf(drawn, 'zone amber')[0]}"`).map(([, at]) => at)
  expect(zone).toContain(y(90))
  expect(zone).toContain(y(180))
})

test('an episode of one slot can be seen, and one at the end stays inside', () => {
  const frame = frameOf(plain(Array.from({ length: 400 }, () => 1)))
  expect(stripe({ from: 3, to: 3 }, frame).width).toBeGreaterThanOrEqual(2)
  const end = stripe({ from: 399, to: 399 }, frame)
  expect(end.x + end.width).toBeLessThanOrEqual(PLOT.right + 2)
})

test("every class that is drawn has a style, and none names a colour outside the page's properties", () => {
  const markup = drawChart(
    plain([8, null, 12], {
      bands: { amber: 1, red: 2 },
      references: [9],
      episodes: [{ from: 0, to: 1, level: 'red' }],
      signals: [2],
      limits: { leading: true, centre: 9, lower: 7, upper: 13, from: 0 },
      fan: { path: [12], spread: [2] },
      marks: [{ at: 1, text: 'M' }],
    }),
  ).toString()
  const classes = new Set([...markup.matchAll(/class="([^"]+)"/g)].map(([, name]) => name!.split(' ')[0]!))
  expect([...classes].filter((name) => !chartStyle.includes(`.${name}`))).toEqual([])
  expect(chartStyle.split('\n').filter((line) => line.startsWith('.') && /#[0-9a-f]{3}/i.test(line))).toEqual([])
})
