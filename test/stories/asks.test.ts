import { afterAll, beforeAll, expect, test } from 'vitest'
import { badCheckIns } from './bad-check-ins.ts'
import { instantAt } from './clock.ts'
import { Owner } from './owner-at-the-page.ts'
import { reviewPlan } from './review-world.ts'
import { Stage } from './stage.ts'

const PEOPLE = `
  - { id: office, name: The Office, email: office@example.org }
  - { id: lena, name: Lena Lead, email: lena@example.org }
  - { id: omar, name: Omar Owner, email: omar@example.org, manager: lena, deputy: dina, function: works }
  - { id: dina, name: Dina Deputy, email: dina@example.org, manager: lena, function: works }
  - { id: sita, name: Sita Silent, email: sita@example.org, manager: lena, function: works }`

/** Dina is asked for nothing in these reviews; her milestone waits for Sita's. */
const MILESTONES = ', { id: handover, name: Handover, due: 2026-04-10, owner: dina, dependsOn: [line-two-live] }'

const REVIEWS = `
  - { id: weekly, name: Weekly check-in, schedule: '0 7 * * mon', chair: office, scope: { priorities: [delivery] }, participants: [omar, sita], closesAfter: 3 wd }`

let stage: Stage
let omar: Owner
let dina: Owner
let sita: Owner
const at = (wall: string) => stage.runner.run(instantAt(wall))
/** The newest question somebody was asked about an item. */
const askOf = async (who: string, item: string) =>
  (await stage.ledger(`PERSON#${who}`))
    .filter((one) => one.sk.startsWith('ASK#') && one.item === item)
    .sort((a, b) => (String(a.openedAt) < String(b.openedAt) ? -1 : 1))
    .at(-1)!
const historyOf = async (item: string) =>
  (await stage.ledger(`ITEM#${item}`))
    .filter(({ sk }) => sk.startsWith('HISTORY#'))
    .map(({ what, who, why }) => ({ what, who, why }))

beforeAll(async () => {
  stage = await Stage.open(instantAt('2026-03-06 12:00'))
  await stage.apply(
    reviewPlan({ people: PEOPLE, reviews: REVIEWS, functions: '[{ id: works, name: Works }]', milestones: MILESTONES }),
  )
  ;[omar, dina, sita] = ['omar', 'dina', 'sita'].map((who) => new Owner(stage, who)) as [Owner, Owner, Owner]
  await at('2026-03-09 08:30')
})
afterAll(() => stage?.runner.close())

badCheckIns(
  {
    owner: () => sita,
    anothers: async () => (await askOf('omar', 'kpi:on-time')).id as string,
    ledger: async () =>
      Object.fromEntries(
        (await stage.everything('LedgerTable'))
          .filter(({ sk }) => !sk.startsWith('MAIL#'))
          .map((item) => [`${item.pk} ${item.sk}`, item]),
      ),
  },
  'Scrap',
  'Second line live',
)

test('handed to the deputy with two words: hers with her next mail, the history says who gave it to whom', async () => {
  const page = await omar.open(await omar.path())
  expect(page.text).toMatch(/Dina Deputy your deputy.*Lena Lead your manager.*Sita Silent your colleague/)
  const said = await omar.answer('Second line', 'delegate', { to: 'dina', text: 'You run the site.' })
  expect([said.status, said.text]).toEqual([200, expect.stringContaining('It is with Dina Deputy now.')])
  await at('2026-03-10 08:30')
  const mail = await dina.newest()
  expect(mail.text).toContain('Omar Owner handed this to you: “You run the site.”')
  expect(await askOf('dina', 'initiative:line-two')).toMatchObject({ state: 'open', leads: true, role: 'delegate' })
  expect((await historyOf('initiative:line-two')).at(-1)).toEqual({
    what: 'Ask delegated',
    who: 'omar',
    why: 'Omar Owner handed it to Dina Deputy: You run the site.',
  })
})

