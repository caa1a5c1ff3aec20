import { createHash } from 'node:crypto'
import { parse } from 'node-html-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { instantAt, wallAt } from './clock.ts'
import { reviewPlan } from './review-world.ts'
import { Stage } from './stage.ts'

const PEOPLE = `
  - { id: office, name: The Office, email: office@example.org }
  - { id: mara, name: Mara Manager, email: mara@example.org }
  - { id: lena, name: Lena Lead, email: lena@example.org, manager: mara, deputy: dina }
  - { id: omar, name: Omar Owner, email: omar@example.org, manager: lena, deputy: dina }
  - { id: dina, name: Dina Deputy, email: dina@example.org, manager: lena }
  - { id: sita, name: Sita Silent, email: sita@example.org, manager: lena }`

/** Nobody is asked long: the cycle closes as it opens. The daily one asks nobody about anything and never ends in anything. */
const REVIEWS = `
  - { id: weekly, name: Weekly check-in, schedule: '0 7 * * mon', chair: lena, scope: { priorities: [delivery] }, participants: [omar, sita], closesAfter: 0 wd }
  - { id: daily, name: Daily look, schedule: '0 6 * * *', holidays: skip, chair: office, participants: [dina], closesAfter: 0 wd }`

/** Two figures that are off for long: one decision is the chair's, one is Omar's. */
const kpi = (id: string, name: string, direction: string, decider: string, question: string) => `
  - id: ${id}
    name: ${name}
    unit: '%'
    direction: ${direction}
    cadence: weekly
    aggregation: ratio
    owner: omar
    priority: delivery
    target: 50
    bands: { amber: 2, red: 5 }
    triggers: [{ id: ${id}-red, kind: threshold, level: red, severity: S3, decider: ${decider}, m: 1, n: 1, question: ${question}, options: [{ id: act, label: Stop the second line for a day }, { id: wait, label: Wait a week }], fallback: { option: wait, note: Nothing changes. } }]`

const KPIS =
  kpi('on-time', 'On-time delivery', 'up', 'lena', 'Late again. What changes?') +
  kpi('scrap', 'Scrap', 'down', 'omar', 'Too much scrap. What changes?')

let stage: Stage
const at = (wall: string) => stage.runner.run(instantAt(wall))
const meta = async (pk: string, sk = 'META') => (await stage.ledger(pk)).find((one) => one.sk === sk)!
const cycle = (date: string) => meta(`CYCLE#weekly@${date}`)
const mailsOf = (who: string) => stage.mails(`${who}@example.org`)
/** To whom it falls to conclude the review, and to the others. */
const PACK = /^(Conclude by .*: Weekly check-in — |Weekly check-in, )/
const packOf = async (who: string) => (await mailsOf(who)).findLast(({ subject }) => PACK.test(subject))!
const slotMail = async (who: string) => (await mailsOf(who)).findLast(({ text }) => text.includes('/live/a/'))!
const linkIn = (mail: { links: string[] }, part: string) => {
  const url = new URL(mail.links.find((one) => one.includes(part))!)
  return url.pathname + url.search
}
const text = (body: unknown) => parse(String(body)).querySelector('body')!.textContent.replace(/\s+/g, ' ')

async function look(path: string) {
  const { status, body } = await stage.runner.request(path)
  return { status, page: parse(String(body)), text: text(body) }
}

/** Fills the form of a page that has this button, and posts it as a browser does. */
async function press(path: string, button: string, fields: Record<string, string> = {}) {
  const { page } = await look(path)
  const form = page.querySelectorAll('form').find((one) => one.textContent.includes(button))
  if (!form) throw new Error(`No form with "${button}" on ${path}: ${page.textContent.replace(/\s+/g, ' ')}`)
  return post(path, { ...hiddenOf(form), ...fields })
}

const hiddenOf = (form: ReturnType<typeof parse>) =>
  Object.fromEntries(
    form
      .querySelectorAll('input[type="hidden"]')
      .map((one) => [one.getAttribute('name')!, one.getAttribute('value') ?? '']),
  )

