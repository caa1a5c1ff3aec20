import * as z from 'zod'
import { Instant, Option, Severity } from '../../domain/decision.ts'

const text = z.string().max(4000)
const id = z.string().regex(/^D-[0-9a-f]{16}$/, 'a decision is named like D-0123456789abcdef')

/** Who acts: the person for whom (id, name or address), and who ran the command as AWS states it. */
const who = { as: z.string().min(1).max(200).optional(), stated: z.string().min(1).max(500) }
const one = { decision: id, ...who }

/** What the command line may ask for. */
export const Command = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('list'),
    after: z.string().max(2000).optional(),
    /** Those that ended since this instant, instead of those under way. */
    endedSince: Instant.optional(),
  }),
  z.strictObject({ act: z.literal('show'), decision: id }),
  z.strictObject({ act: z.literal('silences') }),
  z.strictObject({ act: z.literal('standing'), kpi: z.string().max(100) }),
  z.strictObject({
    act: z.literal('silence'),
    kpi: z.string().max(100),
    trigger: z.string().max(100).optional(),
    dimensions: z.record(z.string().max(100), z.string().max(100)).optional(),
    until: z.string().max(40),
    because: z.string().trim().min(1, 'say why').max(200),
    stated: who.stated,
  }),
  z.strictObject({ act: z.literal('end-silence'), silence: z.string().max(40), stated: who.stated }),
  z.strictObject({
    act: z.literal('open'),
    ...who,
    /** Made up by whoever asks: the same request opens one decision. */
    request: z.string().min(8).max(100),
    question: z.string().max(500),
    decider: z.string().min(1).max(200),
    options: z.array(Option).max(6),
    fallback: z.strictObject({ option: z.string(), note: z.string().max(500).optional() }),
    decideBy: z.string().max(40),
    respondBy: z.string().max(40).optional(),
    effectBy: z.string().max(40).optional(),
    severity: Severity.default('S3'),
    series: z.string().max(400).optional(),
    why: text,
  }),
  z.strictObject({ act: z.literal('acknowledge'), ...one }),
  z.strictObject({
    act: z.literal('decide'),
    ...one,
    option: z.string().max(200),
    text,
    effectFrom: z.string().max(40).optional(),
  }),
  z.strictObject({ act: z.literal('dismiss'), ...one, option: z.string().max(200), text }),
  z.strictObject({ act: z.literal('confirm'), ...one, text }),
  z.strictObject({ act: z.literal('withdraw'), ...one, text }),
  z.strictObject({ act: z.literal('snooze'), ...one, until: z.string().max(40) }),
  z.strictObject({ act: z.literal('reassign'), ...one, to: z.string().max(200).optional(), text }),
  z.strictObject({ act: z.literal('merge'), ...one, into: id, text }),
  z.strictObject({ act: z.literal('done'), ...one }),
  z.strictObject({ act: z.literal('rethink'), ...one, option: z.string().max(200), text }),
])
export type Command = z.infer<typeof Command>

/** A command that changes a decision. */
export type Acting = Exclude<
  Command,
  { act: 'list' | 'show' | 'standing' | 'open' | 'silences' | 'silence' | 'end-silence' }
>

/** A refusal the command line prints; nothing was changed. */
export const refusal = (code: string, sentences: string[]) => ({ ok: false as const, code, sentences })
export type Refusal = ReturnType<typeof refusal>
