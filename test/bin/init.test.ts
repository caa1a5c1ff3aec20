import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { confirm } from '../../bin/applying/confirm.ts'
import { TEMPLATES } from '../../bin/initiating/templates.ts'
import { atTerminal, type Typed } from './terminal.ts'
import { throughline } from './throughline.ts'

const folder = mkdtempSync(join(tmpdir(), 'throughline-'))
afterAll(() => rmSync(folder, { recursive: true }))

test.each([...TEMPLATES.keys()])('init writes %s, which lints clean as it is', async (template) => {
  const there = join(folder, template, 'plan')
  const written = await throughline(['init', there, '--template', template, '--name', 'Å "B" & Söhne 🏭', '--yes'])
  expect(written).toMatchObject({ code: 0, err: '' })
  const plan = join(there, 'plan.yaml')
  expect(written.out.match(/npm run throughline -- .*\.yaml/g)).toHaveLength(3)
  expect(readFileSync(plan, 'utf8')).not.toContain('examples/')
  for (const file of readdirSync(there, { recursive: true, encoding: 'utf8' })) {
    const [, named] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(join(there, file), 'utf8')) ?? []
    expect(resolve(there, dirname(file), decodeURI(named ?? ''))).toBe(resolve('plan.schema.json'))
  }
  const linted = await throughline(['lint', plan])
  expect(linted.code).toBe(0)
  expect(linted.out).toMatch(/0 errors, 0 warnings/)
})

test('what is there is never written over', async () => {
  const plan = join(folder, 'plan.yaml')
  writeFileSync(plan, 'mine')
  const refused = await throughline(['init', folder, '--yes'])
  expect(refused).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringMatching(/is there already.*Nothing was written/),
  })
  expect(readFileSync(plan, 'utf8')).toBe('mine')
})

const REFUSED: [sentence: string, args: string[], says: RegExp][] = [
  ['no terminal and no template', [], /no terminal .*--template/],
  ['a template nobody has', ['--template', 'bank', '--yes'], /--template is "bank": name one of starter, mid-market/],
  ['a zone that is none', ['--timezone', 'Lodon', '--yes'], /--timezone is "Lodon": write a time zone/],
  ['a locale that is none', ['--locale', 'English', '--yes'], /--locale is "English": write a language tag/],
  ['an address that is none', ['--desk', 'me', '--yes'], /--desk is "me": write one e-mail address/],
  ['an empty name', ['--name', ' \t ', '--yes'], /--name .*at least one character/],
]

test.each(REFUSED)('%s is refused in a sentence', async (_, args, says) => {
  const ended = await throughline(['init', join(folder, 'none'), ...args])
  expect(ended).toMatchObject({ code: 2, out: '', err: expect.stringMatching(says) })
})

test('--list shows every template', async () => {
  const { out } = await throughline(['init', '--list'])
  expect(
    out
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0]),
  ).toEqual([...TEMPLATES.keys()])
})

describe('at a terminal', () => {
  const plan = (name: string) => readFileSync(join(folder, name, 'plan.yaml'), 'utf8')

  test('each question has its default in brackets; what cannot be used is asked again, with why', async () => {
    const lines = ['bank', 'saas', 'Büro & Söhne', 'Lodon', 'Europe/Berlin', '', 'desk', 'desk@example.org']
    const ended = await atTerminal(['init', join(folder, 'asked')], { lines })
    expect(ended).toMatchObject({ code: 0, err: '', left: [] })
    expect(ended.asked).toMatch(/Which plan to start from \(starter, .*\)\? \[starter\] /)
    expect(ended.asked).toMatch(/That does not work: name one of starter, /)
    expect(ended.asked).toMatch(/Name of the organisation\? \[keep the template's\] /)
    expect(ended.asked).toMatch(/That does not work: write a time zone of the zone database, like Europe\/London\./)
    expect(ended.asked).toMatch(/That does not work: write one e-mail address\./)
    for (const said of ['Büro & Söhne', 'timezone: Europe/Berlin', 'locale: en-GB', 'email: desk@example.org'])
      expect(plan('asked')).toContain(said)
    expect(await throughline(['lint', join(folder, 'asked', 'plan.yaml')])).toMatchObject({ code: 0 })
  })

  test('empty lines take what stands in brackets; what an option says is not asked', async () => {
    const given = ['--template', 'starter', '--timezone', 'Asia/Tokyo']
    const ended = await atTerminal(['init', join(folder, 'empty'), ...given], { lines: ['', '', ''] })
    expect(ended).toMatchObject({ code: 0, left: [] })
    expect(ended.asked).not.toMatch(/Which plan|Time zone/)
    expect(plan('empty')).toContain('timezone: Asia/Tokyo')
  })

  test.each([
    ['the end of input', 'end'],
    ['Ctrl-C', 'interrupt'],
  ] as const)('%s stops it, and nothing is written', async (name, then) => {
    const ended = await atTerminal(['init', join(folder, name)], { lines: ['saas', 'Acme'], then })
    expect(ended).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^Stopped\. Nothing was written\.\n$/) })
    expect(existsSync(join(folder, name))).toBe(false)
  })

  test('a wrong option is refused before the first question', async () => {
    const ended = await atTerminal(['init', join(folder, 'wrong'), '--desk', 'me'], { lines: [] })
    expect(ended).toMatchObject({ code: 2, asked: '', err: expect.stringMatching(/--desk is "me"/) })
  })
})

describe('asked whether to apply', () => {
  const ask = async (typed: Typed) => {
    let said: boolean | undefined
    const ended = await atTerminal([], typed, async () => {
      said = await confirm('Apply this first plan?', undefined)
    })
    return { said, asked: ended.asked }
  }
  test.each([
    ['y', true],
    [' YES ', true],
    ['', false],
    ['n', false],
    ['yes please', false],
  ])('"%s"', async (line, means) => {
    const { said, asked } = await ask({ lines: [line] })
    expect([said, asked]).toEqual([means, expect.stringContaining('Apply this first plan? [y/N] ')])
  })
  test.each(['end', 'interrupt'] as const)('%s is a no', async (then) => {
    expect((await ask({ lines: [], then })).said).toBe(false)
  })
})