async function post(path: string, fields: Record<string, string>) {
  const response = await stage.runner.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  })
  return { status: response.status, text: text(response.body) }
}

/** Has the link of a path expire. */
async function expire(path: string): Promise<void> {
  const token = path.split('?')[0]!.split('/').at(-1)!
  const Key = { pk: { S: `LINK#${createHash('sha256').update(token).digest('hex')}` }, sk: { S: 'LINK' } }
  await stage.aws('dynamodb', 'DynamoDB_20120810.UpdateItem', {
    TableName: stage.output('LedgerTable'),
    Key,
    UpdateExpression: 'SET validUntil = :then',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':then': { S: '2026-03-24T00:00:00Z' } },
  })
}

beforeAll(async () => {
  stage = await Stage.open(instantAt('2026-03-06 12:00'))
  const sources = '[{ id: emergency-feed, kpis: [on-time, scrap] }]'
  await stage.apply(reviewPlan({ people: PEOPLE, reviews: REVIEWS, kpis: KPIS, sources }))
  const off = { period: '2026-W09', numerator: 30, denominator: 100 }
  const posted = await stage.post([
    { kpi: 'on-time', ...off },
    { kpi: 'scrap', ...off, numerator: 90 },
  ])
  expect([posted.status, String(posted.body)]).toEqual([200, expect.anything()])
})
afterAll(() => stage?.runner.close())

test('from the mail of the pack the chair takes the decision that is theirs and has the other asked again', async () => {
  await at('2026-03-09 20:00')
  const mail = await packOf('lena')
  expect(mail.text).toMatch(/DECIDE FIRST\n\n- [\s\S]*- Late again/)
  expect(mail.text).toContain(`  On-time delivery · Lena Lead, by Friday 13 March, 17:00
  30% in week 9 of 2026, target 50%
  To choose from: “Stop the second line for a day”, “Wait a week”
  If nobody decides by Wednesday 25 March, 17:00, “Wait a week” is recorded as the fallback.`)
  const path = linkIn(mail, '/live/r/')
  const decided = await press(path, 'Record my decision', { option: 'act', text: 'It pays' })
  expect([decided.status, decided.text]).toEqual([200, expect.stringContaining('“Stop the second line for a day”')])
  const urged = await press(path, 'Ask Omar Owner again')
  expect([urged.status, urged.text]).toEqual([200, expect.stringContaining('The line goes out with their next mail')])
  expect((await look(path)).text).toContain('Asked again by Lena Lead')
  const decisions = stage.decisionsAbout('')
  expect(
    decisions
      .map(({ kpi: about, state, choice }) => [about, state, (choice as { by?: string } | undefined)?.by])
      .sort(),
  ).toEqual([
    ['on-time', 'decided', 'lena'],
    ['scrap', 'open', undefined],
  ])
})

test('from the mail of the pack the chair assigns an action and closes the review', async () => {
  await at('2026-03-09 20:00')
  expect(await cycle('2026-03-09')).toMatchObject({ state: 'closed' })
  const path = linkIn(await packOf('lena'), '/live/r/')
  const assigned = await press(path, 'Assign it', {
    what: 'Order the second press',
    who: 'omar owner',
    day: '2026-03-17',
  })
  expect([assigned.status, assigned.text]).toEqual([200, expect.stringContaining('The action is with Omar Owner')])
  const ended = await press(path, 'Close the review with 1 decision and 1 action')
  expect([ended.status, ended.text]).toEqual([200, expect.stringContaining('Lena Lead concluded this review on')])
  const { conclusion } = await cycle('2026-03-09')
  expect(conclusion).toMatchObject({
    by: 'lena',
    via: 'link',
    decisions: [expect.stringMatching(/^D-/)],
    actions: [expect.stringMatching(/^T-/)],
  })
})

