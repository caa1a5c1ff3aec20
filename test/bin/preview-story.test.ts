/** A preview tells one story: whoever judges the product by it finds nothing that could not be. */
import { parse } from 'node-html-parser'
import { expect, test } from 'vitest'
import { readPlan } from '../../bin/plan-file.ts'
import { correctedOf } from '../../bin/previewing/corrected.ts'
import { packOfReview } from '../../bin/previewing/pack-situation.ts'
import { reviewOf } from '../../bin/previewing/review-situation.ts'
import { breachOf, firedIn, questionAbout } from '../../bin/previewing/situation.ts'
import type { View } from '../../bin/previewing/view.ts'
import { viewsOf } from '../../bin/previewing/views.ts'
import { isWorkingDay } from '../../domain/calendar.ts'
import { parseDay } from '../../domain/civil.ts'
import { parseInstant } from '../../domain/instant.ts'
import { cronTimes } from '../../domain/plan/cron.ts'
import { calendarOf } from '../../domain/plan/lookup.ts'
import { resolvePlan } from '../../domain/plan/resolve.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { parseCycleId } from '../../domain/review/cycle.ts'
import { en } from '../../lambdas/texts/en.ts'
import { enPack } from '../../lambdas/texts/en-pack.ts'

const planOf = (name: string): ResolvedPlan => resolvePlan(readPlan(`examples/${name}/plan.yaml`).plan!)
const viewIn = (views: readonly View[], name: string): View => views.find((one) => one.name === name)!
const shown = ({ html }: View): string => parse(html).querySelector('main')!.structuredText.replaceAll('\n', ' ')
/** Who a mail is to, by its greeting. */
const readerIn = ({ text = '' }: View): string => /^Good day, (.+)\.$/m.exec(text)![1]!

const plans = ['mid-market', 'saas', 'emergency-care', 'non-profit'].map((name) => [name, planOf(name)] as const)

test('who is away when the story is told is in it all the same', () => {
  const plan = planOf('mid-market')
  const absences = [{ from: '2026-02-01', to: '2099-12-31' }]
  const away = { ...plan, people: plan.people.map((one) => ({ ...one, absences })) }
  expect(viewsOf(away).map(({ name }) => name)).toEqual(viewsOf(plan).map(({ name }) => name))
})

test.each(plans)('%s: nobody is told of themselves as of somebody else', (_name, plan) => {
  const views = viewsOf(plan)
  for (const name of ['mail-escalated', 'mail-handed', 'mail-note-silent-report', 'mail-note-returned']) {
    const view = viewIn(views, name)
    const reader = readerIn(view)
    for (const said of ['has not answered', 'handed this to you']) expect(view.text).not.toContain(`${reader} ${said}`)
    expect(view.text).not.toContain(`in place of ${reader}`)
  }
  const { ask } = breachOf(plan)
  const me = plan.people.find(({ id }) => id === ask.person)!.name
  for (const name of ['page-away', 'page-fewer']) {
    expect(shown(viewIn(views, name))).not.toContain(`goes to ${me} `)
    expect(shown(viewIn(views, name))).not.toContain(`${me} is told`)
  }
})

test.each(plans)(
  '%s: a question is merged into another, and what cannot wait is due before the first of its kind',
  (_name, plan) => {
    const { decision } = breachOf(plan)
    const merged = viewIn(viewsOf(plan), 'mail-note-merged').text!
    expect(merged.split(`“${decision.question}”`).length).toBe(2)
    const urgent = breachOf(plan, { severity: 'S1' })
    expect(urgent.ask.urgent).toBe(true)
    expect(parseInstant(urgent.ask.stepAt!)).toBe(parseInstant(urgent.decision.openedAt))
    expect(parseInstant(urgent.decision.decideBy)).toBeLessThan(parseInstant(decision.decideBy))
  },
)

test('deadlines are those of working days: the fallback is carried out by the evening before Good Friday', () => {
  const mail = viewIn(viewsOf(planOf('mid-market')), 'mail-carry-out').text!
  expect(mail).toContain('Carry out by Thursday 2 April, 17:00')
})

test('whether a question stays is asked by mail and page with the same words and the same end', () => {
  const plan = planOf('mid-market')
  const { note, asked } = correctedOf(plan, breachOf(plan))
  expect(note.about.dueBy).toBe(asked.decision.restated!.confirm!.by)
  const views = viewsOf(plan)
  expect(viewIn(views, 'mail-note-confirm').text).toContain('Friday 6 March, 17:00')
  expect(shown(viewIn(views, 'page-confirm'))).toContain('Friday 6 March, 17:00')
})

const reviewed = plans.flatMap(([name, plan]) => {
  const situation = reviewOf(plan)
  return situation ? [[name, situation, viewsOf(plan)] as const] : []
})

