import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'

const tracked = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' })
  .split('\0')
  .filter((name) => existsSync(name) && name !== '')
const texts = tracked.filter((name) => !/\.(png|jpe?g|ico)$/.test(name))
const scripts = JSON.parse(readFileSync('package.json', 'utf8')).scripts as Record<string, string>
const pages = tracked.filter((name) => name.endsWith('.md'))

describe('the repository', () => {
  test('runs its tests on the Node of its functions', () => {
    const runtime = /Runtime\.NODEJS_(\d+)_X/.exec(readFileSync('lib/handler.ts', 'utf8'))![1]
    expect(process.versions.node.split('.')[0]).toBe(runtime)
    const { optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
    for (const [name, version] of Object.entries(optionalDependencies as Record<string, string>))
      if (name.startsWith('node-')) expect(`${name} ${version}`).toMatch(new RegExp(` ${runtime}\\.`))
  })

  test('names no host of a package registry: an install goes where the machine is told to', () => {
    const named = texts.filter((name) =>
      /\bregistry\.(npmjs|yarnpkg)|"resolved": "http|^registry\s*=/m.test(readFileSync(name, 'utf8')),
    )
    // This test has to name them.
    expect(named.filter((name) => name !== 'test/meta/repository.test.ts')).toEqual([])
  })

  test('pins every dependency exactly', () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }))
      expect(`${name} ${version}`).toMatch(/ \d+\.\d+\.\d+$/)
  })

  test.each(pages)('%s: every npm command exists, every link leads to a file', (page) => {
    const text = readFileSync(page, 'utf8')
    const commands = [...text.matchAll(/\bnpm (?:run ([\w:]+)|(start|test)\b)/g)].map(([, run, own]) => run ?? own!)
    expect(commands.filter((name) => !(name in scripts))).toEqual([])
    const links = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(([, target]) => target!)
    expect(links.filter((target) => !existsSync(join(dirname(page), decodeURI(target))))).toEqual([])
  })
})
