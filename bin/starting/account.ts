import type { LedgerTally } from './ledger-tally.ts'

/** What a run came to, from every state the Ledger's records went through. */
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
  /** Copies that went on along the chain because the person first asked stayed silent, was away or handed it on. */
  escalated: number
  /** Ended without an answer of this person: somebody else decided, time ran out, or the reason went away. */
  settledElsewhere: number
  stillOpen: number
}

/** Counts what a tally has seen so far. */
export function accountOf(tally: LedgerTally): Account {
  const decisions = tally.decisions()
  const asks = tally.asks()
  const states = Object.fromEntries(
    [...Map.groupBy(decisions, (decision) => decision.state)].map(([state, group]) => [state, group.length]),
  )
  const answered = asks.filter((ask) => ask.answer !== undefined && ask.state === 'answered')
  const inTime = answered.filter((ask) => ask.answer!.at <= ask.dueBy)
  const stillOpen = asks.filter((ask) => ask.state === 'open').length
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
    settledElsewhere: asks.length - answered.length - stillOpen,
    stillOpen,
  }
}

/** What a run counted beside the Ledger. */
export interface RunFigures {
  observations: number
  mails: number
  months: number
  seconds: number
  /** Most memory held at once, in bytes: this process, and the table engine beside it where that can be read. */
  memory: { runner: number; engine: number | undefined }
}

/** The account as a few lines. */
export function accountText(account: Account, run: RunFigures): string {
  const states = Object.entries(account.states)
    .sort(([, a], [, b]) => b - a)
    .map(([state, n]) => `${n} ${state}`)
    .join(', ')
  return [
    `Observations      ${run.observations} posted through the API`,
    `Decisions         ${account.decisions} (${states})`,
    `  taken           ${account.byPeople} by people, ${account.fallbacks} by fallback because time ran out; ${account.effective} found effective`,
    `Asks              ${account.asks}: ${account.answeredInTime} answered in time, ${account.answeredLate} late, ${account.settledElsewhere} settled otherwise, ${account.stillOpen} still open`,
    `  escalated       ${account.escalated} of them, to a deputy, a manager or on along the chain`,
    `Mails             ${run.mails}`,
    `Time              ${run.months} simulated months in ${run.seconds.toFixed(1)} seconds`,
    `Memory            ${memoryText(run.memory)}`,
  ].join('\n')
}

function memoryText({ runner, engine }: RunFigures['memory']): string {
  const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`
  if (engine === undefined) return `${megabytes(runner)} at most`
  return `${megabytes(runner + engine)} at most: ${megabytes(runner)} the runner, ${megabytes(engine)} the table engine`
}
