/**
 * `node bench/lint.ts [people …]`: lint of a large plan from its text to its findings, each size three times in processes of their
 * own, the quickest of them shown. The main thread's CPU is what one waits for on an idle machine: garbage is collected
 * beside it on a second core, and a busy machine makes seconds long. Start of Node is left out.
 */
import { spawnSync } from 'node:child_process'
import { parseDocument } from 'yaml'
import { parsePlan } from '../domain/plan/parse.ts'
import { printPlan } from '../domain/plan/print.ts'
import { largePlan } from './large-plan.ts'

const TODAY = '2026-03-02'
const SIZES = [1000, 2500, 5000]
const RUNS = 3

interface Run {
  /** Seconds of CPU of the thread that reads, and of all threads. */
  main: number
  all: number
  wall: number
  /** MB of a process that did nothing else; the text itself and its making included. */
  peak: number
  characters: number
  findings: number
}

/** What `work` costs this process. */
function cost(work: () => number, characters: number): Run {
  const [thread, all, start] = [process.threadCpuUsage(), process.cpuUsage(), performance.now()]
  const findings = work()
  const seconds = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1e6
  return {
    main: seconds(process.threadCpuUsage(thread)),
    all: seconds(process.cpuUsage(all)),
    wall: (performance.now() - start) / 1000,
    peak: process.resourceUsage().maxRSS / 1024,
    characters,
    findings,
  }
}

/** Lint of a text, or only the reading of YAML that it begins with: what the library takes of the whole. */
function measure(people: number, yamlOnly: boolean): Run {
  const text = printPlan(largePlan(people))
  if (yamlOnly)
    return cost(
      () => parseDocument(text, { prettyErrors: false, merge: true, uniqueKeys: false }).errors.length,
      text.length,
    )
  return cost(() => {
    const parsed = parsePlan(text, 'plan.yaml', TODAY)
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings.slice(0, 3)))
    return parsed.findings.length
  }, text.length)
}

function quickest(people: number, what: 'lint' | 'yaml'): Run {
  const runs = Array.from({ length: RUNS }, () => {
    const { stdout, stderr } = spawnSync(process.execPath, [import.meta.filename, what, `${people}`], {
      encoding: 'utf8',
    })
    if (!stdout) throw new Error(stderr)
    return JSON.parse(stdout) as Run
  })
  return runs.reduce((best, run) => (run.main < best.main ? run : best))
}

/** Cost grows as size to this power: 1 is in proportion. */
const growth = (of: Run, than: Run) => Math.log(of.main / than.main) / Math.log(of.characters / than.characters)

const [what, size, ...more] = process.argv.slice(2)
if (what === 'lint' || what === 'yaml') console.log(JSON.stringify(measure(Number(size), what === 'yaml')))
else {
  const given = [what, size, ...more].filter((one) => one !== undefined).map(Number)
  console.log('| people | MB | lint, CPU s | of it YAML | all threads | wall, s | peak MB | findings | growth |')
  console.log('|--:|--:|--:|--:|--:|--:|--:|--:|--:|')
  let before: Run | undefined
  for (const people of given.length > 0 ? given : SIZES) {
    const [lint, yaml] = [quickest(people, 'lint'), quickest(people, 'yaml')]
    const figures = [lint.main, yaml.main, lint.all, lint.wall].map((n) => n.toFixed(2))
    const cells = [people, (lint.characters / 1e6).toFixed(1), ...figures, lint.peak.toFixed(0), lint.findings]
    console.log(`| ${cells.join(' | ')} | ${before ? growth(lint, before).toFixed(2) : ''} |`)
    before = lint
  }
}
