/** `node bench/bundles.ts [runs]`: size and import time of every function's bundle against an empty module. Synthesize first (`npm run synth`). */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const RUNS = Number(process.argv[2] ?? 9)
/** Paths on which a person or a system waits, and their budget. */
const WAITED_FOR = new Set(['ingest', 'read-api', 'answer-ask'])
const BUDGET = { bytes: 500_000, ms: 80 }

interface Template {
  Resources: Record<
    string,
    { Type: string; Properties?: { FunctionName?: unknown }; Metadata?: Record<string, string> }
  >
}

const template = JSON.parse(readFileSync('cdk.out/Throughline.template.json', 'utf8')) as Template
const functions = Object.values(template.Resources).flatMap(({ Type, Properties, Metadata }) => {
  const asset = Metadata?.['aws:asset:path']
  if (Type !== 'AWS::Lambda::Function' || !asset) return []
  const name = String(Properties?.FunctionName).replace(/^Throughline-/, '')
  return [{ name, file: join('cdk.out', asset, 'index.cjs') }]
})

const empty = join(mkdtempSync(join(tmpdir(), 'bench-')), 'index.mjs')
writeFileSync(empty, 'export const handler = async () => {}\n')

/** Milliseconds one import takes in a process of its own, without the process's start. */
function importMs(file: string): number {
  const script = `const t=performance.now();await import(${JSON.stringify(pathToFileURL(file).href)});console.log(performance.now()-t)`
  const env = { ...process.env, AWS_REGION: 'eu-west-2' }
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { env, encoding: 'utf8' }))
}

// Turn by turn, so that a busy moment of the machine falls on all of them alike.
const all = [{ name: '(empty)', file: empty }, ...functions.sort((a, b) => a.name.localeCompare(b.name))]
const times = new Map<string, number[]>(all.map(({ name }) => [name, []]))
for (let run = 0; run < RUNS; run += 1) for (const { name, file } of all) times.get(name)!.push(importMs(file))

// Whatever else the machine does can only add to a time, so the shortest says most about the code.
console.log(`| function | bundle kB | import ms (best of ${RUNS}) | |\n|---|--:|--:|---|`)
for (const { name, file } of all) {
  const [bytes, ms] = [statSync(file).size, Math.min(...times.get(name)!)]
  const within = bytes <= BUDGET.bytes && ms <= BUDGET.ms ? 'within budget' : 'over budget'
  console.log(`| ${name} | ${(bytes / 1000).toFixed(0)} | ${ms.toFixed(0)} | ${WAITED_FOR.has(name) ? within : ''} |`)
}
