/**
 * `node bench/diff.ts [people …]`: lint of two large plans and their difference, in a process of its own a size. What a
 * person waits for, start of Node left out; CPU is counted beside it, because a busy machine makes seconds long.
 */
import { spawnSync } from 'node:child_process'
import { diffPlans } from '../domain/plan/diff/diff.ts'
import { loadChanges } from '../domain/plan/diff/load-change.ts'
import { parsePlan } from '../domain/plan/parse.ts'
import type { Plan } from '../domain/plan/plan.ts'
import { printPlan } from '../domain/plan/print.ts'
import { resolvePlan } from '../domain/plan/resolve.ts'
import { largePlan } from './large-plan.ts'

const TODAY = '2026-03-02'
const SIZES = ['624', '1250', '2500', '5000']

/** A reorganisation: every tenth person leaves their function, every tenth KPI another owner and target, every tenth milestone a week later. */
function reorganised(plan: Plan): Plan {
  const next = structuredClone(plan)
  next.people.forEach((one, i) => {
    if (i % 10 === 0) one.function = plan.people[(i + 1) % plan.people.length]!.function
  })
  next.kpis.forEach((kpi, i) => {
    if (i % 10 === 0) kpi.owner = plan.people[(i * 7 + 3) % plan.people.length]!.id
  })
  for (const initiative of next.initiatives ?? []) {
    for (const milestone of initiative.milestones ?? []) milestone.due = milestone.due.replace(/-0(\d)$/, '-1$1')
  }
  next.people.push({ id: 'new', name: 'Somebody New', email: 'new@example.org', manager: 'p0' })
  next.people.splice(1, 0, { id: 'early', name: 'Somebody Early', email: 'early@example.org', manager: 'p0' })
  return next
}

const seconds = (from: NodeJS.CpuUsage) => {
  const { user, system } = process.cpuUsage(from)
  return (user + system) / 1e6
}

function measure(people: number): void {
  const plan = largePlan(people)
  const texts = [printPlan(plan), printPlan(reorganised(plan))]
  const before = process.cpuUsage()
  const start = performance.now()
  const [was, is] = texts.map((text) => {
    const parsed = parsePlan(text, 'plan.yaml', TODAY)
    if (!parsed.ok)
      throw new Error(JSON.stringify(parsed.findings.filter(({ level }) => level === 'error').slice(0, 3)))
    return resolvePlan(parsed.plan)
  })
  const [lints, diffing] = [seconds(before), process.cpuUsage()]
  const { changes, patch } = diffPlans(was!, is!)
  const [diff, loading] = [seconds(diffing), process.cpuUsage()]
  const loads = loadChanges(was!, is!, TODAY)
  const load = seconds(loading)
  const wall = (performance.now() - start) / 1000
  const memory = process.resourceUsage().maxRSS / 1024
  const cells = [people, lints.toFixed(2), diff.toFixed(2), load.toFixed(2), wall.toFixed(1), memory.toFixed(0)]
  console.log(`| ${cells.join(' | ')} | ${changes.length} | ${patch.length} | ${loads.length} |`)
}

const [only, ...more] = process.argv.slice(2)
if (only && more.length === 0) measure(Number(only))
else {
  console.log('| people | two lints, CPU s | diff | load | all, s | peak MB | changes | operations | loads |')
  console.log('|--:|--:|--:|--:|--:|--:|--:|--:|--:|')
  for (const size of only ? [only, ...more] : SIZES)
    spawnSync(process.execPath, [import.meta.filename, size], { stdio: 'inherit' })
}
