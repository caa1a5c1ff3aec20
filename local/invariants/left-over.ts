import type { Invariant } from './facts.ts'

/** What lies in a dead-letter queue or a failure destination has rung its alarm: nothing is set aside unseen. */
export const leftOverRings: Invariant = ({ leftOver, rang }) =>
  leftOver
    .filter(({ count, alarms }) => count > 0 && !alarms.some((alarm) => rang.includes(alarm)))
    .map(({ where, count, alarms }) => `${count} left in ${where}, and none of ${alarms.join(', ')} has rung`)

/** No token and no address in what functions log. */
export const logsKeepSecrets: Invariant = ({ logs, secrets }) => {
  const found = new Set<string>()
  for (const { from, text } of logs) {
    const secret = secrets.find((one) => text.includes(one))
    if (secret)
      found.add(`${from} logged ${secret.includes('@') ? `the address ${secret}` : 'a token'}: ${text.slice(0, 160)}`)
  }
  return [...found]
}
