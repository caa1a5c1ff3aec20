/** Builders for tests of the fold: a plan of one KPI, its definition, slots by period. */

import type { Checkpoint, FoldState } from '../../domain/checkpoint.ts'
import type { SeriesDefinition } from '../../domain/definition.ts'
import { seriesDefinition } from '../../domain/definition.ts'
import { type Folded, foldSeries, stateBefore } from '../../domain/fold.ts'
import { parseInstant } from '../../domain/instant.ts'
import type { Slot } from '../../domain/observation-view.ts'
import { parsePeriod } from '../../domain/period.ts'
import { parsePlan } from '../../domain/plan/parse.ts'
import { resolvePlan } from '../../domain/plan/resolve.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'

const options = `
        options: [{ id: act, label: Act }, { id: wait, label: Wait }]
        fallback: { option: wait, note: Nobody decided }`

/** A trigger in YAML; `extra` are further keys of it. */
export const trigger = (id: string, kind: string, extra = ''): string => `
      - id: ${id}
        kind: ${kind}
        question: What now?
        ${extra}${options}`

/** The text of a plan with one KPI `flow`; `kpi` are further keys of it, `triggers` as made by `trigger`. */
export const planText = (kpi: string, triggers: string): string => `
organisation: { name: Trust, timezone: Europe/London, desk: desk }
calendars: [{ id: uk, holidays: [2016-05-02] }]
people:
  - { id: desk, name: Desk, email: desk@example.org }
  - { id: dora, name: Dora, email: dora@example.org, manager: desk }
sources: [{ id: feed, kpis: [flow] }]
kpis:
  - id: flow
    name: Flow
    unit: pts
    direction: up
    aggregation: last
    owner: dora
${kpi
  .trim()
  .split('\n')
  .map((line) => `    ${line.trim()}`)
  .join('\n')}
    triggers:${triggers}
`

/** The resolved plan of a text that must be sound. */
export const soundPlan = (text: string): ResolvedPlan => {
  const parsed = parsePlan(text)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings, null, 1))
  return resolvePlan(parsed.plan)
}

/** The definition of the only series of a plan text. */
export const definitionOf = (text: string, appliedAt: string, version = 1): SeriesDefinition => {
  const plan = soundPlan(text)
  return seriesDefinition(plan, plan.series[0]!, version, parseInstant(appliedAt))
}

/** Monthly slots from a period on, one per entry; `null` is missing. */
export const monthly = (from: string, values: (number | null)[], final = true): Slot[] =>
  values.flatMap((value, i) => (value === null ? [] : [{ index: parsePeriod('monthly', from) + i, value, final }]))

/** A store in miniature: holds slots, the checkpoint and kept states, and folds as the functions do. */
export class SeriesStore {
  slots = new Map<number, Slot>()
  kept = new Map<number, FoldState>()
  checkpoint: Checkpoint | undefined
  folds = 0

  /** Puts slots (`undefined` value: retracted) and folds from before the earliest change. */
  fold(
    definitions: SeriesDefinition[],
    now: number,
    changes: { index: number; slot?: Slot | undefined }[] = [],
  ): Folded {
    for (const { index, slot } of changes) {
      if (slot) this.slots.set(index, slot)
      else this.slots.delete(index)
    }
    const changed = Math.min(...changes.map((c) => c.index))
    const states = [...this.kept.values(), ...(this.checkpoint ? [this.checkpoint.base] : [])]
    const base = stateBefore(states, changed)
    for (const through of this.kept.keys()) if (through >= changed) this.kept.delete(through)
    const folded = foldSeries({ base, latest: this.checkpoint, slots: [...this.slots.values()], definitions, now })
    // As through the store: what is kept is JSON.
    this.checkpoint = JSON.parse(JSON.stringify(folded.checkpoint)) as Checkpoint
    for (const state of folded.kept) this.kept.set(state.through, JSON.parse(JSON.stringify(state)) as FoldState)
    this.folds++
    return folded
  }
}
