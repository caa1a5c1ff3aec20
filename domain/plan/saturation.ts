/** More programmes at once than one group can take in. */
import { formatDay, parseDay } from '../civil.ts'
import { audienceOf } from './audience.ts'
import { PROGRAMME } from './defaults.ts'
import { type PlanProblem, problem } from './finding.ts'
import type { Plan } from './plan.ts'
import type { ProgrammeSpec } from './programme.ts'

/** Programmes at once that a group can take in. */
const AT_ONCE = 2

/**
 * Programmes that begin while everybody or somebody of their audience is still in two others (a programme lasts from
 * go-live to its horizon, both included). One finding a programme, at its audience, with how many people it meets.
 */
export const saturation = (plan: Plan, members: ReadonlyMap<string, string[]>): PlanProblem[] => {
  const running = new Map<string, ProgrammeSpec[]>()
  const found: PlanProblem[] = []
  const inOrder = (plan.programmes ?? []).map((programme, i) => ({ programme, i }))
  inOrder.sort((a, b) =>
    a.programme.goLive < b.programme.goLive ? -1 : a.programme.goLive > b.programme.goLive ? 1 : a.i - b.i,
  )
  for (const { programme, i } of inOrder) {
    const met: string[] = []
    let others: ProgrammeSpec[] = []
    for (const person of audienceOf(programme, members)) {
      const now = (running.get(person) ?? []).filter((one) => endOf(one) >= programme.goLive)
      running.set(person, [...now, programme])
      if (now.length < AT_ONCE) continue
      met.push(person)
      if (now.length > others.length) others = now
    }
    if (met.length > 0) found.push(tooMany(programme, i, met, others))
  }
  return found
}

const tooMany = (programme: ProgrammeSpec, i: number, met: string[], others: ProgrammeSpec[]): PlanProblem => {
  const who = met.length === 1 ? `"${met[0]}" is` : `${met.length} people are`
  const names = others.map((one) => `"${one.id}"`).join(' and ')
  const message = `${who} still in ${names} when "${programme.id}" goes live on ${programme.goLive}; begin later or narrow the audience`
  return problem('too-many-programmes', ['programmes', i, 'audience'], message)
}

const endOf = ({ goLive, horizon = PROGRAMME.horizon }: ProgrammeSpec): string => formatDay(parseDay(goLive) + horizon)
