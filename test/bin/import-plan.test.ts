import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { throughline } from './throughline.ts'

const folder = mkdtempSync(join(tmpdir(), 'throughline-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const people = file('people.csv', 'name,email,function,manager\nEve Ek,eve@example.org,Sales,Sales Lead\n')
const start = async (name: string) => {
  await throughline(['init', join(folder, name), '--template', 'starter', '--yes'])
  return join(folder, name, 'plan.yaml')
}

test('people are brought into a new plan and the plan is linted; again it changes nothing', async () => {
  const plan = await start('first')
  const dry = await throughline(['import', people, '--into', plan, '--as', 'people', '--dry-run'])
  expect(dry.out).toMatch(/^added person eve-ek \(Eve Ek\)\n1 added, 0 changed.*\nNothing was written/)
  const before = readFileSync(plan, 'utf8')
  const done = await throughline(['import', people, '--into', plan, '--as', 'people'])
  expect(done).toMatchObject({ code: 0, err: '' })
  expect(done.out).toMatch(/0 errors, \d+ warning/)
  const after = readFileSync(plan, 'utf8')
  const lines = (text: string) => text.split('\n')
  expect(lines(after).filter((line) => !lines(before).includes(line))).toEqual([
    '  - { id: eve-ek, name: Eve Ek, email: eve@example.org, function: sales, manager: sales-lead }',
  ])
  expect(lines(after).filter((line) => !line.includes('eve-ek'))).toEqual(lines(before))
  const again = await throughline(['import', people, '--into', plan, '--as', 'people'])
  expect(again.out).toMatch(/^0 added, 0 changed, 1 rows as they were/)
  expect(readFileSync(plan, 'utf8')).toBe(after)
})

test('one wrong row and nothing is written', async () => {
  const plan = await start('second')
  const before = readFileSync(plan, 'utf8')
  const rows = file('wrong.csv', 'name;email;Shoe size\nEve;eve@example.org;38\nAbe;abe;41\n')
  const ended = await throughline(['import', rows, '--into', plan, '--as', 'people'])
  expect(ended).toMatchObject({ code: 1, err: '' })
  expect(ended.out).toMatch(/wrong\.csv:3:5 email: "abe": write one e-mail address\n1 finding\. Nothing was written\./)
  expect(readFileSync(plan, 'utf8')).toBe(before)
})

test('columns that mean nothing here are told', async () => {
  const plan = await start('third')
  const rows = file('more.csv', Buffer.from('\uFEFFname\temail\tShoe size\nEve\teve@example.org\t38\n', 'utf16le'))
  const ended = await throughline(['import', rows, '--into', plan, '--as', 'people'])
  expect(ended.out).toMatch(/left out, no column of people: Shoe size\n1 added/)
})

const REFUSED: [sentence: string, args: string[], says: RegExp][] = [
  ['no kind', ['--into', 'x'], /Say what .* holds: --as people, --as kpis, --as milestones/],
  ['an order of dates nobody knows', ['--into', 'x', '--as', 'people', '--dates', 'ymd'], /dmy or mdy, not "ymd"/],
  ['a plan that is not there', ['--into', join(folder, 'no.yaml'), '--as', 'people'], /There is no file/],
  [
    'a plan that is no YAML',
    ['--into', file('bad.yaml', 'a: [\nb'), '--as', 'people'],
    /is not YAML; "throughline lint/,
  ],
  ['a plan that is a list', ['--into', file('list.yaml', '- a\n'), '--as', 'people'], /no block of keys/],
]

test.each(REFUSED)('%s is refused in a sentence', async (_, args, says) => {
  expect(await throughline(['import', people, ...args])).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringMatching(says),
  })
})

const EVE = 'name,email,function,manager\nEve Ek,eve@example.org,Sales,Sales Director\n'

test('of a plan in several files, the one that holds the people is written; all are linted', async () => {
  const there = join(folder, 'several')
  await throughline(['init', there, '--template', 'mid-market', '--yes'])
  const main = join(there, 'plan.yaml')
  const files = ['plan.yaml', 'people.yaml', 'strategy.yaml', 'kpis.yaml', 'execution.yaml']
  const texts = () => files.map((name) => readFileSync(join(there, name), 'utf8'))
  const before = texts()
  const done = await throughline(['import', file('one.csv', EVE), '--into', main, '--as', 'people'])
  expect(done).toMatchObject({ code: 0, err: '' })
  expect(done.out).toMatch(/^added person eve-ek .*\n1 added.*\n.*people\.yaml is written\.\n(?:.*\n)*.*0 errors/)
  expect(texts().map((text, i) => text === before[i])).toEqual([true, false, true, true, true])
  const milestones =
    'initiative,name,due,owner,deliverable,dependsOn\nkey-account-plans,Accounts reviewed,2027-06-30,Eve Ek,A report,Forty accounts chosen\n'
  const more = await throughline(['import', file('m.csv', milestones), '--into', main, '--as', 'milestones'])
  expect(more.out).toMatch(/^added milestone accounts-reviewed .*\n1 added.*\n.*strategy\.yaml is written\.\n/)
  expect(readFileSync(join(there, 'strategy.yaml'), 'utf8')).toMatch(
    /\{ id: accounts-reviewed, .*owner: eve-ek, .*dependsOn: \[accounts-chosen\] \}/,
  )
  const part = await throughline([
    'import',
    file('two.csv', EVE),
    '--into',
    join(there, 'people.yaml'),
    '--as',
    'people',
  ])
  expect(part.out).toMatch(/^0 added, .*\n.*people\.yaml is a part of a plan: lint the file that includes it\.\n$/)
})

test('where several files hold a list, it must be said into which a new item goes; what is there is found in any', async () => {
  const there = join(folder, 'halves')
  await throughline(['init', there, '--template', 'mid-market', '--yes'])
  const main = join(there, 'plan.yaml')
  writeFileSync(join(there, 'more.yaml'), 'people: # the others\n  - { id: ida, name: Ida, email: ida@example.org }\n')
  writeFileSync(main, readFileSync(main, 'utf8').replace('people.yaml,', 'people.yaml, more.yaml,'))
  const into = (csv: string, ...more: string[]) =>
    throughline(['import', file('in.csv', csv), '--into', main, '--as', 'people', ...more])
  const unsaid = await into(EVE)
  expect(unsaid).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringMatching(/people\.yaml and more\.yaml hold people: say .*--part more\.yaml/),
  })
  expect(await into(EVE, '--part', 'kpi.yaml')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/no such file; it has plan\.yaml, /),
  })
  const said = await into(`${EVE}Ida Ek,ida@example.org,,Eve Ek\n`, '--part', 'more.yaml')
  expect(said.out).toMatch(/more\.yaml is written\./)
  expect(readFileSync(join(there, 'more.yaml'), 'utf8')).toBe(
    `people: # the others
  - { id: ida, name: Ida Ek, email: ida@example.org, manager: eve-ek }
  - { id: eve-ek, name: Eve Ek, email: eve@example.org, function: sales, manager: sales-director }
`,
  )
})

test('an included file that is not there is for lint to say', async () => {
  const main = file('lacking.yaml', 'include: [no.yaml]\norganisation: { name: X }\n')
  expect(await throughline(['import', people, '--into', main, '--as', 'people'])).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringMatching(/A file that .*lacking\.yaml includes cannot be read; "throughline lint/),
  })
})
