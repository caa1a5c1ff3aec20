/** Red means one thing: what is off track by its own status, in the mail's table, the chart and its numbers alike. */
import { parse } from 'node-html-parser'
import { expect, test } from 'vitest'
import { readPlan } from '../../bin/plan-file.ts'
import { surroundingsOf } from '../../bin/previewing/drawing.ts'
import { breachOf } from '../../bin/previewing/situation.ts'
import type { Decision } from '../../domain/decision.ts'
import { resolvePlan } from '../../domain/plan/resolve.ts'
import { chartStyle } from '../../lambdas/charts/style.ts'
import { pointsTable } from '../../lambdas/mail/points-table.ts'
import { chart } from '../../lambdas/pages/chart.ts'
import { style } from '../../lambdas/pages/style.ts'
import { figureWords, voiceOf } from '../../lambdas/texts/ask-words.ts'
import { en } from '../../lambdas/texts/en.ts'

type Status = Decision['evidence']['points'][number]['status']

const plan = resolvePlan(readPlan('examples/mid-market/plan.yaml').plan!)
const { decision } = breachOf(plan)
const voice = voiceOf(surroundingsOf(plan, decision.decider))

/** The last two points of a question, both short of their target and judged as told. */
function judged(...statuses: [Status, Status]): Decision {
  const points = statuses.map((status, i) => ({ period: `2026-0${i + 1}`, value: 3260, target: 3300, status }))
  return { ...decision, evidence: { ...decision.evidence, points } }
}

const drawn = (one: Decision) => {
  const page = parse(String(chart(one, 'c', voice, 'en-GB')))
  const table = parse(String(pointsTable(one, voice, 'en-GB')))
  const rings = page.querySelector('svg path.miss')?.getAttribute('d')
  return {
    rings: rings === undefined ? 0 : rings.split('M').length - 1,
    legend: page.querySelectorAll('ul li').some(({ text }) => text.trim() === en.chart.missed),
    numbers: page.querySelectorAll('tbody .bad').length,
    mail: table.querySelectorAll('td.bad').length,
    large: figureWords(one, voice, 'en-GB')!.adverse,
  }
}

const NONE = { rings: 0, legend: false, numbers: 0, mail: 0, large: false }

test.each<[string, Decision, object]>([
  ['short of the target, and on track by its bands: nothing is red', judged('on-track', 'on-track'), NONE],
  ['at risk lies in its zone, and is not red', judged('at-risk', 'at-risk'), NONE],
  ['nothing to judge by: nothing is red', judged('no-target', 'no-target'), NONE],
  [
    'off track is red, ringed, and named in the legend',
    judged('at-risk', 'off-track'),
    { rings: 1, legend: true, numbers: 1, mail: 1, large: true },
  ],
  [
    'what was off track once is so in the course, not in the newest figure',
    judged('off-track', 'on-track'),
    { rings: 1, legend: true, numbers: 1, mail: 1, large: false },
  ],
])('%s', (_sentence, one, expected) => {
  expect(drawn(one)).toEqual(expected)
})

/** Relative luminance of a colour, as WCAG 2 has it. */
const luminance = (rgb: readonly number[]): number => {
  const [r, g, b] = rgb.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}
const contrast = (a: readonly number[], b: readonly number[]): number => {
  const [more, less] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (more! + 0.05) / (less! + 0.05)
}

/** The custom properties of a scheme: those of the light one, with what the dark one has otherwise. */
function colours(scheme: 'light' | 'dark'): (name: string) => number[] {
  const roots = [...style.matchAll(/(@media \(prefers-color-scheme:dark\)\{)?:root\{([^}]*)\}/g)]
  const known = new Map<string, string>()
  for (const [, dark, rules] of roots)
    if (!dark || scheme === 'dark')
      for (const [, name, hex] of rules!.matchAll(/--([a-z-]+):#([0-9a-f]+)/g))
        if (dark || !known.has(name!)) known.set(name!, hex!)
  return (name) => {
    const hex = known.get(name)!
    const long = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex
    return [0, 2, 4].map((at) => Number.parseInt(long.slice(at, at + 2), 16))
  }
}

test.each(['light', 'dark'] as const)(
  '%s: zones are seen, swatches have an edge, lines and rings stand out from them',
  (scheme) => {
    const of = colours(scheme)
    const opacity = Number(/\.zone\{fill-opacity:([.\d]+)\}/.exec(chartStyle)![1])
    expect(contrast(of('edge'), of('card'))).toBeGreaterThanOrEqual(3)
    expect(chartStyle).toContain('.chart li rect{stroke:var(--edge)}')
    for (const zone of ['zone-amber', 'zone-red']) {
      const seen = of(zone).map((c, i) => opacity * c + (1 - opacity) * of('card')[i]!)
      expect(contrast(seen, of('card'))).toBeGreaterThan(scheme === 'dark' ? 1.7 : 1.1)
      for (const line of ['text', 'accent', 'bad']) expect(contrast(of(line), seen)).toBeGreaterThanOrEqual(3)
    }
  },
)