test('a second tab, other words, scripts and absurd sizes change nothing of what stands', async () => {
  const path = linkIn(await packOf('lena'), '/live/r/')
  const ask = (await stage.ledger('PERSON#lena')).find(({ kind }) => kind === 'conclude')!
  const known = { ask: String(ask.id), epoch: '1' }
  const second = await post(path, { act: 'conclude', ...known, because: 'Nothing to do <script>alert(1)</script>' })
  expect([second.status, second.text]).toEqual([200, expect.stringContaining('That stands.')])
  const another = { act: 'assign', ...known, what: 'One more', who: 'omar', day: '2026-03-17' }
  expect((await post(path, another)).text).toContain('concluded this review on Monday 9 March. That stands.')
  for (const fields of [{ act: 'conclude' }, { act: 'burn', ...known }, { ...another, ask: 'A-<b>' }, {}])
    expect((await post(path, fields as Record<string, string>)).status).toBe(400)
  expect((await post(path, { ...another, what: 'x'.repeat(70_000) })).status).toBe(400)
  expect((await cycle('2026-03-09')).actions).toHaveLength(1)
})

test('what was assigned waits in its owner’s next mail, and is answered there', async () => {
  await at('2026-03-10 09:00')
  const mail = await slotMail('omar')
  expect([wallAt(mail.at), mail.subject]).toEqual(['2026-03-10 08:00', expect.stringMatching(/questions wait for you/)])
  expect(mail.text).toMatch(
    /ACTIONS\n\n\d\. Order the second press\n {3}Action from Weekly check-in of .* given by Lena Lead/,
  )
  expect(mail.text).toMatch(/Too much scrap\. What changes\?\n.*\n {3}Asked again, from a review, by Lena Lead\./)
  const path = linkIn(mail, '/live/a/').split('?')[0]!
  const vague = await press(path, 'Promise the new day', { until: '2026-03-20', text: '' })
  expect([vague.status, vague.text]).toEqual([422, expect.stringContaining('Say in a sentence why it takes longer')])
  const later = await press(path, 'Promise the new day', { until: '2026-03-20', text: 'The maker <b>answers</b> late' })
  expect([later.status, later.text]).toEqual([200, expect.stringContaining('Promised for')])
  const done = await press(path, 'It is done', { text: 'Ordered for May' })
  expect([done.status, done.text]).toEqual([200, expect.stringContaining('Marked as done')])
  const again = await post(path, { ask: 'A-0000000000000000', epoch: '1', action: 'done' })
  expect(again.status).toBe(400)
})

test('the next pack says how the last review ended and that the action was done', async () => {
  await at('2026-03-16 20:00')
  const { text: words } = await packOf('lena')
  expect(words).toContain('ended with 1 decision and 1 action, concluded by Lena Lead.')
  expect(words).toMatch(
    /ACTIONS DONE\n\n- Order the second press\n.*Omar Owner, by Friday 20 March\n {2}Done on Tuesday 10 March\n {2}1 new date given before\n {2}Ordered for May/,
  )
})

