/**
 * One JSON line per fact. Callers give ids, counts and codes; never a token, the text of a mail or an address:
 * a log is read by more people than a mailbox.
 */
export function log(level: 'info' | 'warn' | 'error', message: string, facts: Record<string, unknown> = {}): void {
  const line = JSON.stringify({ level, message, ...facts })
  if (level === 'error') console.error(line)
  else if (level === 'warn') console.warn(line)
  else console.info(line)
}

/** An error's name and message, for a log line. */
export function errorFacts(error: unknown): { error: string; because: string } {
  return error instanceof Error
    ? { error: error.name, because: error.message }
    : { error: 'Unknown', because: String(error) }
}

/**
 * Counts for CloudWatch in its embedded metric format: a log line that becomes metrics, so no call is made.
 * They are counted for each deployment by itself, of which an account may have several. `now` is epoch milliseconds.
 */
export function countMetrics(metrics: Record<string, number>, deployment: string, now: number): void {
  const names = Object.keys(metrics).map((Name) => ({ Name, Unit: 'Count' }))
  const directive = { Namespace: 'Throughline', Dimensions: [['Deployment']], Metrics: names }
  console.log(
    JSON.stringify({ _aws: { Timestamp: now, CloudWatchMetrics: [directive] }, Deployment: deployment, ...metrics }),
  )
}
