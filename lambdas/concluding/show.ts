import type { Link } from '../../domain/ask.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { Pack } from '../../domain/review/pack-record.ts'
import { readJson } from '../aws/archive.ts'
import { readCycle } from '../aws/cycles.ts'
import { packPage } from '../pages/pack-page.ts'
import { surroundings } from '../posting/surroundings.ts'
import { packKey } from '../reviewing/pack-key.ts'

/** The page behind the link of a pack's mail; undefined when there is no such cycle any more. Reads only. */
export async function showPack(
  plan: ResolvedPlan,
  link: Link,
  cycle: string,
  now: number,
): Promise<string | undefined> {
  const found = await readCycle(cycle)
  if (!found) return undefined
  const { name: review, heldOn, missed } = found
  const pack = await readJson(packKey(cycle), Pack)
  return packPage({ ...surroundings(plan, link.person, now), pack, review, heldOn, missed })
}
