import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { TEMPLATES } from '../../bin/initiating/templates.ts'
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
