import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb'
import { Ask } from '../../domain/ask.ts'
import { Decision } from '../../domain/decision.ts'

/** What a run came to, read from the Ledger itself. */
export interface Account {
  decisions: number
  /** Decisions by state. */
  states: Record<string, number>
  /** Chosen by a person, and by time running out. */
  byPeople: number
  fallbacks: number
  effective: number
  asks: number
  answeredInTime: number
  answeredLate: number
  /** Asks that went on to somebody else because the person first asked stayed silent or was away. */
  escalated: number
  stillOpen: number
}

/** Reads every decision and ask of a local Ledger. A scan: this is an account at the end of a run, nobody waits behind it. */
export async function accountOf(ledgerTable: string): Promise<Account> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}))
  const decisions: Decision[] = []
  const asks: Ask[] = []
  for await (const page of paginateScan({ client }, { TableName: ledgerTable })) {
    for (const item of page.Items ?? []) {
      if (item.sk === 'META' && String(item.pk).startsWith('DECISION#')) decisions.push(Decision.strip().parse(item))
      if (String(item.sk).startsWith('ASK#')) asks.push(Ask.strip().parse(item))
    }
  }
  const states = Object.fromEntries(
    [...Map.groupBy(decisions, (decision) => decision.state)].map(([state, group]) => [state, group.length]),
  )
  const answered = asks.filter((ask) => ask.state === 'answered' && ask.answer)
  const inTime = answered.filter((ask) => ask.answer!.at <= ask.dueBy)
  return {
    decisions: decisions.length,
    states,
    byPeople: decisions.filter((one) => one.choice && one.choice.via !== 'fallback').length,
    fallbacks: decisions.filter((one) => one.choice?.via === 'fallback').length,
    effective: decisions.filter((one) => one.checks.at(-1)?.result === 'effective').length,
    asks: asks.length,
    answeredInTime: inTime.length,
    answeredLate: answered.length - inTime.length,
    escalated: asks.filter((ask) => ask.person !== ask.owner).length,
    stillOpen: asks.filter((ask) => ask.state === 'open').length,
  }
}

/** The account as a few lines; counts are what the Ledger and the mailbox hold. */
export function accountText(
  account: Account,
  run: { observations: number; mails: number; months: number; seconds: number },
): string {
  const states = Object.entries(account.states)
    .sort(([, a], [, b]) => b - a)
    .map(([state, n]) => `${n} ${state}`)
    .join(', ')
  return [
    `Observations      ${run.observations} posted through the API`,
    `Decisions         ${account.decisions} (${states})`,
    `  taken           ${account.byPeople} by people, ${account.fallbacks} by fallback because time ran out; ${account.effective} found effective`,
    `Asks              ${account.asks}: ${account.answeredInTime} answered in time, ${account.answeredLate} late, ${account.escalated} escalated or handed on, ${account.stillOpen} still open`,
    `Mails             ${run.mails}`,
    `Time              ${run.months} simulated months in ${run.seconds.toFixed(1)} seconds`,
  ].join('\n')
}