test('it does not come back: who had it is refused beside the field, with the words kept', async () => {
  const typed = { 'to-name': 'omar owner', text: 'Take it back, <please>.' }
  const refused = await dina.answer('Second line', 'delegate', typed)
  expect([refused.status, refused.text]).toEqual([
    422,
    expect.stringContaining('Omar Owner has had this question already'),
  ])
  expect(await dina.form('Second line', 'delegate')).toMatchObject({ text: '' })
  expect(refused.html).toContain('Take it back, &lt;please&gt;.')
  expect(refused.html).toContain('value="omar owner"')
})

test('not mine but hers: it goes to whom is named and not to the manager', async () => {
  const said = await dina.answer('Second line', 'not-mine', {
    'to-name': 'sita@example.org',
    text: 'The late shift runs it.',
  })
  expect([said.status, said.text]).toEqual([200, expect.stringContaining('handed on, with your words')])
  await at('2026-03-11 08:30')
  expect((await sita.newest()).text).toContain(
    'Dina Deputy says that this is not theirs but yours: “The late shift runs it.”',
  )
  expect((await sita.answer('Second line', 'check-in', { status: 'on-track', confidence: '7' })).status).toBe(200)
  const [item] = (await stage.ledger('CYCLE#weekly@2026-03-09')).filter(({ sk }) => sk === 'ITEM#initiative:line-two')
  expect(item).toMatchObject({ state: 'answered', owner: 'omar', checkIn: { by: 'sita' } })
})

const stateOf = async (who: string) => (await stage.ledger(`PERSON#${who}`)).find(({ sk }) => sk === 'STATE')

test('away until a day: a wrong day is refused beside the field; then everything waiting is with the deputy', async () => {
  await at('2026-03-11 09:00')
  const path = await omar.path()
  const wrong = await omar.open(path, { action: 'away', until: '2026-03-11' })
  expect([wrong.status, wrong.text]).toEqual([
    422,
    expect.stringContaining('choose a day from Thursday 12 March to Friday, 12 March 2027.'),
  ])
  expect(await stateOf('omar')).toBeUndefined()
  const said = await omar.open(path, { action: 'away', until: '2026-03-23' })
  expect(said.text).toContain('You are away until Monday 23 March. What waits for you goes to Dina Deputy now')
  await omar.open(path, { action: 'away', until: '2026-03-23' })
  await stage.runner.run(stage.now + 10_000)
  expect(await stateOf('omar')).toMatchObject({ away: { from: '2026-03-11', to: '2026-03-22', via: 'link' } })
  const leaving = (await stage.ledger('PERSON#omar')).filter(({ sk }) => sk.includes('#away-'))
  expect(leaving).toMatchObject([
    { state: 'skipped', reasons: [expect.stringContaining('Omar Owner is away'), expect.any(String)] },
  ])
  expect(await askOf('omar', 'kpi:on-time')).toMatchObject({ state: 'handed-on' })
  await at('2026-03-12 08:30')
  expect((await dina.newest()).text).toContain('It was first meant for Omar Owner; you have it as deputy.')
})

const milestoneState = async (id: string) =>
  (await stage.ledger(`ITEM#milestone:${id}`)).find(({ sk }) => sk === 'STATE')
const itemsOf = async (cycle: string) =>
  (await stage.ledger(`CYCLE#${cycle}`))
    .filter(({ item }) => String(item).startsWith('milestone:'))
    .map(({ item, name }) => [item, name])

