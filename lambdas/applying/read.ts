import * as z from 'zod'
import { tryDay } from '../../domain/civil.ts'
import { Instant } from '../../domain/decision.ts'
import { formatInstant, tryInstant } from '../../domain/instant.ts'
import { instantOf } from '../../domain/zone.ts'
import { personPage } from '../aws/people.ts'
import { currentPointer, type PlanVersion, type Pointer, planOf, readText, readVersion } from '../aws/plan.ts'
import { heldBefore } from '../aws/plan-versions.ts'
import { readFigures } from './read-figures.ts'
import { refusal } from './request.ts'
import { sparedOf } from './spared.ts'
import { underWay } from './under-way.ts'

const History = z.strictObject({
  read: z.literal('history'),
  /** Goes on below this version. @default from the current one */
  before: z.int().min(1).optional(),
})

const Version = z
  .strictObject({
    read: z.literal('version'),
    version: z.int().min(1).optional(),
    /** An instant, or a day: what held when that day ended in the organisation's zone. */
    at: z.string().max(40).optional(),
    /** Which text comes with it, gzipped, base64. @default none */
    text: z.enum(['plan', 'source']).optional(),
  })
  .refine(({ version, at }) => version === undefined || at === undefined, 'give version or at, not both')

/** Goes on where the page before ended. */
const UnderWay = z.strictObject({ read: z.literal('under-way'), after: z.string().max(2000).optional() })

/** Asks, mails and notes of somebody: all that is open, and what ended after `since`. A page is at most 1 MB of the Ledger. */
const Person = z.strictObject({
  read: z.literal('person'),
  person: z.string().min(1).max(200),
  since: Instant,
  /** Goes on where the page before ended. */
  after: z.string().max(2000).optional(),
})

/** Figures of follow-through, over the newest so many cycles of each review. */
const Figures = z.strictObject({ read: z.literal('figures'), cycles: z.int().min(1).max(104) })

/**
 * What the command line may look at: the history, one version (without `version` and `at` the one that holds), the
 * decisions and asks under way, everything that waits for a person or was lately sent to them, or how reviews are followed through.
 */
export const Read = z.discriminatedUnion('read', [History, Version, UnderWay, Person, Figures])

/** Answers a read; nothing changes. */
export async function answerRead(request: z.infer<typeof Read>, now: number) {
  const pointer = await currentPointer()
  if (!pointer) return refusal('no-plan', ['No plan was applied to this deployment yet: run "throughline apply PLAN".'])
  if (request.read === 'under-way') {
    const page = await underWay(request.after, now)
    return page ? { ok: true as const, ...page } : refusal('malformed-request', ['after: no page ends there.'])
  }
  if (request.read === 'figures')
    return { ok: true as const, ...(await readFigures(await planOf(pointer.version), request.cycles)) }
  if (request.read === 'person') {
    const page = await personPage(request.person, request.since, request.after)
    const spared = request.after === undefined ? await sparedOf(await planOf(pointer.version), request.person) : []
    return { ok: true as const, ...page, spared }
  }
  if (request.read === 'history') {
    const { versions, next } = await heldBefore(
      Math.min(request.before ?? Number.POSITIVE_INFINITY, pointer.version + 1),
    )
    return { ok: true as const, versions, current: pointer.version, ...(next && { next }) }
  }
  const meta =
    request.at === undefined ? await named(request.version ?? pointer.version) : await heldAt(request.at, pointer)
  if ('ok' in meta || request.text === undefined) return 'ok' in meta ? meta : { ok: true as const, ...meta }
  const { text } = request
  if (text === 'source' && !meta.sourceParts) return { ok: true as const, ...meta }
  const gzip = (await readText(meta.version, text)).toString('base64')
  return { ok: true as const, ...meta, gzip }
}

async function named(version: number) {
  const meta = await readVersion(version)
  if (meta?.held) return meta
  return refusal('unknown-version', [`There is no version ${version} that ever held: see "throughline history".`])
}

/** The version that held at an instant, or when a day ended. */
async function heldAt(at: string, pointer: Pointer): Promise<PlanVersion | ReturnType<typeof refusal>> {
  const day = tryDay(at)
  const { timezone } = (await planOf(pointer.version)).organisation
  const instant = day === undefined ? tryInstant(at) : instantOf(day + 1, 0, timezone) - 1
  if (instant === undefined)
    return refusal('malformed-request', [`"${at}" is no date: write 2026-03-05, or 2026-03-05T09:00:00Z.`])
  const text = formatInstant(instant)
  let oldest: PlanVersion | undefined
  for (let before: number | undefined = pointer.version + 1; before !== undefined; ) {
    const page: Awaited<ReturnType<typeof heldBefore>> = await heldBefore(before)
    const found = page.versions.find(({ appliedAt }) => Date.parse(appliedAt) <= instant)
    if (found) return found
    oldest = page.versions.at(-1) ?? oldest
    before = page.next
  }
  const first = oldest
    ? `the first plan was applied at ${oldest.appliedAt}, as version ${oldest.version}`
    : 'none ever was'
  return refusal('before-first', [`No plan held at ${text}: ${first}.`])
}
