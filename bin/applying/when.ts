/** An instant for a person: `2026-03-05 09:12 CET (2026-03-05T08:12:00Z)`, local time as this machine has it, then UTC. */
export function when(instant: string, timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).formatToParts(Date.parse(instant))
  const { year, month, day, hour, minute, timeZoneName } = Object.fromEntries(
    parts.map(({ type, value }) => [type, value]),
  ) as Record<string, string>
  return `${year}-${month}-${day} ${hour}:${minute} ${timeZoneName} (${instant})`
}