test('a milestone gets another day, with its reason; who waits for it is shown before and after', async () => {
  const page = await sita.open(await sita.path())
  expect(page.text).toContain('These wait for it; agree a new day with their owners:Handover, Friday 10 April')
  const typed = {
    milestone: 're-date',
    'milestone-to': '2026-03-01',
    status: 'at-risk',
    confidence: '5',
    changed: 'The press came late.',
  }
  const wrong = await sita.answer('Second line live', 'check-in', typed)
  expect(wrong.status).toBe(422)
  expect(wrong.html).toMatch(/name="milestone-to"[^>]*value="2026-03-01" aria-invalid="true"/)
  expect(wrong.text).toMatch(
    /Sunday 1 March cannot be the day; choose one from Thursday 12 March.*Say why it moves: others planned with its day/,
  )
  expect(wrong.html).toContain('The press came late.')
  const said = await sita.answer('Second line live', 'check-in', {
    ...typed,
    'milestone-to': '2026-04-14',
    'milestone-reason': 'The press comes in April.',
  })
  expect([said.status, said.text]).toEqual([
    200,
    expect.stringContaining(
      'It is due Tuesday 14 April now. Due before it, though waiting for it: “Handover” (Friday 10 April).',
    ),
  ])
  expect(await milestoneState('line-two-live')).toMatchObject({
    due: { date: '2026-04-14', planned: '2026-03-27' },
    moved: 1,
  })
  expect((await historyOf('milestone:line-two-live')).map(({ what, why }) => `${what}: ${why}`)).toContain(
    'Milestone changed: moved from 2026-03-27 to 2026-04-14: The press comes in April.',
  )
})

test('owners of what waits for it are told; while away nobody writes to them: the next review goes to the deputy too; back on the day they are asked again', async () => {
  expect(
    (
      await dina.answer('On-time delivery', 'check-in', {
        status: 'on-track',
        confidence: '6',
        reason: 'Counted by hand',
      })
    ).status,
  ).toBe(200)
  const before = await omar.mailsAt()
  await at('2026-03-13 08:30')
  const told = (await dina.newest()).text
  expect(told).toContain('Sita Silent moved “Second line live” from Friday 27 March to Tuesday 14 April.')
  expect(told).toContain('“The press comes in April.”')
  expect(told).toContain('Your “Handover” waits for it and is due before, on Friday 10 April')
  await at('2026-03-17 08:30')
  expect(await omar.mailsAt()).toEqual(before)
  expect((await dina.newest()).text).toContain('On-time delivery')
  expect((await omar.open(await omar.path())).text).toMatch(/You are away until Monday 23 March.*I am back already/)
  await at('2026-03-23 08:30')
  expect((await omar.mailsAt()).at(-1)).toBe('2026-03-23 08:00')
  expect((await omar.open(await omar.path())).text).not.toContain('You are away')
  const [stoodIn, own] = [await askOf('dina', 'kpi:on-time'), await askOf('omar', 'kpi:on-time')]
  expect(stoodIn).toMatchObject({ state: 'withdrawn', closedBecause: 'Omar Owner is there again and is asked.' })
  expect(own).toMatchObject({ state: 'open', cycles: ['weekly@2026-03-23', 'weekly@2026-03-16'] })
  expect((await dina.newest()).text).toContain('in place of Omar Owner, who is there again and is asked now.')
})

test('back already: asked again from then on, what was handed on stays there; the desk cannot be away', async () => {
  const path = await omar.path()
  await omar.open(path, { action: 'away', until: '2026-03-30' })
  expect((await omar.open(path, { action: 'back' })).text).toContain('You are asked again from now on.')
  expect((await stateOf('omar'))!.away).toBeUndefined()
  await stage.runner.run(stage.now + 10_000)
  expect((await askOf('omar', 'kpi:on-time')).state).toBe('open')
  const office = new Owner(stage, 'office')
  const refused = await office.open(await office.path(), { action: 'away', until: '2026-03-30' })
  expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('The desk is always asked')])
})

const one = /List-Unsubscribe=One-Click/

