import { resolvePlan } from '../../domain/plan/resolve.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { heldVersion, readResolved } from '../applying/versions.ts'
import { deployment, type Reach } from '../deployment.ts'
import { textLines } from '../linting/text.ts'
import { readPlan, tally } from '../plan-file.ts'
import { Refusal } from '../refusal.ts'
import { paintFor } from './paint.ts'
import { readUnderWay } from './under-way.ts'

/** What the options name: the two plans, in words where each is from, and what is under way where the first one holds. */
export interface Compared {
  before?: ResolvedPlan
  after: ResolvedPlan
  from: string
  to: string
  underWay?: Awaited<ReturnType<typeof readUnderWay>>
}

export interface Selection extends Reach {
  from?: string
  to?: string
  against?: string
}

/**
 * The plans to compare: a file against what holds (or against version `from`), version `from` against `to` (or against what
 * holds), or a file against another one, for which no deployment is asked.
 */
export async function sidesOf(path: string | undefined, options: Selection): Promise<Compared> {
  const { against, from, to } = options
  if (against !== undefined) {
    if (path === undefined || from !== undefined || to !== undefined)
      throw new Refusal('--against compares a plan file with another one: "diff plan.yaml --against old.yaml".')
    return { before: planIn(against), after: planIn(path), from: against, to: path }
  }
  if (path === undefined && from === undefined)
    throw new Refusal('Name a plan file, or two versions with --from and --to.')
  if (path !== undefined && to !== undefined) throw new Refusal('Give a plan file or --to, not both.')
  const [first, second] = [numberOf('--from', from), numberOf('--to', to)]
  const file = path === undefined ? undefined : { plan: planIn(path), name: path }
  const found = await deployment(options)
  const held = await heldVersion(found)
  if (file && first === undefined && held === 0) return { after: file.plan, from: 'nothing', to: file.name }
  const read = async (version: number) => (await readResolved(found, { version })).plan
  const before = first ?? held
  const [was, is] = [
    await read(before),
    file ?? { plan: await read(second ?? held), name: `version ${second ?? held}` },
  ]
  const underWay = before === held ? { underWay: await readUnderWay(found, was, is.plan) } : {}
  return { before: was, after: is.plan, from: `version ${before}`, to: is.name, ...underWay }
}

/** The resolved plan of a file; one with errors cannot be compared, and is refused with them. */
function planIn(path: string): ResolvedPlan {
  const { plan, findings } = readPlan(path)
  if (plan) return resolvePlan(plan)
  const errors = textLines(
    findings.filter((finding) => finding.level === 'error'),
    paintFor(process.stderr),
  )
  throw new Refusal(
    `${path}: ${tally(findings)}; there is nothing to compare until they are mended.\n${errors.join('\n')}`,
  )
}

function numberOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Refusal(`${option} takes a number such as 3, not "${text}".`)
  return Number(text)
}
