import * as z from 'zod'
import { MachineState } from '../../domain/machine.ts'
import { Level, Severity } from '../../domain/plan/trigger.ts'
import { UnaskedReason } from '../../domain/unasked.ts'
import { when } from '../applying/when.ts'

const Trigger = z.object({
  id: z.string(),
  kind: z.string(),
  state: MachineState,
  severity: Severity.optional(),
  level: Level.optional(),
  since: z.string().optional(),
  decision: z.string().optional(),
  condition: z.literal(true).optional(),
  inhibited: UnaskedReason.optional(),
  held: UnaskedReason.extend({ from: z.string(), to: z.string() }).optional(),
})
type Trigger = z.infer<typeof Trigger>

/** Where a KPI's triggers stand, as command-decision says it; `left` series are not shown. */
export const Standing = z.object({
  kpi: z.string(),
  series: z.array(
    z.object({
      series: z.string(),
      status: z.string(),
      period: z.string().optional(),
      latest: z.object({ period: z.string(), value: z.number().nullable() }).optional(),
      triggers: z.array(Trigger),
    }),
  ),
  left: z.int(),
})
export type Standing = z.infer<typeof Standing>

/** The standing as lines to print: of each series and trigger whether it asks, whom it would ask, or why it asks nobody. */
export function standingLines({ series, left }: Standing): string[] {
  if (series.length === 0) return ['Nothing was posted yet, and no period is due.']
  return [
    ...series.flatMap(({ series: key, status, period, latest, triggers }) => [
      `${key}  ${status}${period === undefined ? '' : `, ${period} is due`}${latest ? `; newest ${latest.value} of ${latest.period}` : ''}`,
      ...(triggers.length === 0 ? ['  It has no trigger, so nobody is ever asked.'] : triggers.flatMap(triggerLines)),
    ]),
    ...(left > 0 ? [`and ${left} series more, which are not shown`] : []),
  ]
}

const triggerLines = (trigger: Trigger): string[] => {
  const { id, kind, state, severity, since, held } = trigger
  const about = `${state}${since === undefined ? '' : ` since ${since}`}${severity === undefined ? '' : `, ${severity}`}`
  return [
    `  ${id} (${kind}): ${about}; ${askedWords(trigger)}`,
    ...(held ? [`    held back ${held.from} to ${held.to}: ${reasonWords(held)}`] : []),
  ]
}

const askedWords = ({ state, decision, condition, inhibited }: Trigger): string => {
  if (decision !== undefined) return `asked with ${decision}`
  if (condition) return 'asks nobody, it is a condition of others'
  if (inhibited) return `nobody is asked: ${reasonWords(inhibited)}`
  if (state === 'pending') return 'not often enough yet to ask'
  return state === 'ok' ? 'nothing to ask' : 'no decision is open about it'
}

const reasonWords = ({ why, by, because, madeBy, until }: UnaskedReason): string => {
  switch (why) {
    case 'stale':
      return 'its data is missing, which its steward is asked about'
    case 'incapable':
      return 'its target is out of reach, which is asked about instead'
    case 'driver':
      return `a KPI that drives it is asked about with ${by}`
    case 'whole':
      return `most parts of a whole fire, which is asked about with ${by}`
    case 'silenced':
      return `silenced until ${until === undefined ? 'its end' : when(until)} ${madeBy === undefined ? '' : ` by ${madeBy} (as stated)`}, because: ${because}`
  }
}
