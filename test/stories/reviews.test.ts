import { readFileSync } from 'node:fs'
import { parse } from 'node-html-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { instantAt, wallAt } from './clock.ts'
import { reviewPlan } from './review-world.ts'
import { Stage } from './stage.ts'

let stage: Stage

/** Scrap may be posted, and its trigger would ask on the first figure that is at risk. */
const KPIS = `
  - { id: on-time, name: On-time delivery, unit: '%', direction: up, cadence: weekly, aggregation: ratio, owner: omar, priority: delivery, target: 95, bands: { amber: 2, red: 5 } }
  - id: scrap
    name: Scrap
    unit: '%'
    direction: down
    cadence: weekly
    aggregation: ratio
    owner: sita
    priority: delivery
    target: 3
    bands: { amber: 1, red: 2 }
    triggers:
      - id: scrap-high
        kind: threshold
        level: amber
        severity: S3
        m: 1
        n: 1
        question: What do we do about the scrap?
        options: [{ id: stop, label: Stop the press }, { id: wait, label: Wait a week }]
        fallback: { option: wait, note: Nothing changes. }`

const NOT_ASKED = 'No decision is asked for until Friday 20 March, because “The press is rebuilt” (silenced by story)'
const flat = (text: string) => text.replace(/\s+/g, ' ')
const at = (wall: string) => stage.runner.run(instantAt(wall))
const cycle = async (id: string) => (await stage.ledger(`CYCLE#${id}`)).find(({ sk }) => sk === 'META')!
const items = async (id: string) => (await stage.ledger(`CYCLE#${id}`)).filter(({ sk }) => sk.startsWith('ITEM#'))
const mailsOf = (who: string) => stage.mails(`${who}@example.org`)
const packsOf = async (who: string) =>
  (await mailsOf(who)).filter(({ subject }) => /^Conclude by .*: Weekly check-in — /.test(subject))
const newest = async (who: string) => (await mailsOf(who)).at(-1)!
const pathOf = (mail: { links: string[] }) => new URL(mail.links.find((url) => /\/live\/[ar]\//.test(url))!).pathname

/** Opens the page of the person's newest mail and answers the first check-in that is still open. */
async function checkIn(who: string, about: string, fields: Record<string, string>) {
  const path = pathOf(await newest(who))
  const page = parse(String((await stage.runner.request(path)).body))
  const form = page
    .querySelectorAll('article')
    .find((article) => article.textContent.includes(about))!
    .querySelectorAll('form')
    .find((one) => one.querySelector('[name="status"]') !== null)!
  const hidden = form.querySelectorAll('input[type="hidden"]')
  const known = Object.fromEntries(hidden.map((one) => [one.getAttribute('name')!, one.getAttribute('value') ?? '']))
  const response = await stage.runner.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...known, action: 'check-in', confidence: '7', ...fields }).toString(),
  })
  return { status: response.status, text: parse(String(response.body)).textContent.replace(/\s+/g, ' ') }
}

beforeAll(async () => {
  stage = await Stage.open(instantAt('2026-03-06 12:00'))
  await stage.apply(reviewPlan({ kpis: KPIS, sources: '[{ id: emergency-feed, kpis: [scrap] }]' }))
  const silence = { act: 'silence', kpi: 'scrap', until: '2026-03-20', because: 'The press is rebuilt' }
  expect(await stage.command(silence)).toMatchObject({ ok: true })
})
afterAll(() => stage?.runner.close())

test('a weekly review opens on Monday and asks each owner in one mail', async () => {
  await at('2026-03-09 06:30')
  const figure = { kpi: 'scrap', period: '2026-W10', numerator: 45, denominator: 1000, status: 'final' }
  expect(await stage.post(figure)).toMatchObject({ status: 200 })
  await at('2026-03-09 06:59')
  expect(await stage.ledger('CYCLE#weekly@2026-03-09')).toEqual([])
  await at('2026-03-09 08:30')
  expect(await cycle('weekly@2026-03-09')).toMatchObject({ state: 'open', items: 4, waiting: 4 })
  expect((await items('weekly@2026-03-09')).map(({ item, owner, state }) => [item, owner, state])).toEqual([
    ['initiative:line-two', 'omar', 'waiting'],
    ['kpi:on-time', 'omar', 'waiting'],
    ['kpi:scrap', 'sita', 'waiting'],
    ['milestone:line-two-live', 'sita', 'waiting'],
  ])
  for (const who of ['omar', 'sita']) {
    const mails = await mailsOf(who)
    expect(mails.map((mail) => wallAt(mail.at))).toEqual(['2026-03-09 08:00'])
    expect(mails[0]!.text).toContain('WEEKLY CHECK-IN: 2 ITEMS, BY WEDNESDAY 11 MARCH, 17:00')
  }
  // What nobody is asked about is said where its owner says how it stands.
  const sita = await newest('sita')
  expect(flat(sita.text)).toContain(NOT_ASKED)
  expect(flat(parse(String((await stage.runner.request(pathOf(sita))).body)).textContent)).toContain(NOT_ASKED)
})

test('what is off track needs its cause and the way back; once said, it is recorded', async () => {
  const refused = await checkIn('omar', 'On-time delivery', { status: 'off-track', changed: 'Two presses stood still' })
  expect(refused.status).toBe(422)
  const saved = await checkIn('omar', 'On-time delivery', {
    status: 'off-track',
    changed: 'Two presses stood still',
    cause: 'The spare part comes from one supplier',
    wayBack: 'A second supplier delivers from Thursday',
  })
  expect(saved.status).toBe(200)
  expect(await cycle('weekly@2026-03-09')).toMatchObject({ waiting: 3 })
})

