import { randomUUID } from 'node:crypto'
import { commandDecision } from '../deciding/ask.ts'
import type { Reach } from '../deployment.ts'
import { Refusal } from '../refusal.ts'

export interface OpenOptions extends Reach {
  question: string
  decider: string
  option: string[]
  fallback: string
  decideBy: string
  because: string
  note?: string
  respondBy?: string
  effectBy?: string
  kpi?: string
  severity: string
  as?: string
  json?: boolean
}

/** `throughline decision open`: asks somebody for a decision that no trigger asks for. */
export async function openDecision(options: OpenOptions): Promise<void> {
  const { question, decider, decideBy, respondBy, effectBy, kpi, severity, because, as } = options
  const decision = await commandDecision(options, {
    act: 'open',
    request: randomUUID(),
    question,
    decider,
    options: options.option.map(optionOf),
    fallback: { option: options.fallback, ...(options.note && { note: options.note }) },
    decideBy,
    severity,
    why: because,
    ...(respondBy && { respondBy }),
    ...(effectBy && { effectBy }),
    ...(kpi && { series: kpi }),
    ...(as && { as }),
  })
  if (options.json) console.log(JSON.stringify(decision, null, 2))
  else console.log(`${decision.id} is open: ${decision.decider} is asked with their next mail.`)
}

function optionOf(text: string): { id: string; label: string } {
  const at = text.indexOf('=')
  if (at < 1 || at === text.length - 1)
    throw new Refusal(`--option takes an id and a label, like --option ward="Open a ward"; "${text}" has not both.`)
  return { id: text.slice(0, at), label: text.slice(at + 1) }
}
