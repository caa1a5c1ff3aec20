import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readPlan } from '../../bin/plan-file.ts'
import { viewsOf } from '../../bin/previewing/views.ts'
import { resolvePlan } from '../../domain/plan/resolve.ts'
import { TriggerKind } from '../../domain/plan/trigger.ts'
import { QUICK } from '../../lambdas/texts/check-in-words.ts'
import { enPack } from '../../lambdas/texts/en-pack.ts'
import { planText, soundPlan, trigger } from '../domain/a-series.ts'
import { findingsInMail, findingsInPage } from '../views/html-rules.ts'
import { throughline } from './throughline.ts'

const folder = mkdtempSync(join(tmpdir(), 'throughline-preview-'))
afterAll(() => rmSync(folder, { recursive: true }))
const read = (at: string, name: string) => readFileSync(join(folder, at, name), 'utf8')

test.each([
  ['saas', 75],
  ['mid-market', 77],
  ['emergency-care', 56],
])('the plan %s: valid views in its own names, each says it is a preview; twice the same', async (name, views) => {
  const draw = (at: string) =>
    throughline(['preview', `examples/${name}/plan.yaml`, '--no-png', '--out', join(folder, at)])
  expect(await draw(name)).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringMatching(new RegExp(`^${views} mails and pages written`)),
  })
  await draw(`${name}-2`)
  const files = readdirSync(join(folder, name))
  for (const file of files) {
    expect(read(`${name}-2`, file)).toBe(read(name, file))
    if (file === 'index.html') continue
    expect(read(name, file)).toContain('Preview: made up from the plan')
    const findings = file.startsWith('mail') ? findingsInMail : findingsInPage
    // The rules of HTML take a second a plan: one plan that has everything shows them all.
    if (name === 'mid-market' && file.endsWith('.html')) expect(await findings(read(name, file))).toEqual([])
  }
  for (const file of files) if (file !== 'index.html') expect(read(name, 'index.html')).toContain(`"${file}"`)
})

/** What a trigger of each kind needs besides its question. */
const TRIGGERS: Record<TriggerKind, string> = {
  threshold: '',
  pace: 'window: year',
  forecast: 'window: year',
  change: 'by: 10\n        floor: 1\n        against: last-year',
  'control-chart': '',
  capability: '',
  composite: 'any: [threshold, change]',
  freshness: '',
}

test('a plan with reviews: every part of a pack, every button of a check-in, what was said and promised last time', () => {
  const plan = resolvePlan(readPlan('examples/mid-market/plan.yaml').plan!)
  const views = viewsOf(plan)
  const view = (name: string) => views.find((one) => one.name === name)!
  const parts = Object.values(enPack.sections).filter((heading) => heading !== enPack.sections.owners)
  for (const heading of parts) {
    expect(view('mail-pack').text!.toLowerCase()).toContain(heading.toLowerCase())
    expect(view('page-pack').html).toContain(heading)
  }
  for (const said of [enPack.slower.heading, 'Follow-through', 'ended without action'])
    expect(view('page-pack').html).toContain(said)
  const asks = view('mail-check-ins')
  for (const status of QUICK) expect(asks.html).toContain(`status=${status}`)
  for (const said of ['Last time, on', 'Promised, and its day is over', 'Promised: ']) expect(asks.text).toContain(said)
  expect(view('page-check-in-unchanged').html).toContain('Was it done?')
  expect(view('page-check-in-late').html).toContain('counts as not kept')
  expect(view('page-check-in-ended').html).toContain('handed it to')
})

test('a plan that has every kind of trigger: each is asked about in a mail and a page of its own', async () => {
  const kpi = 'cadence: monthly\ntarget: 100\nbands: { amber: 5, red: 10 }'
  const triggers = Object.entries(TRIGGERS).map(([kind, more]) => trigger(kind, kind, more))
  const plan = soundPlan(planText(kpi, triggers.join('')).replace('aggregation: last', 'aggregation: sum'))
  const views = viewsOf(plan).filter(({ name }) => name.includes('-kind-'))
  const kinds = [...TriggerKind.options, 'flap'].flatMap((kind) => [`mail-kind-${kind}`, `page-kind-${kind}`])
  expect(views.map(({ name }) => name).sort()).toEqual(kinds.sort())
  const pageOf = (kind: string) => views.find(({ name }) => name === `page-kind-${kind}`)!.html
  expect(pageOf('forecast')).toContain('four in five courses stay in it')
  for (const kind of ['control-chart', 'forecast', 'capability']) expect(await findingsInPage(pageOf(kind))).toEqual([])
})

test('a plan that lint refuses is not drawn', async () => {
  const ended = await throughline(['preview', 'README.md', '--no-png', '--out', join(folder, 'none')])
  expect(ended).toMatchObject({ code: 2, err: expect.stringMatching(/throughline lint/) })
})