test('the close hurries: reminded on Tuesday, and on the morning of the close the manager hears who is silent', async () => {
  await at('2026-03-11 08:30')
  const slots = async (who: string) => (await mailsOf(who)).map((mail) => wallAt(mail.at))
  expect(await slots('sita')).toEqual(['2026-03-09 08:00', '2026-03-10 08:00'])
  expect(await slots('lena')).toEqual(['2026-03-11 08:00'])
  const { subject, text } = await newest('lena')
  expect(subject).toBe('For your information: 3 questions are without an answer')
  expect(text).toContain('Sita Silent has not answered since Monday 9 March: “Scrap”')
})

test('the close comes whether or not all have answered, and brings the chair the pack', async () => {
  await checkIn('omar', 'Second line', {
    status: 'on-track',
    changed: 'The line is built',
    step: 'Train the late shift',
    'step-by': '2026-03-13',
  })
  await at('2026-03-11 18:00')
  expect(await cycle('weekly@2026-03-09')).toMatchObject({ state: 'closed', closedBecause: 'deadline' })
  const packs = await packsOf('lena')
  expect(packs.map(({ subject }) => subject)).toEqual([
    'Conclude by Wed 18 Mar: Weekly check-in — 1 off track, 2 silent',
  ])
  expect(packs[0]!.text).toContain('A second supplier delivers from Thursday')
  expect(flat(packs[0]!.text)).toContain(NOT_ASKED)
  expect(packs[0]!.text).toContain('5% in week 10 of 2026, target 3%')
  const path = pathOf(packs[0]!)
  const page = await stage.runner.request(path)
  expect([page.status, parse(String(page.body)).textContent]).toEqual([
    200,
    expect.stringContaining('The spare part comes from one supplier'),
  ])
  expect(flat(parse(String(page.body)).textContent)).toContain(NOT_ASKED)
  // Mails of an earlier release lead to the page of asks.
  const former = await stage.runner.request(path.replace('/r/', '/a/'))
  expect([former.status, former.headers.location ?? former.headers.Location]).toEqual([
    303,
    path.replace('/live', '..'),
  ])
})

test('the next cycle joins the questions that still wait and asks the others anew: nobody is asked twice', async () => {
  await at('2026-03-16 08:30')
  expect(await cycle('weekly@2026-03-16')).toMatchObject({ state: 'open', waiting: 4, previous: 'weekly@2026-03-09' })
  const asks = async (who: string) =>
    (await stage.ledger(`PERSON#${who}`)).filter(({ sk, state }) => sk.startsWith('ASK#') && state === 'open')
  const both = ['weekly@2026-03-09', 'weekly@2026-03-16']
  expect((await asks('sita')).map(({ cycles }) => cycles)).toEqual([both, both])
  expect((await asks('omar')).map(({ cycles }) => cycles)).toEqual([['weekly@2026-03-16'], ['weekly@2026-03-16']])
})

test('when the last one has answered it closes at once; late words fill the cycle they are late for', async () => {
  for (const [who, about] of [
    ['omar', 'On-time delivery'],
    ['omar', 'Second line'],
    ['sita', 'Scrap'],
    ['sita', 'Second line live'],
  ] as const) {
    const { status, text } = await checkIn(who, about, {
      status: 'on-track',
      changed: 'Done as planned',
      reason: 'Counted by hand',
    })
    expect([status, text], about).toEqual([200, expect.anything()])
  }
  await stage.runner.run(stage.now + 60_000)
  expect(await cycle('weekly@2026-03-16')).toMatchObject({ state: 'closed', closedBecause: 'all-answered' })
  expect((await items('weekly@2026-03-09')).map(({ owner, state }) => [owner, state])).toEqual([
    ['omar', 'answered'],
    ['omar', 'answered'],
    ['sita', 'late'],
    ['sita', 'late'],
  ])
  expect((await packsOf('lena')).at(-1)!.subject).toBe('Conclude by Mon 23 Mar: Weekly check-in — all on track')
})

test('nobody gets two mails in one slot', async () => {
  for (const who of ['omar', 'sita', 'lena', 'office']) {
    const slots = (await mailsOf(who)).map((mail) => wallAt(mail.at)).filter((wall) => wall.endsWith('08:00'))
    expect(new Set(slots).size, who).toBe(slots.length)
  }
})

test('everything kept of reviews has a row in docs/data-model.md, and every row was written', async () => {
  const section = readFileSync('docs/data-model.md', 'utf8').split('## Reviews, in the Ledger')[1]!
  const rows = [...section.matchAll(/^\| [a-z -]+ \| `([A-Z]+)#.*? \| `([A-Z]+)/gm)].map(([, pk, sk]) => `${pk} ${sk}`)
  const kept = (await stage.everything('LedgerTable')).filter(({ pk }) => /^(REVIEW|CYCLE|ITEM)#/.test(pk))
  const kinds = new Set(kept.map(({ pk, sk }) => `${pk.split('#')[0]} ${sk.split('#')[0]}`))
  expect([...kinds].filter((kind) => !rows.includes(kind) && !kind.endsWith(' HISTORY'))).toEqual([])
  // Nobody in this story re-dates a milestone; actions are assigned in conclusions.test.ts.
  expect(rows.filter((row) => !kinds.has(row) && row !== 'ITEM STATE' && row !== 'REVIEW ACTION')).toEqual([])
})
