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

test('of a plan in several files, the one that holds the people is named; it is linted with the others', async () => {
  const there = join(folder, 'several')
  await throughline(['init', there, '--template', 'mid-market', '--yes'])
  const [main, part] = [join(there, 'plan.yaml'), join(there, 'people.yaml')]
  const row = file('one.csv', 'name,email,function,manager\nEve Ek,eve@example.org,Sales,Sales Director\n')
  const refused = await throughline(['import', row, '--into', main, '--as', 'people'])
  expect(refused).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringMatching(/plan\.yaml includes other files.*people/),
  })
  const done = await throughline(['import', row, '--into', part, '--as', 'people'])
  expect(done.out).toMatch(
    /^added person eve-ek .*\n(?:.*\n)*.*people\.yaml is a part of a plan: lint the file that includes it\.\n$/,
  )
  expect(await throughline(['lint', main])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/0 errors.*15 people/),
  })
})
