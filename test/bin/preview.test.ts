import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findingsInMail, findingsInPage } from '../views/html-rules.ts'
import { throughline } from './throughline.ts'

const folder = mkdtempSync(join(tmpdir(), 'throughline-preview-'))
afterAll(() => rmSync(folder, { recursive: true }))
const read = (at: string, name: string) => readFileSync(join(folder, at, name), 'utf8')

test.each([
  ['saas', 33],
  ['mid-market', 33],
  ['emergency-care', 24],
])('the plan %s: valid views in its own names, each says it is a preview; twice the same', async (name, views) => {
  const draw = (at: string) =>
    throughline(['preview', `examples/${name}/plan.yaml`, '--no-png', '--out', join(folder, at)])
  expect(await draw(name)).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringMatching(new RegExp(`^${views} mails and pages written`)),
  })
  await draw(`${name}-2`)
  const files = readdirSync(join(folder, name))
  for (const file of files) {
    expect(read(`${name}-2`, file)).toBe(read(name, file))
    if (file === 'index.html') continue
    expect(read(name, file)).toContain('Preview: made up from the plan')
    const findings = file.startsWith('mail') ? findingsInMail : findingsInPage
    // The rules of HTML take a second a plan: one plan that has everything shows them all.
    if (name === 'mid-market' && file.endsWith('.html')) expect(await findings(read(name, file))).toEqual([])
  }
  for (const file of files) if (file !== 'index.html') expect(read(name, 'index.html')).toContain(`"${file}"`)
})

test('a plan that lint refuses is not drawn', async () => {
  const ended = await throughline(['preview', 'README.md', '--no-png', '--out', join(folder, 'none')])
  expect(ended).toMatchObject({ code: 2, err: expect.stringMatching(/throughline lint/) })
})
