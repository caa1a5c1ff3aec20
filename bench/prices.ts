/**
 * List prices in dollars, us-east-1, without free tiers; see aws.amazon.com/step-functions/pricing, /lambda/pricing (arm64),
 * /dynamodb/pricing/on-demand, /ses/pricing, /cloudwatch/pricing, /sqs/pricing, /eventbridge/pricing. Look them up before you rely on a sum.
 */
export const PRICE = {
  transition: 25e-6,
  invocation: 0.2e-6,
  gigabyteSecond: 13.3334e-6,
  readUnit: 0.125e-6,
  writeUnit: 0.625e-6,
  mail: 100e-6,
  /** For each metric an alarm looks at, so that one over several metrics costs as much as several. */
  alarmMonth: 0.1,
  request: 3.5e-6,
  gigabyteOut: 0.09,
  /** Of a metric that has data in every hour; by the hour. */
  metricMonth: 0.3,
  queueRequest: 0.4e-6,
  scheduled: 1e-6,
}

/** A warm invocation of ours is taken to last this long on AWS, and each call it makes this long more: assumptions on the high side. */
const SECONDS_AN_INVOCATION = 0.05
export const SECONDS_A_CALL = 0.01

/** advance-cycle has 1 GB, the others half: all are counted as if they had this much. */
export const RUN_GIGABYTES = 1

/** What happened between two readings of a runner's counters, the hourly audit left out, and what AWS asks for it. */
export function costOf(from: ReadonlyMap<string, number>, to: ReadonlyMap<string, number>) {
  const total = (prefix: string, suffix = '') =>
    [...to].reduce(
      (n, [name, by]) => (name.startsWith(prefix) && name.endsWith(suffix) ? n + by - (from.get(name) ?? 0) : n),
      0,
    )
  const counts = {
    transitions: (to.get('transitions') ?? 0) - (from.get('transitions') ?? 0),
    invocations: total('invocations:') - total('invocations:Audit'),
    calls: total('calls:'),
    reads: total('capacity:', ':read'),
    writes: total('capacity:', ':write'),
    mails: (to.get('mails') ?? 0) - (from.get('mails') ?? 0),
  }
  const runs = counts.invocations * SECONDS_AN_INVOCATION + counts.calls * SECONDS_A_CALL
  const dollars =
    counts.transitions * PRICE.transition +
    counts.invocations * PRICE.invocation +
    runs * PRICE.gigabyteSecond * RUN_GIGABYTES +
    counts.reads * PRICE.readUnit +
    counts.writes * PRICE.writeUnit +
    counts.mails * PRICE.mail
  return { ...counts, dollars }
}
