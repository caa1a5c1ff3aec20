import type { ConcludeAsk } from '../../domain/ask.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { Pack } from '../../domain/review/pack-record.ts'
import { readJson } from '../aws/archive.ts'
import { readCycle } from '../aws/cycles.ts'
import type { Letter } from '../aws/mailer.ts'
import { linkBaseUrl } from '../env.ts'
import { packMail } from '../mail/pack-mail.ts'
import { packKey } from '../reviewing/pack-key.ts'
import { surroundings } from './surroundings.ts'

/** Whose pack, of which cycle, the question they have about it, and the secret of the link. */
interface Bringing {
  cycle: string
  /** Their own open ask to conclude it; whoever has none is not asked by the pack. */
  ask: ConcludeAsk | undefined
  person: string
  to: Letter['to']
  token: string
}

/** The letter with the pack of a cycle; withheld where either is gone. */
export async function composePack(
  plan: ResolvedPlan,
  { cycle: id, ask, person, to, token }: Bringing,
  now: number,
): Promise<Letter | { withheld: string }> {
  const cycle = await readCycle(id)
  const pack = cycle && (await readJson(packKey(id), Pack))
  if (!cycle || !pack) return { withheld: `there is no pack of ${id}` }
  const chair = plan.reviews?.find((one) => one.id === cycle.review)?.chair ?? cycle.chair
  const composed = packMail({
    ...surroundings(plan, person, now),
    pack,
    review: cycle.name,
    heldOn: cycle.heldOn,
    missed: cycle.missed,
    link: `${linkBaseUrl()}/r/${token}`,
    chairs: person === chair,
    ...(ask && !cycle.conclusion ? { concludeBy: ask.dueBy } : {}),
  })
  return { to, ...composed }
}