test('only a mail of nothing but reminders can be unsubscribed from, with one click of the mail client', async () => {
  const first = await omar.newest()
  expect(first.subject).not.toMatch(/^Reminder/)
  expect([first.headers['list-unsubscribe'], first.text]).toEqual([
    undefined,
    expect.not.stringContaining('without reminders'),
  ])
  await at('2026-03-24 08:30')
  const reminder = await omar.newest()
  expect(reminder.subject).toMatch(/^Reminder: /)
  expect(reminder.headers['list-unsubscribe-post']).toMatch(one)
  const address = reminder.headers['list-unsubscribe']!.replace(/[<>\s]/g, '')
  expect(reminder.text.replace(/\s/g, '')).toContain(`reminders:${address}`)
  const { pathname, search } = new URL(address)
  // A scanner that opens it changes nothing; the form is in sight for who wants it.
  const shown = await omar.open(`${pathname}${search}`)
  expect([shown.status, shown.html]).toEqual([
    200,
    expect.stringMatching(/<details class="otherwise" open><summary>Fewer mails/),
  ])
  expect((await stateOf('omar'))!.remindersOff).toBeUndefined()
  const clicked = await omar.open(`${pathname}${search}`, 'List-Unsubscribe=One-Click')
  expect([clicked.status, clicked.text]).toEqual([200, expect.stringContaining('No more reminders')])
  expect(await stateOf('omar')).toMatchObject({ remindersOff: { via: 'one-click' } })
  await omar.open(pathname, 'List-Unsubscribe=One-Click')
})

test('the manager is told once what that means; questions still come, the second mail does not, silence goes on as before', async () => {
  const lena = new Owner(stage, 'lena')
  await at('2026-03-25 08:30')
  const told = await lena.newest()
  expect(told.text).toContain(
    'Omar Owner wants no reminders from Throughline any more. Omar Owner is still asked, once, and answers for it.',
  )
  expect(told.text.match(/wants no reminders/g)).toHaveLength(1)
  for (const about of ['On-time delivery', 'Second line'])
    await omar.answer(about, 'check-in', { status: 'on-track', confidence: '7', reason: 'By hand' })
  await at('2026-04-02 08:30')
  expect((await omar.mailsAt()).filter((wall) => wall > '2026-03-24 12:00')).toEqual(['2026-03-30 08:00'])
  expect((await lena.newest()).text).toContain('Omar Owner has not answered since')
  const skipped = (await stage.ledger('PERSON#omar')).find(({ sk }) => sk === 'MAIL#2026-03-31T07:00:00Z')
  expect(skipped).toMatchObject({
    reasons: expect.arrayContaining([expect.stringContaining('not reminded: they want no reminders')]),
  })
})

test('two tabs at once, and after the close: the first answer stands, later words are kept to be seen, nothing is lost', async () => {
  await at('2026-04-02 08:40')
  const [first, second] = await Promise.all(
    ['first', 'second'].map((changed) =>
      omar.form('On-time delivery', 'check-in').then((form) => ({
        ...form,
        status: 'on-track',
        confidence: '7',
        reason: 'By hand',
        changed: `The ${changed} tab.`,
      })),
    ),
  )
  const path = await omar.path()
  expect((await omar.open(path, first)).text).toContain('Recorded. Thank you')
  const other = await omar.open(path, second)
  expect([other.status, other.text]).toEqual([
    200,
    expect.stringMatching(/That answer stands; look at it, and correct it where it is wrong/),
  ])
  expect(other.html).toContain('The second tab.</textarea>')
  await at('2026-04-02 18:00')
  const late = await omar.open(path, { ...second!, corrects: (await askOf('omar', 'kpi:on-time')).closedAt as string })
  expect([late.status, late.text]).toEqual([
    200,
    expect.stringMatching(
      /That answer stands; say what is new at the next review.*What you wrote, to copy:\s*The second tab/,
    ),
  ])
  const closed = await omar.answer('Second line', 'check-in', { status: 'on-track', confidence: '7' })
  expect(closed.text).toContain('The review had closed before: your words are kept with it as late')
})

