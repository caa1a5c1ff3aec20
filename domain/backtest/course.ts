/** The course of a series as it is known in the end: what each slot was judged by, and where its triggers stood. */
import { ownSlots } from '../cumulative.ts'
import { regimeOf, regimesOf, type SeriesDefinition } from '../definition.ts'
import { freshState, stepWalk, walkFrom } from '../fold-state.ts'
import { isActive, type Machine } from '../machine.ts'
import type { Slot } from '../observation-view.ts'
import { SLOTS_PER_YEAR } from '../period.ts'
import type { Status } from '../status.ts'
import type { Edges } from '../target.ts'

export interface CourseSlot {
  index: number
  value?: number
  /** What it was judged by; absent where there is nothing to judge by. */
  yardstick?: { low: number; high: number; edges: Edges }
  /** Signed distance from target, 0 or more is good. */
  distance?: number
  status: Status
  /** Triggers that fire or recover on this slot. */
  active: readonly string[]
  /** Triggers that could say of this slot whether it breaches, and had seen enough to fire. */
  judging: readonly string[]
  /** Triggers that neither fire, recover nor suspect anything. */
  clear: readonly string[]
}

/** Walks the slots from `first` to `last` with the fold's own steps. Corrections have replaced what was first known. */
export const courseOf = (
  definition: SeriesDefinition,
  slots: readonly Slot[],
  { first, last, now }: { first: number; last: number; now: number },
): CourseSlot[] => {
  const regimes = regimesOf([definition], now)
  const { cadence } = definition.kpi
  const byIndex = new Map(ownSlots(definition.kpi, slots).map((slot) => [slot.index, slot]))
  const needed = new Map(definition.kpi.triggers.map(({ id, minimumHistory }) => [id, minimumHistory]))
  const enough = (id: string, seen: number) => seen >= (needed.get(id) ?? 0)
  const walk = walkFrom(freshState(cadence, first))
  const course: CourseSlot[] = []
  for (let index = first; index <= last; index++) {
    const slot = byIndex.get(index)
    stepWalk(walk, regimes, slot)
    const year = byIndex.get(index - SLOTS_PER_YEAR[cadence])
    const yardstick = regimeOf(regimes, index).yardstick(index, year?.value)
    const distance = walk.recent.at(-1)![4]
    const triggers = Object.entries(walk.triggers)
    const machines = (id: string) => Object.values(walk.triggers[id]!.machines)
    course.push({
      index,
      ...(slot?.value === undefined ? {} : { value: slot.value }),
      ...(yardstick ? { yardstick } : {}),
      ...(distance === null ? {} : { distance }),
      status: walk.status,
      active: triggers.map(([id]) => id).filter((id) => machines(id).some(isActive)),
      judging: triggers.map(([id]) => id).filter((id) => enough(id, walk.seen) && machines(id).some(hasRead)),
      clear: triggers.map(([id]) => id).filter((id) => machines(id).every(({ state }) => state === 'ok')),
    })
  }
  return course
}

/** Whether a machine's newest slot told it something; one that has just cleared keeps nothing of what it read. */
const hasRead = ({ window }: Machine): boolean => window === '' || !window.endsWith('-')
