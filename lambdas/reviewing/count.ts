import { slotInstant } from '../../domain/mail-occasion.ts'
import { personOf } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { Cycle, CycleItem } from '../../domain/review/cycle.ts'
import {
  type Counting,
  CycleFigures,
  cycleFigures,
  FIGURE_CYCLES,
  packFigures,
  recounted,
} from '../../domain/review/figures.ts'
import type { Happened } from '../../domain/review/follow-through.ts'
import type { PackFigures } from '../../domain/review/pack-record.ts'
import { putJson, readJson } from '../aws/archive.ts'
import { readAsks } from '../aws/asks.ts'
import { readCycle } from '../aws/cycles.ts'
import { figuresKey } from './figures-key.ts'

/** Cycles looked back at: as many as a pack adds up, and twice those after which a slower cadence is proposed. */
const LOOKED_BACK = 8

/** The cycles before one, the newest first. */
export async function cyclesBefore(before: Cycle | undefined): Promise<Cycle[]> {
  const found: Cycle[] = []
  for (let one = before; one && found.length < LOOKED_BACK; ) {
    found.push(one)
    one = one.previous === undefined ? undefined : await readCycle(one.previous)
  }
  return found
}

/**
 * Counts a cycle that is being packed, and the one before anew: what came late to it and how it was concluded is known by now.
 * Both are kept; a repeat counts the same. Answers the newest cycles added up.
 */
export async function countCycle(
  plan: ResolvedPlan,
  counting: Omit<Counting, 'mails'> & { review: string },
  { earlier, itemsBefore }: { earlier: readonly Cycle[]; itemsBefore: readonly CycleItem[] },
): Promise<PackFigures | undefined> {
  const now = cycleFigures({ ...counting, mails: await mailsOf(counting) })
  await putJson(figuresKey(counting.cycle), now)
  const kept = await Promise.all(
    earlier.slice(0, FIGURE_CYCLES - 1).map((one) => readJson(figuresKey(one.id), CycleFigures)),
  )
  const [before] = earlier
  if (before && kept[0]) {
    kept[0] = recounted(kept[0], itemsBefore, decidedIn(before))
    await putJson(figuresKey(before.id), kept[0])
  }
  // A cycle of a release that kept no figures ends the row.
  const known = kept.slice(0, kept.includes(undefined) ? kept.indexOf(undefined) : kept.length)
  const functionOf = (person: string) => personOf(plan, person)?.function
  return packFigures([now, ...known.filter((one) => one !== undefined)], functionOf)
}

const decidedIn = ({ conclusion }: Cycle): number =>
  conclusion ? conclusion.decisions.length + conclusion.actions.length : 0

/** Mails that asked or reminded the owners of these items since the last close, each once however much it asked. */
async function mailsOf({ items, since, closedAt, review }: Omit<Counting, 'mails'> & { review: string }) {
  const places = items.flatMap(({ ask, owner, askedOf = owner }) =>
    ask === undefined ? [] : [{ person: askedOf, ask }],
  )
  const asks = await readAsks([...new Map(places.map((one) => [one.ask, one])).values()])
  const mails = asks.flatMap(({ person, mails: slots }) => slots.map((slot) => ({ person, at: slotInstant(slot) })))
  const within = mails.filter(({ at }) => at > since && at <= closedAt)
  const once = new Map(within.map((one) => [`${one.person} ${one.at}`, { ...one, reviews: [review] }]))
  return [...once.values()] satisfies Happened['mails'][number][]
}
