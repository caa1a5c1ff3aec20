import type { Silence } from '../../domain/inhibition.ts'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import { MadeSilence } from '../../domain/made-silence.ts'
import { ledgerTable } from '../env.ts'
import type { Clause } from './dynamo.ts'
import { queryAll } from './query-all.ts'
import { record } from './record.ts'

/** All in one partition: there are few, and whoever lists them wants all. They sort by KPI and end, so that what is over is not read. */
const PK = 'SILENCE'
const keyOf = ({ kpi, until, id }: MadeSilence) => ({ pk: PK, sk: `${kpi}#${until}#${id}` })

/** Kept as long as closed asks, to say later why nobody was asked. */
const KEPT_SECONDS = 400 * 86_400

/** Silences of a KPI that are not over. One read, of nothing as a rule. */
export async function silencesOf(kpi: string, now: number): Promise<Silence[]> {
  const found = await between(`${kpi}#${formatInstant(now)}`, `${kpi}#~`)
  return found.map(({ trigger, dimensions, from, until, because, madeBy }) => {
    return { trigger, dimensions, from: parseInstant(from), until: parseInstant(until), because, madeBy }
  })
}

/** Every silence that is kept, by KPI and end; `over` says which are. */
export async function allSilences(now: number): Promise<(MadeSilence & { over: boolean })[]> {
  return (await between(' ', '~')).map((one) => ({ ...one, over: parseInstant(one.until) <= now }))
}

async function between(from: string, to: string): Promise<MadeSilence[]> {
  const items = await queryAll({
    TableName: ledgerTable(),
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: { ':pk': PK, ':from': from, ':to': to },
  })
  return items.map((item) => record(MadeSilence, item))
}

/** Keeps a silence; the same one again is the same item. */
export function putSilence(silence: MadeSilence): Clause {
  const expiresAt = Math.floor(parseInstant(silence.until) / 1000) + KEPT_SECONDS
  const Item = { ...keyOf(silence), ...silence, expiresAt }
  return { name: 'silence', write: { Put: { TableName: ledgerTable(), Item } } }
}

/** The silence is still as it was read; it is gone afterwards. */
export function dropSilence(silence: MadeSilence): Clause {
  const write = {
    Delete: { TableName: ledgerTable(), Key: keyOf(silence), ConditionExpression: 'attribute_exists(pk)' },
  }
  return { name: 'silence-kept', write }
}