test('taken back on the page, they are reminded again; the desk is not let off', async () => {
  const page = await omar.open(await omar.path())
  expect(page.text).toMatch(/Reminders have been off since Tuesday 24 March, as you wished/)
  expect((await omar.open(await omar.path(), { action: 'reminders-on' })).text).toContain(
    'You are reminded again from now on.',
  )
  expect((await stateOf('omar'))!.remindersOff).toBeUndefined()
  const office = new Owner(stage, 'office')
  const refused = await office.open(await office.path(), { action: 'reminders-off' })
  expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('The desk is always reminded')])
})

test('a milestone becomes two: asked about one by one from the next review on, and the first is marked done', async () => {
  expect((await sita.open(await sita.path())).text).toContain('Due Tuesday 14 April. Moved once.')
  const typed = {
    milestone: 'split',
    status: 'on-track',
    confidence: '8',
    changed: 'The line is built.',
    'part-1-name': 'Line built',
    'part-1-due': '2026-04-10',
  }
  const wrong = await sita.answer('Second line live', 'check-in', { ...typed, 'part-2-due': '2026-02-30' })
  expect([wrong.status, wrong.text]).toEqual([
    422,
    expect.stringMatching(/Give both parts a name.*"2026-02-30" cannot be the day/),
  ])
  expect(wrong.html).toMatch(/name="part-1-name"[^>]*value="Line built"/)
  const said = await sita.answer('Second line live', 'check-in', {
    ...typed,
    'part-2-name': 'Crew <trained>',
    'part-2-due': '2026-04-14',
  })
  expect([said.status, said.text]).toEqual([
    200,
    expect.stringContaining('“Line built” (Friday 10 April) and “Crew <trained>” (Tuesday 14 April)'),
  ])
  await at('2026-04-07 08:30')
  const told = (await stage.mails('dina@example.org')).find(({ text }) => text.includes('made two milestones'))!.text
  expect(told).toContain('Sita Silent made two milestones of “Second line live”, which was due on Tuesday 14 April:')
  expect(told).toMatch(/“Line built”, due on Friday 10 April\.\s+“Crew <trained>”, due on Tuesday 14 April\./)
  expect(await itemsOf('weekly@2026-04-06')).toEqual([
    ['milestone:line-two-live~1', 'Line built'],
    ['milestone:line-two-live~2', 'Crew <trained>'],
  ])
  const done = await sita.answer('Line built', 'check-in', { milestone: 'done', 'milestone-on': '2026-04-06' })
  expect([done.status, done.text]).toEqual([
    200,
    expect.stringContaining('Line built: on track, confidence 10 of 10. Done on Monday 6 April'),
  ])
  expect(await milestoneState('line-two-live~1')).toMatchObject({ done: { on: '2026-04-06', by: 'sita' } })
})

test('given away by name, the next review waits for whoever has it, and its owner is not asked beside them', async () => {
  const lena = new Owner(stage, 'lena')
  const said = await omar.answer('On-time delivery', 'delegate', { to: 'lena', text: 'Please, this month.' })
  expect(said.text).toContain('It is with Lena Lead now.')
  await at('2026-04-14 08:30')
  const item = async (date: string) =>
    (await stage.ledger(`CYCLE#weekly@${date}`)).find(({ sk }) => sk === 'ITEM#kpi:on-time')
  const { id, cycles } = await askOf('lena', 'kpi:on-time')
  expect(cycles).toEqual(['weekly@2026-04-06', 'weekly@2026-04-13'])
  expect(await item('2026-04-13')).toMatchObject({ state: 'waiting', owner: 'omar', ask: id, askedOf: 'lena' })
  const open = (await stage.ledger('PERSON#omar')).filter(({ state, item: about }) => state === 'open' && about)
  expect(open.map(({ item: about }) => about)).not.toContain('kpi:on-time')
  await lena.answer('On-time delivery', 'check-in', { status: 'on-track', confidence: '7', reason: 'By hand' })
  expect([await item('2026-04-06'), await item('2026-04-13')]).toMatchObject([
    { state: 'late', checkIn: { by: 'lena' } },
    { state: 'answered', checkIn: { by: 'lena' } },
  ])
})