test('a chair who says nothing is reminded, then their manager is told, then asked; the next pack says so; whoever is first concludes', async () => {
  await at('2026-03-24 09:00')
  const reminder = (await mailsOf('lena')).find((mail) => wallAt(mail.at) === '2026-03-18 08:00')!
  expect(reminder.text).toMatch(
    /Conclude Weekly check-in of .*16 March.*\n.*\n {3}Reminder: you were first asked on Monday 16 March/,
  )
  const told = (await mailsOf('mara')).find((mail) => wallAt(mail.at) === '2026-03-23 08:00')!
  expect(told.text).toContain('Lena Lead has not answered since Monday 16 March')
  expect((await packOf('lena')).text).toContain('The review of Monday 16 March has not been concluded')
  const mail = await slotMail('mara')
  expect(mail.text).toContain('Escalated to you because Lena Lead has not answered')
  const path = linkIn(mail, '?review=')
  const { status, headers } = await stage.runner.request(path)
  const pack = String(headers.location ?? headers.Location).replace('..', '/live')
  expect(status).toBe(303)
  const stolen = await look(pack.replace('2026-03-16', '2026-03-09'))
  expect([stolen.status, stolen.text]).toEqual([404, expect.stringContaining('We do not know this link')])
  const empty = await press(pack, 'Close the review without action', { because: ' ' })
  expect([empty.status, empty.text]).toEqual([422, expect.stringContaining('Say in a sentence why')])
  const ended = await press(pack, 'Close the review without action', { because: 'The press is on its way <i>' })
  expect([ended.status, ended.text]).toEqual([
    200,
    expect.stringContaining('No action, because The press is on its way <i>'),
  ])
  expect(await cycle('2026-03-16')).toMatchObject({ conclusion: { by: 'mara', actions: [], decisions: [] } })
  const asks = (await stage.ledger('PERSON#lena')).filter(({ title }) => String(title).startsWith('Weekly check-in ('))
  expect(asks.map(({ cycle: id, state }) => [id, state]).sort()).toEqual([
    ['weekly@2026-03-09', 'answered'],
    ['weekly@2026-03-16', 'withdrawn'],
    ['weekly@2026-03-23', 'open'],
  ])
})

test('four reviews without a decision or an action: the next pack proposes to the chair, once, what to change in the plan', async () => {
  const proposals = (await mailsOf('office'))
    .filter((mail) => mail.text.includes('HOLD IT LESS OFTEN'))
    .map((mail) => [wallAt(mail.at).slice(0, 10), mail.text.split('HOLD IT LESS OFTEN')[1]])
  const change = expect.stringMatching(
    /Hold it once a week instead of every day, [\s\S]* review “daily” becomes “0 6 \* \* mon” instead of “0 6 \* \* \*”/,
  )
  expect(proposals).toEqual([
    ['2026-03-13', change],
    ['2026-03-19', change],
  ])
})

test('nobody is asked about more than the two newest reviews of a kind', async () => {
  const asks = (await stage.everything('LedgerTable')).filter(
    ({ kind, cycle: id }) => kind === 'conclude' && String(id).startsWith('daily@'),
  )
  const open = new Set(asks.filter(({ state }) => state === 'open').map(({ cycle: id }) => id))
  expect([...open].sort()).toEqual(['daily@2026-03-23', 'daily@2026-03-24'])
  expect(asks.filter(({ state }) => state === 'withdrawn').length).toBeGreaterThanOrEqual(10)
})

