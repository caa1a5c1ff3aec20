/** The plans to start from: folders of `examples/`, each with a plan.yaml and perhaps files it includes. */
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readText } from '../plan-file.ts'
import { Refusal } from '../refusal.ts'

const EXAMPLES = resolve(import.meta.dirname, '../../examples')

/** Names and what each is for, the simplest first. */
export const TEMPLATES: ReadonlyMap<string, string> = new Map([
  ['starter', 'one priority, two people, two KPIs, one review; every block says what to replace'],
  ['mid-market', 'a manufacturer with a service business: sales, operations, finance, customer success'],
  ['saas', 'software by subscription: recurring revenue, retention, activation, uptime'],
  ['non-profit', 'a charity: outcomes, fundraising, volunteers, reserves'],
  ['emergency-care', '32 NHS trusts and the four-hour standard, 2016 to 2019, with real data'],
])

/** The YAML files of a template by their path within it; `plan.yaml` first. */
export function templateFiles(name: string): Map<string, string> {
  const folder = join(EXAMPLES, name)
  if (!TEMPLATES.has(name) || !existsSync(folder))
    throw new Refusal(`There is no template "${name}": name one of ${[...TEMPLATES.keys()].join(', ')}.`)
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .sort((a, b) => Number(b === 'plan.yaml') - Number(a === 'plan.yaml') || (a < b ? -1 : 1))
  return new Map(paths.map((path) => [path, readText(join(folder, path))]))
}
