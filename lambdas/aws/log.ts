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
 * They are counted for each deployment by itself, of which an account may have several. `now` is epoch milliseconds. What
 * did not happen is not counted: no data is no alarm, and a metric costs thirty cents a month for the hours in which it has data.
 */
export function countMetrics(metrics: Record<string, number>, deployment: string, now: number): void {
  const happened = Object.entries(metrics).filter(([, count]) => count > 0)
  if (happened.length === 0) return
  const names = happened.map(([Name]) => ({ Name, Unit: 'Count' }))
  const directive = { Namespace: 'Throughline', Dimensions: [['Deployment']], Metrics: names }
  const counts = Object.fromEntries(happened)
  console.log(
    JSON.stringify({ _aws: { Timestamp: now, CloudWatchMetrics: [directive] }, Deployment: deployment, ...counts }),
  )
}
