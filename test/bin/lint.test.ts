import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { MENDED, MENDED_PEOPLE, PEOPLE, PLAN, PRINTED } from './lint-plans.ts'
import { throughline, throughlineProcess } from './throughline.ts'

const folder = mkdtempSync(join(tmpdir(), 'throughline-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  return path
}

/** Lints a file, which the output names as seen from its folder. */
async function lint(plan: string, options: string[] = [], env: Record<string, string> = {}) {
  const ended = await throughline(['lint', plan, ...options], env)
  return { ...ended, out: ended.out.replaceAll(`${dirname(plan)}/`, '') }
}

file('bad/people.yaml', PEOPLE)
const bad = file('bad/plan.yaml', PLAN)
file('mended/people.yaml', MENDED_PEOPLE)
const mended = file('mended/plan.yaml', MENDED)

describe('text', () => {
  test('findings of two files, a tab, wide characters and a long line, underlined; errors first', async () => {
    expect(await lint(bad)).toEqual({ code: 1, out: PRINTED, err: '' })
  })

  test('in colours the text is the same', async () => {
    const { out } = await lint(bad, [], { FORCE_COLOR: '1' })
    expect(out).toContain('\u001b[31m^~~~\u001b[39m')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
    expect(out.replace(/\u001b\[\d+m/g, '').replaceAll(`${dirname(bad)}/`, '')).toBe(PRINTED)
  })

  test.each([
    ['Latin-1', Buffer.from('kpis:\n  - name: Café\n', 'latin1'), '2:14', ''],
    ['after letters of two units', Buffer.from('# 👩\n# 👩\xff', 'latin1'), '2:5', ''],
    ['UTF-16', Buffer.from('\uFEFFkpis:\n', 'utf16le'), '1:1', ' (they look like UTF-16)'],
    ['the first byte', Buffer.from([0x80]), '1:1', ''],
    ['a character that breaks off', Buffer.from('a: é').subarray(0, -1), '1:4', ''],
  ])('%s: the first byte that is not UTF-8 has a line and a column', async (name, bytes, place, guess) => {
    const { code, out } = await lint(file(`${name}.yaml`, bytes))
    expect(code).toBe(1)
    expect(out.split('\n')[0]).toBe(
      `${name}.yaml:${place} error encoding these bytes are not UTF-8 text${guess}; save the file as UTF-8`,
    )
  })

  test('a file of 20 MB is not even read', async () => {
    const large = file('large.yaml', '')
    truncateSync(large, 20_000_001)
    expect(await lint(large)).toEqual({
      code: 1,
      out: 'large.yaml:1:1 error too-large the plan has 20000001 characters; shorten it to 5000000\nlarge.yaml: 1 error, 0 warnings (not a plan yet)\n',
      err: '',
    })
  })

  test.each([
    ['50 MB', () => truncateSync(file('huge.yaml', ''), 50_000_000)],
    ['a device that never ends', () => symlinkSync('/dev/zero', join(folder, 'huge.yaml'))],
  ])('%s: nothing is read beyond what a plan may have', async (_, make) => {
    rmSync(join(folder, 'huge.yaml'), { force: true })
    make()
    const { code, out, err } = await lint(join(folder, 'huge.yaml'))
    expect([code, err, out]).toEqual([
      1,
      '',
      expect.stringMatching(/^huge\.yaml:1:1 error too-large the plan has \d{8} /),
    ])
  })

  test('a link that leads back to itself is a sentence, and a finding where it is included', async () => {
    const plan = file('loop/plan.yaml', MENDED)
    symlinkSync('people.yaml', join(folder, 'loop/people.yaml'))
    const { code, out } = await lint(plan)
    expect(code).toBe(1)
    expect(out).toMatch(
      /^plan\.yaml:1:11 error include-not-found .*people\.yaml is a link that leads back to itself: put/,
    )
    expect(await lint(join(folder, 'loop/people.yaml'))).toMatchObject({
      code: 2,
      err: expect.stringMatching(/is a link that leads back to itself/),
    })
  })

  test('a link that leads out of the folder of the plan is a finding of the line that names it', async () => {
    const plan = file('link/plan.yaml', MENDED)
    symlinkSync(join(folder, 'mended/people.yaml'), join(folder, 'link/people.yaml'))
    const { code, out } = await lint(plan)
    expect([code, out]).toEqual([
      1,
      `plan.yaml:1:11 error include-not-found "people.yaml" is a link that leads out of the folder of the plan; copy the file
 1 | include: [people.yaml]
   |           ^~~~~~~~~~~
plan.yaml: 1 error, 0 warnings (not a plan yet)
`,
    ])
  })

  test('standard input is named <stdin>', async () => {
    const ended = await throughlineProcess(['lint', '-'], ({ stdin }) => stdin!.end('kpis: []\nkpis: []\n'))
    expect(ended.code).toBe(1)
    expect(ended.out).toMatch(/^<stdin>:2:1 error duplicate-key .*\n 2 \| kpis: \[\]\n {3}\| \^~~~\n/)
  })
})

describe('exit codes', () => {
  test('an open warning ends with 1 only under --strict', async () => {
    const codes = [(await lint(mended)).code, (await lint(mended, ['--strict'])).code]
    expect(codes).toEqual([0, 1])
  })

  test('acknowledged warnings end with 0 even then', async () => {
    const because = '  - { finding: priority-without-outcome, of: growth, because: Next month }\n'
    file('accepted/people.yaml', MENDED_PEOPLE)
    const ended = await lint(file('accepted/plan.yaml', `${MENDED}${because}`), ['--strict'])
    expect(ended.code).toBe(0)
    expect(ended.out).toMatch(/\nplan\.yaml: 0 errors, 0 warnings, 4 acknowledged \(2 people, 1 KPIs, 0 triggers\)\n$/)
  })

  test.each([
    ['plan.yaml', ['a.yaml', 'plan.yaml'], /a folder: name a file in it, such as .*\/plan\.yaml\.$/],
    ['the first YAML file', ['b.yml', 'a.csv'], /such as .*\/b\.yml\.$/],
    ['nothing', ['a.csv'], /there is no YAML file there\.$/],
  ])('a folder ends with 2 and names %s', async (name, holds, says) => {
    for (const one of holds) file(`folder-${name}/${one}`, '')
    const { code, out, err } = await throughline(['lint', join(folder, `folder-${name}`)])
    expect([code, out, err.trim()]).toEqual([2, '', expect.stringMatching(says)])
  })

  test('help says them', async () => {
    expect((await throughline(['lint', '--help'])).out).toMatch(/Exit codes: 0 .* 1 .*--strict.* 2 /)
  })

  test('a format nobody knows ends with 2', async () => {
    const { code, err } = await throughline(['lint', bad, '--format', 'xml'])
    expect([code, err]).toEqual([2, expect.stringMatching(/Allowed choices are text, json, github, sarif/)])
  })
})

describe('formats', () => {
  test('json is every finding in the order of the files, and --json is the same', async () => {
    const json = await lint(bad, ['--format', 'json'])
    expect(await lint(bad, ['--json'])).toEqual(json)
    expect(JSON.parse(json.out)).toHaveLength(7)
    expect(JSON.parse(json.out)[1]).toMatchObject({
      file: 'plan.yaml',
      line: 5,
      column: 5,
      acknowledged: expect.any(String),
    })
  })

  test('github: commands with paths as seen from the checkout, then the count', async () => {
    const { code, out } = await lint(bad, ['--format', 'github'], { GITHUB_WORKSPACE: folder })
    const lines = out.split('\n')
    expect(code).toBe(1)
    expect(lines[1]).toBe(
      '::error file=bad/plan.yaml,line=9,endLine=9,col=13,endColumn=16,title=unknown-reference::there is no person "eda"; did you mean "ada"?',
    )
    expect(lines.slice(0, 7).map((line) => line.split(' ')[0])).toEqual([
      ...Array(3).fill('::error'),
      '::warning',
      ...Array(3).fill('::notice'),
    ])
    expect(lines[5]).toMatch(/\(acknowledged because: 100%25: the first year%0Ais for measuring\)$/)
    expect(lines.slice(7)).toEqual(['plan.yaml: 3 errors, 1 warning, 3 acknowledged (not a plan yet)', ''])
  })
})