test.each(reviewed)('%s: a review is held when its schedule says, last time too', (_name, { plan, review, cycles }) => {
  const calendar = calendarOf(plan, review.calendar)!
  for (const { date, heldOn } of [cycles.open, ...cycles.before]) {
    expect(cronTimes(review.schedule, parseDay(date), 1)[0]!.day).toBe(parseDay(date))
    expect(isWorkingDay(calendar, parseDay(heldOn))).toBe(true)
  }
  const last = cycles.before[0]!
  expect(cycles.open.previous).toBe(last.id)
  expect(parseCycleId(last.id).date < cycles.open.date).toBe(true)
})

test.each(reviewed)('%s: a pack counts what its lists hold, and knows each item once', (_name, situation) => {
  const pack = packOfReview(situation)
  const { items, onTrack, atRisk, offTrack, silent, answered, unowned } = pack.counts
  expect([offTrack, silent, unowned]).toEqual([
    pack.offTrack.first.length,
    pack.silent.first.length,
    pack.unowned.first.length,
  ])
  expect(answered + silent).toBe(items)
  expect(onTrack + atRisk + offTrack).toBeGreaterThanOrEqual(answered)
  const desk = situation.plan.organisation.desk
  for (const one of pack.unowned.first) expect(one).toMatchObject({ owner: desk, confidence: null })
  const stale = new Set(pack.stale.first.map(({ item }) => item))
  const figures = situation.checkIns.flatMap(({ item }) => (item.facts.kpi?.value == null ? [] : [item.item]))
  expect(figures.filter((item) => stale.has(item))).toEqual([])
})

test.each(reviewed)(
  '%s: proposing a slower cadence agrees with what the cycles before ended in',
  (_name, situation) => {
    const { slower, figures, before } = packOfReview(situation)
    expect(slower!.cycles).toBe(4)
    expect(before).toMatchObject({ decisions: 0, actions: 0 })
    expect(figures).toMatchObject({ cycles: 6, decided: 3 })
    expect(figures!.review.mails).toBeGreaterThan(0)
  },
)

test.each(reviewed)(
  '%s: the button that ends a review, and what it says once it has ended, agree',
  (_name, _situation, views) => {
    const button = parse(viewIn(views, 'page-pack').html).querySelectorAll('button').at(-1)!.text
    const said = /with (.+)$/.exec(button)![1]!
    const banner = parse(viewIn(views, 'page-pack-concluded').html).querySelector('.banner.good')!.text
    expect(banner).toContain(said)
    expect(said).toMatch(/1 action$/)
  },
)

test('what happened so far is seen unfolded, whole, of a question that went all the way', () => {
  const page = parse(viewIn(viewsOf(planOf('mid-market')), 'page-history').html)
  const opened = page.querySelectorAll('details[open]')
  expect(opened.map((one) => one.querySelector('summary')!.text)).toEqual([en.history.title])
  const steps = opened[0]!.querySelectorAll('li b').map(({ text }) => text)
  expect(steps).toEqual(['Asked', 'Sent', 'Manager told', 'Escalated', 'Escalated', 'Escalated'])
})

test('a made-up point is judged by the bands of the plan, above a range as below a target', () => {
  const plan = planOf('mid-market')
  for (const fired of firedIn(plan).filter(({ trigger, series }) => trigger.kind === 'threshold' && series.bands)) {
    const { points, direction, bands } = questionAbout(plan, fired).decision.evidence
    const { value, target, status } = points.at(-1)!
    const off = direction === 'up' ? target! - value! : value! - target!
    expect(status, fired.kpi.id).toBe('off-track')
    expect(off).toBeGreaterThan(bands!.as === 'percent' ? (bands!.red * target!) / 100 : bands!.red)
    expect(points[0]!.status).toBe('on-track')
  }
})

test('the words of a pack are those of its review: nothing is late that its owner was shown', () => {
  const { plan } = reviewed[0]![1]
  const views = viewsOf(plan)
  const asked = viewIn(views, 'mail-check-ins').text!
  const pack = viewIn(views, 'mail-pack').text!
  expect(asked).toContain('On time in full\n   89.0%')
  const stale = pack.slice(pack.indexOf(enPack.sections.stale.toUpperCase()))
  expect(stale.slice(0, stale.indexOf('\n\n', 60))).not.toContain('On time in full')
})

test('a question names whom it goes to and when, and the mails of those people come on these days', () => {
  const views = viewsOf(planOf('mid-market'))
  const asked = viewIn(views, 'mail-asked').text!
  expect(asked).toContain('Managing Director hears of it on Tuesday 10 March. From Wednesday 11 March on')
  const told = viewIn(views, 'mail-note-silent-report')
  expect(readerIn(told)).toBe('Managing Director')
  expect(told.text).toContain('On Wednesday 11 March you will get the question too')
  expect(viewIn(views, 'mail-escalated').text).toContain('Was due Monday 9 March, 17:00 (2 days ago)')
})
