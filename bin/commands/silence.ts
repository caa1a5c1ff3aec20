import * as z from 'zod'
import { when } from '../applying/when.ts'
import { commandStated } from '../deciding/ask.ts'
import { readSilences, ToldSilence } from '../deciding/made-silences.ts'
import type { Reach } from '../deployment.ts'
import { Refusal } from '../refusal.ts'

export interface SilenceOptions extends Reach {
  trigger?: string
  series?: string[]
  until: string
  because: string
  json?: boolean
}

/** `throughline silence add KPI`: its triggers ask nobody until a day, because of something somebody knows. */
export async function addSilence(kpi: string, options: SilenceOptions): Promise<void> {
  const { trigger, series, until, because } = options
  const dimensions = series && Object.fromEntries(series.map(pair))
  const request = {
    act: 'silence',
    kpi,
    ...(trigger && { trigger }),
    ...(dimensions && { dimensions }),
    until,
    because,
  }
  const { silence } = await commandStated(options, request, z.object({ silence: ToldSilence }))
  tell(options, silence, [`${silence.id} holds until ${when(silence.until)}. What is true then is asked.`])
}

function pair(text: string): [string, string] {
  const [, name, value] = /^([^=]+)=(.+)$/.exec(text) ?? []
  if (name === undefined || value === undefined)
    throw new Refusal(`--series takes a dimension and its value, such as site=north, not "${text}".`)
  return [name, value]
}

/** `throughline silence list`: those that hold, and with --all those that are over. */
export async function listSilences(options: Reach & { all?: boolean; json?: boolean }): Promise<void> {
  const silences = await readSilences(options)
  const shown = options.all ? silences : silences.filter(({ over }) => !over)
  tell(options, shown, shown.length === 0 ? ['Nothing is silenced by command.'] : shown.flatMap(lines))
}

/** `throughline silence end ID`: before its time. */
export async function endSilence(id: string, options: Reach & { json?: boolean }): Promise<void> {
  const { silence } = await commandStated(
    options,
    { act: 'end-silence', silence: id },
    z.object({ silence: ToldSilence }),
  )
  tell(options, silence, [`${silence.id} is over. What is true now is asked by tomorrow morning.`])
}

const tell = (options: { json?: boolean }, value: unknown, text: string[]): void => {
  for (const line of options.json ? [JSON.stringify(value, null, 2)] : text) console.log(line)
}

const lines = (one: ToldSilence): string[] => {
  const of = Object.entries(one.dimensions ?? {}).map(([name, value]) => `${name}=${value}`)
  return [
    `${one.id}  ${[one.kpi, one.trigger, ...of].filter(Boolean).join(' ')}  ${one.over ? 'ended' : 'until'} ${when(one.until)}`,
    `  ${one.because}`,
    `  by ${one.madeBy} (as stated) on ${when(one.from)}${one.endedBy ? `, ended by ${one.endedBy} (as stated)` : ''}`,
  ]
}
