import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { PLAN } from '../stories/bad-input-world.ts'
import { throughline, throughlineProcess } from './throughline.ts'

const folder = mkdtempSync(join(tmpdir(), 'throughline-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const plan = file('plan.yaml', PLAN)
const rows = file('rows.csv', 'kpi,period,value\nattendances,2026-W10,1\n')
const nobody = ['--endpoint', 'http://127.0.0.1:9']

/** What a command says when something is wrong before any deployment is reached: exit code, and one sentence. */
const STOPPED: [sentence: string, args: string[], code: number, says: RegExp, env?: Record<string, string>][] = [
  ['a plan that is not there', ['lint', join(folder, 'nowhere.yaml')], 2, /^There is no file .*nowhere\.yaml\.$/],
  ['a folder', ['lint', folder], 2, /is a folder: name a file in it/],
  ['data in Latin-1', ['import', file('latin.csv', Buffer.from('caf\xe9', 'latin1')), ...nobody], 2, /not UTF-8 text/],
  ['no such command', ['frobnicate'], 2, /unknown command 'frobnicate'/],
  ['no plan', ['apply'], 2, /^Name a plan file, or an earlier version with --version: one of the two\.$/],
  ['a plan and a version', ['apply', plan, '--version', '2'], 2, /one of the two/],
  ['a version that is no number', ['show', '--version', 'last', ...nobody], 2, /takes a number such as 3, not "last"/],
  ['a version and a date', ['show', '--version', '1', '--at', '2026-03-05', ...nobody], 2, /not both/],
  ['resolved files', ['show', '--resolved', '--out', folder, ...nobody], 2, /leave --resolved and --json out/],
  ['a history of nobody', ['history', ...nobody], 2, /^Nobody answers at/],
  ['an option nobody knows', ['lint', plan, '--stern'], 2, /unknown option '--stern'/],
  ['data that are not there', ['import', join(folder, 'none.csv'), ...nobody], 2, /There is no file/],
  ['data without rows', ['import', file('empty.csv', 'kpi,period,value\n\n,,\n'), ...nobody], 2, /has no rows/],
  ['a batch of 501', ['import', rows, '--batch', '501', ...nobody], 2, /from 1 to 500, not "501"/],
  [
    'a quote that never closes, told before anything is posted',
    ['import', file('open.csv', 'kpi,period,reason\r\na,b,"two\r\nlines"\r\na,"b,c\r\nd,e,f\r\n'), ...nobody],
    2,
    /open\.csv:4 a quote is opened and never closed\. Nothing was posted/,
  ],
  [
    'a plan for nobody',
    ['apply', plan, ...nobody],
    2,
    /^Nobody answers at http:\/\/127\.0\.0\.1:9 \(ECONNREFUSED\).*npm start/,
  ],
  ['a doctor for nobody', ['doctor', ...nobody], 2, /^Nobody answers at/],
  ['data for nobody', ['import', rows, ...nobody], 2, /^Nobody answers at/],
  ['an endpoint that is no address', ['doctor', '--endpoint', 'localhost:4510'], 2, /takes an address like http/],
  ['no region', ['doctor'], 2, /No AWS region is set: set AWS_REGION, or give the --endpoint/],
  ['no credentials', ['doctor'], 2, /There are no AWS credentials: log in/, { AWS_REGION: 'eu-west-2' }],
]

test.each(STOPPED)('%s is said in a sentence', async (_, args, code, says, env) => {
  const ended = await throughline(args, env)
  expect(ended.err.trim()).toMatch(says)
  // Warnings of a plan are said first, each with its line; they stop nothing.
  const ofWarning = /:\d+:\d+ warning |^ *\d+ \| |^ +\| +\^~*$/
  const said = ended.out.split('\n').filter((line) => line !== '' && !ofWarning.test(line))
  expect([ended.code, said]).toEqual([code, []])
  expect(ended.err).not.toMatch(/^\s+at |node:internal/m)
  expect(ended.err.trim().split('\n').length).toBeLessThan(4)
})

test('as a process: findings end with 1, refusals with 2 on standard error, help with 0', async () => {
  const ended = await Promise.all(
    [['lint', plan], ['lint', folder], ['--help']].map((args) => throughlineProcess(args)),
  )
  expect(ended.map(({ code }) => code)).toEqual([0, 2, 0])
  expect(ended.map(({ err }) => err.trim())).toEqual(['', expect.stringMatching(/is a folder/), ''])
  expect(ended[2]!.out).toMatch(/Exit codes: 0 all well · 1 findings/)
})

describe('lint', () => {
  test('a good plan: a count, exit code 0', async () => {
    const ended = await throughline(['lint', plan])
    expect(ended).toMatchObject({ code: 0, err: '' })
    expect(ended.out).toMatch(/0 errors, \d+ warnings? \(3 people, 4 KPIs, 1 triggers?\)/)
  })

  test('findings have file, line and column, and exit code 1; as JSON they can be read by a program', async () => {
    const wrong = file('wrong.yaml', PLAN.replace('manager: maria', 'manager: mria'))
    const text = await throughline(['lint', wrong])
    const json = await throughline(['lint', wrong, '--json'])
    expect([text.code, json.code]).toEqual([1, 1])
    expect(text.out).toMatch(/wrong\.yaml:6:\d+ .*there is no person "mria"; did you mean "maria"/i)
    expect(JSON.parse(json.out)).toContainEqual(expect.objectContaining({ line: 6, level: 'error' }))
  })

  test.each([
    ['YAML that is none', 'a: [1, 2\nb: }'],
    ['an empty file', ''],
    ['a list', '- 1\n- 2\n'],
    ['ten thousand brackets', '['.repeat(10_000)],
  ])('%s is a finding, no failure', async (what, content) => {
    const ended = await throughline(['lint', file(`${what.replaceAll(' ', '-')}.yaml`, content)])
    expect([ended.code, ended.err]).toEqual([1, ''])
    expect(ended.out).toMatch(/\.yaml:\d+:\d+ .*\n(.*\n)*.*\.yaml: [1-9]\d* errors?, /)
  })
})
