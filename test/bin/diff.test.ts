import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { WriteStream } from 'node:tty'
import { afterAll, expect, test } from 'vitest'
import { paintFor } from '../../bin/diffing/paint.ts'
import { printed } from '../../bin/diffing/print.ts'
import type { Change } from '../../domain/plan/diff/change.ts'
import { COMPANY } from '../domain/plan/diff/company.ts'
import { throughline } from './throughline.ts'

const folder = mkdtempSync(join(tmpdir(), 'throughline-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = (name: string, content: string): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const old = file('old.yaml', COMPANY)
const edited = COMPANY.replace('owner: ann, priority', 'owner: bo, priority').replace('name: Cy Diaz', 'name: Cy D')
const plan = file('plan.yaml', edited)
const wrong = file('wrong.yaml', COMPANY.replace('manager: ann', 'manager: an'))
const nobody = ['--endpoint', 'http://127.0.0.1:9']

test('two files: symbols, sentences, load and a summary; exit code 0', async () => {
  const { code, out, err } = await throughline(['diff', plan, '--against', old])
  expect([code, err]).toEqual([0, ''])
  const lines = out.split('\n')
  expect(lines.slice(0, 5)).toEqual([
    `${old} → ${plan}`,
    '~ KPI Churn',
    '    owner: Ann Lee → Bo Chen',
    '~ person Cy D',
    '    name: Cy Diaz → Cy D',
  ])
  expect(out).toMatch(
    /^Load a week, over the 13 weeks from \d{4}-\d\d-\d\d, without decisions\n {2}\(programmes and due days of milestones are counted; nobody is asked for them so far\)$/m,
  )
  expect(out).toMatch(/^ {2}Ann Lee {2}−[\d.]+ asks?.*, −1 item owned$/m)
  expect(lines.at(-2)).toMatch(/^2 changes; .*Bo Chen \+1 ask a week/)
})

test('without a difference nothing is said but that; --exit-code tells the two apart', async () => {
  expect(await throughline(['diff', old, '--against', old, '--exit-code'])).toEqual({
    code: 0,
    out: `${old} → ${old}\nNo difference.\n`,
    err: '',
  })
  expect((await throughline(['diff', plan, '--against', old, '--exit-code'])).code).toBe(1)
})

test('as JSON it has the changes, a JSON Patch and the load', async () => {
  const { out } = await throughline(['diff', plan, '--against', old, '--json'])
  const told = JSON.parse(out) as { changes: Change[]; patch: unknown[]; loads: unknown[] }
  expect(told.changes[0]).toMatchObject({
    kind: 'kpi',
    id: 'churn',
    what: 'changed',
    sentences: ['owner: Ann Lee → Bo Chen'],
  })
  expect(told.patch).toContainEqual({ op: 'replace', path: '/kpis/0/owner', value: 'bo' })
  expect(told).not.toHaveProperty('consequences')
})

const REFUSED: [sentence: string, args: string[], says: RegExp][] = [
  ['nothing to compare', [], /^Name a plan file, or two versions/],
  [
    'a file and a version to compare it with on the wrong side',
    [plan, '--to', '2', ...nobody],
    /^Give a plan file or --to, not both/,
  ],
  ['two files and a version', [plan, '--against', old, '--from', '1'], /^--against compares a plan file with another/],
  ['a version that is no number', ['--from', 'last', ...nobody], /^--from takes a number such as 3, not "last"/],
  [
    'a plan with errors',
    [wrong, '--against', old],
    /wrong\.yaml: 1 error[\s\S]*nothing to compare[\s\S]*wrong\.yaml:7:\d+/,
  ],
  ['a deployment that is not there', [plan, ...nobody], /^Nobody answers at/],
]
test.each(REFUSED)('refused with 2: %s', async (_, args, says) => {
  const ended = await throughline(['diff', ...args])
  expect([ended.code, ended.out]).toEqual([2, ''])
  expect(ended.err).toMatch(says)
})

const change = (i: number): Change => ({
  kind: 'kpi',
  id: `k${i}`,
  name: `K${i}`,
  what: 'added',
  first: false,
  sentences: ['weekly'],
})
const many = Array.from({ length: 40 }, (_, i) => change(i))
const plain = { paint: (_: string, text: string) => text, today: '2026-03-02' }

test('a long list is folded, unless all of it is wanted', () => {
  const lines = printed({ changes: many, patch: [], loads: [] }, plain)
  expect(lines.filter((line) => line.startsWith('+ KPI'))).toHaveLength(12)
  expect(lines).toContain('+ and 28 more of these (KPI; --all shows them)')
  expect(
    printed({ changes: many, patch: [], loads: [] }, { ...plain, all: true }).filter((line) =>
      line.startsWith('+ KPI'),
    ),
  ).toHaveLength(40)
  expect(
    printed({ changes: many.slice(0, 13), patch: [], loads: [] }, plain).filter((line) => line.startsWith('+ KPI')),
  ).toHaveLength(13)
})

test('names steer no terminal, and what is under way is counted', () => {
  const lines = printed(
    {
      changes: [{ ...change(0), name: 'K\u001b[31m\nred' }],
      patch: [],
      loads: [{ person: 'a', name: 'Ann', items: 0, asksPerWeek: 1, mailsPerWeek: 0 }],
      consequences: [
        { kind: 'withdrawn', decision: 'D-1', asks: [], people: [], sentence: '"What now?" is withdrawn' },
        { kind: 'handed-on', ask: 'A-1', from: 'a', to: 'b', role: 'deputy', sentence: '"What then?" goes on' },
        { kind: 'handed-on', ask: 'A-2', from: 'a', to: 'b', role: 'deputy', sentence: '"And then?" goes on' },
      ],
    },
    plain,
  )
  expect(lines[0]).toBe('+ KPI K [31m red: weekly')
  expect(lines).toContain('  "What now?" is withdrawn')
  expect(lines.at(-1)).toBe('1 change, 1 decision withdrawn, 2 asks handed on; Ann +1 ask a week')
})

test.each([
  ['a terminal', { TERM: 'xterm' }, true, true],
  ['a terminal without colours', { TERM: 'dumb' }, true, false],
  ['a file or a pipe', { TERM: 'xterm' }, false, false],
  ['a terminal where NO_COLOR is set', { TERM: 'xterm', NO_COLOR: '1' }, true, false],
  ['a pipe where FORCE_COLOR is set', { FORCE_COLOR: '1' }, false, true],
])('%s gets colours or not', (_, env, isTTY, coloured) => {
  const before = process.env
  process.env = env
  const stream = Object.assign(new PassThrough(), { isTTY, getColorDepth: WriteStream.prototype.getColorDepth })
  expect(paintFor(stream)('red', 'x')).toBe(coloured ? '\u001b[31mx\u001b[39m' : 'x')
  process.env = before
})