test('what a chair typed behind an expired link stands in the forms of a fresh one, one after the other, until it is recorded', async () => {
  const path = linkIn(await packOf('lena'), '/live/r/')
  const { page } = await look(path)
  const formOf = (button: string) =>
    hiddenOf(page.querySelectorAll('form').find((one) => one.textContent.includes(button))!)
  const kept = async () => (await stage.ledger('PERSON#lena')).filter(({ sk }) => /^(DRAFT|TYPED)#/.test(sk))
  const assignment = { ...formOf('Assign it'), what: 'Train <two> more', who: 'Sita Silent', day: '2026-04-02' }
  const second = { ...assignment, what: 'Call the maker', who: 'Omar Owner' }
  const ending = { ...formOf('Close the review without'), because: 'We wait for the press' }
  const deciding = {
    ...formOf('Record my decision'),
    option: 'wait',
    text: 'One more <week>',
    effectFrom: '2026-03-30',
  }
  await expire(path)
  // A scanner keeps nothing, nor does a form in which nothing was typed; what has no question any more is shown to be copied.
  expect((await look(path)).status).toBe(410)
  const blank: Record<string, string> = { ...assignment, what: ' ', who: '' }
  const urging: Record<string, string> = { act: 'urge', decision: 'D-0000000000000000' }
  for (const fields of [blank, urging]) expect((await post(path, fields)).text).not.toContain('Your words are kept')
  const strange = await post(path, { ...assignment, ask: 'A-0000000000000000' })
  expect(strange.text).toMatch(/What you wrote, to copy:\s*Train <two> more\s*Sita Silent\s*2026-04-02/)
  expect(await kept()).toEqual([])
  for (const fields of [assignment, assignment, second, deciding, ending]) {
    const late = await post(path, fields)
    expect([late.status, late.text]).toEqual([
      410,
      expect.stringContaining('Your words are kept; a fresh link is on its'),
    ])
    await at(wallAt(stage.now + 60_000))
  }
  expect(await kept()).toHaveLength(4)
  await at('2026-03-24 09:10')
  const packs = (await mailsOf('lena')).filter((mail) => wallAt(mail.at).startsWith('2026-03-24 09'))
  expect(packs.map(({ subject }) => subject)).toEqual([expect.stringMatching(PACK)])
  const fresh = linkIn(packs[0]!, '/live/r/')
  const shown = await look(fresh)
  const value = (name: string) => shown.page.querySelector(`[name="${name}"]`)!
  expect(shown.text.match(/This is what you typed when your link had expired/g)).toHaveLength(3)
  const chosen = shown.page.querySelector('[name="option"][checked]')!
  expect([chosen.getAttribute('value'), value('text').textContent]).toEqual(['wait', 'One more <week>'])
  expect(value('effectFrom').getAttribute('value')).toBe('2026-03-30')
  expect([value('what').textContent, value('because').textContent]).toEqual([
    'Train <two> more',
    'We wait for the press',
  ])
  expect([value('who').getAttribute('value'), value('day').getAttribute('value')]).toEqual([
    'Sita Silent',
    '2026-04-02',
  ])
  expect(shown.text).toMatch(/What you wrote, to copy:\s*Call the maker\s*Omar Owner/)
  // Put better before it is given, it is what was kept all the same; what somebody gives in another tab is not.
  const other = { ...assignment, what: 'Ask the union', who: 'omar', day: '2026-04-03' }
  expect((await post(fresh, other)).text).toContain('The action is with Omar Owner')
  const given = await press(fresh, 'Assign it', { what: 'Train two people', who: 'Sita Silent', day: '2026-04-02' })
  expect(given.text).toContain('The action is with Sita Silent')
  const left = await look(fresh)
  expect(left.page.querySelector('[name="what"]')!.textContent).toBe('Call the maker')
  expect(left.text).toMatch(/What you wrote, to copy:\s*We wait for the press/)
  // Recorded, what was kept of it is gone; the rest stays.
  const decided = await press(fresh, 'Record my decision', { option: 'wait', text: 'One more week' })
  expect(decided.text).toMatch(/Decided Lena Lead, by link, .*“Wait a week”/)
  expect((await kept()).map(({ sk }) => String(sk).split('#')[0])).toEqual(['TYPED', 'TYPED'])
  const closed = await press(fresh, 'Close the review with')
  expect(closed.text).toMatch(/What you wrote, to copy:\s*Call the maker/)
  expect((await kept()).map(({ form }) => form)).toEqual(['assign'])
})

test('packs and the command say how well reviews are followed through', async () => {
  const page = await look(linkIn(await packOf('lena'), '/live/r/'))
  expect(page.text).toContain('Follow-through over the last 3 reviews')
  expect(page.text).toMatch(/1 of 1 promises and actions kept 1 decisions and actions a review/)
  const { status, body } = await stage.runner.aws({
    service: 'lambda',
    method: 'POST',
    path: `/2015-03-31/functions/${stage.output('ApplyPlanFunction')}/invocations`,
    query: new URLSearchParams(),
    headers: {},
    body: Buffer.from(JSON.stringify({ read: 'figures', cycles: 8 })),
    caller: 'outside',
  })
  expect([status, JSON.parse(String(body))]).toMatchObject([
    200,
    {
      reviews: [
        { id: 'weekly', cycles: 3, decided: 2, kept: 1, broken: 0 },
        { id: 'daily', cycles: 8, asked: 0 },
      ],
      people: [
        { id: 'omar', kept: 1 },
        { id: 'sita', onTime: 0 },
      ],
    },
  ])
})
