import * as z from 'zod'
import { FollowThroughFigures } from '../../domain/review/figures.ts'
import { askApplyPlan, NotDone } from '../applying/invoke.ts'
import { readResolved } from '../applying/versions.ts'
import { deployment, type Reach } from '../deployment.ts'
import { followThroughLines } from '../following/print.ts'
import { Refusal } from '../refusal.ts'

/** `throughline follow-through`: how reviews are answered and what they lead to, by review, function and person. */
export async function followThrough(options: Reach & { cycles: string; json?: boolean }): Promise<void> {
  const cycles = Number(options.cycles)
  if (!Number.isInteger(cycles) || cycles < 1 || cycles > 104)
    throw new Refusal(`--cycles takes a number from 1 to 104, not "${options.cycles}".`)
  const found = await deployment(options)
  const { plan } = await readResolved(found, {})
  const figures = await ask(found, cycles)
  if (options.json) console.log(JSON.stringify(figures, null, 2))
  else for (const line of followThroughLines(figures, plan)) console.log(line)
}

async function ask(found: Parameters<typeof askApplyPlan>[0], cycles: number): Promise<FollowThroughFigures> {
  const Answer = z.object({ ok: z.literal(true), ...FollowThroughFigures.shape })
  try {
    const { ok: _ok, ...figures } = await askApplyPlan(found, { read: 'figures', cycles }, Answer, 'Nothing was read')
    return figures
  } catch (error) {
    if (error instanceof NotDone && error.code === 'malformed-request')
      throw new Refusal('This deployment is from before it kept such figures: deploy this version, then ask again.')
    throw error
  }
}
