/** Targets and bands in words: what is in force from when on, before and after. */
import type { ResolvedBands, ResolvedTarget } from '../resolved.ts'
import type { Rule } from './rules.ts'
import { same } from './same.ts'
import { dayWords, listed } from './words.ts'

/** `40`, `40 to 60`, `2026-01 40, 2026-06 45 (linear)`, `last year + 2, at most 95`. */
export const targetWords = (target: ResolvedTarget): string => {
  switch (target.kind) {
    case 'constant':
      return String(target.value)
    case 'range':
      return `${target.low} to ${target.high}`
    case 'points':
      return `${listed(target.points.map(({ at, value }) => `${at} ${value}`))} (${target.between})`
    case 'lastYear':
      return `last year ${target.plus < 0 ? '−' : '+'} ${Math.abs(target.plus)}${target.cap === undefined ? '' : `, at most ${target.cap}`}`
  }
}

const sinceOf = (target: ResolvedTarget): string => target.effectiveFrom ?? ''

/** The target in force on a day, by when it began: a list is in order of `effectiveFrom`. */
const inForce = (targets: readonly ResolvedTarget[], since: string): ResolvedTarget | undefined =>
  targets.findLast((target) => sinceOf(target) <= since)

const bare = (target: ResolvedTarget | undefined) => target && { ...target, effectiveFrom: undefined }

/**
 * One sentence for each day from which something else is wanted than before: `target from 2026-07 on: 40 → 45`. A new
 * target is compared with the one that would have held.
 */
const targetChanges = (before: readonly ResolvedTarget[] = [], after: readonly ResolvedTarget[] = []): string[] => {
  const days = [...new Set([...before, ...after].map(sinceOf))].sort()
  return days.flatMap((since) => {
    const [was, is] = [inForce(before, since), inForce(after, since)]
    const label = since === '' ? 'target' : `target from ${dayWords(since)} on`
    if (!same(bare(was), bare(is))) return [`${label}: ${changeWords(was, is)}`]
    const listedIn = (targets: readonly ResolvedTarget[]) => targets.some((target) => sinceOf(target) === since)
    if (listedIn(before) === listedIn(after) || !is) return []
    return [`${label}: stays ${targetWords(is)}${listedIn(after) ? ', and is set anew' : ''}`]
  })
}

const changeWords = (was: ResolvedTarget | undefined, is: ResolvedTarget | undefined): string => {
  const [from, to] = [was ? targetWords(was) : 'none', is ? targetWords(is) : 'none']
  if (from !== to || was?.kind !== 'points' || is?.kind !== 'points') return `${from} → ${to}`
  const old = new Map(was.points.map(({ at, value }) => [at, value]))
  const moved = is.points.filter(({ at, value }) => old.get(at) !== value)
  if (moved.length === 0) return `${was.points.length} points → ${is.points.length} points`
  return listed(moved.map(({ at, value }) => `${at} ${old.get(at) ?? 'none'} → ${value}`))
}

export const targetRule: Rule<ResolvedTarget[]> = { label: 'target', first: true, tell: targetChanges }

/** `amber 2, red 5 from the target`. */
export const bandWords = ({ amber, red, as, hysteresis }: ResolvedBands): string => {
  const sign = as === 'percent' ? ' %' : ''
  const back = hysteresis === undefined ? '' : `, back by ${hysteresis}${sign}`
  return `amber ${amber}${sign}, red ${red}${sign} from the target${back}`
}

export const bandRule: Rule<ResolvedBands> = { label: 'bands', first: true, say: bandWords }
