import { formatInstant } from '../../domain/instant.ts'
import type { MadeSilence } from '../../domain/made-silence.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { silenceWanted } from '../../domain/silence-command.ts'
import { transact } from '../aws/dynamo.ts'
import { allSilences, dropSilence, putSilence } from '../aws/silences.ts'
import { type Command, type Refusal, refusal } from './command.ts'

type Wanted = Extract<Command, { act: 'silence' }>
type Ending = Extract<Command, { act: 'end-silence' }>

/** Makes a silence; one that was made already stays as it is. */
export async function makeSilence(plan: ResolvedPlan, { act: _, stated, ...wanted }: Wanted, now: number) {
  const made = silenceWanted(plan, { ...wanted, madeBy: stated }, now)
  if (typeof made === 'string') return refusal('no-silence', [made])
  const same = (await allSilences(now)).find(({ id, until }) => id === made.id && until === made.until)
  if (same) return { ok: true as const, silence: same }
  await transact([putSilence(made)])
  return { ok: true as const, silence: { ...made, over: false } }
}

/** Every silence that is kept, those that are over too. */
export async function listSilences(now: number) {
  return { ok: true as const, silences: await allSilences(now) }
}

/** Ends a silence now. What is true then is asked by the next morning. */
export async function endSilence({ silence: id, stated }: Ending, now: number): Promise<Refusal | Ended> {
  const found = (await allSilences(now)).filter((one) => one.id === id)
  const holding = found.find(({ over }) => !over)
  if (!holding) return found.length > 0 ? refusal('silence-over', [`Silence ${id} is over already.`]) : unknown(id)
  const { over: _, ...silence } = holding
  const ended = { ...silence, until: formatInstant(now), endedBy: stated }
  const failed = await transact([dropSilence(silence), putSilence(ended)])
  if (failed.length > 0) return refusal('silence-over', [`Silence ${id} was ended by somebody else just now.`])
  return { ok: true, silence: { ...ended, over: true } }
}

interface Ended {
  ok: true
  silence: MadeSilence & { over: boolean }
}

const unknown = (id: string) =>
  refusal('unknown-silence', [`There is no silence ${id}: "throughline silence list" shows those there are.`])
