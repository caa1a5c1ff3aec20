import * as z from 'zod'
import type { MetricName } from './metric-store.ts'

const Embedded = z.looseObject({
  _aws: z.looseObject({
    CloudWatchMetrics: z.array(
      z.looseObject({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())).default([[]]),
        Metrics: z.array(z.looseObject({ Name: z.string() })),
      }),
    ),
  }),
})

/** The values of a log line in CloudWatch's embedded metric format, one per dimension set and value; none for other lines. */
export function embeddedMetrics(line: string): { name: MetricName; value: number }[] {
  // Nearly every line is another: look before parsing.
  if (!line.includes('"CloudWatchMetrics"')) return []
  const parsed = Embedded.safeParse(jsonOf(line))
  if (!parsed.success) return []
  const fields: Record<string, unknown> = parsed.data
  return parsed.data._aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) => {
      const dimensions = Object.fromEntries(names.map((name) => [name, String(fields[name])]))
      return Metrics.flatMap(({ Name }) =>
        [fields[Name]]
          .flat()
          .filter((value) => typeof value === 'number')
          .map((value) => ({ name: { namespace: Namespace, metric: Name, dimensions }, value })),
      )
    }),
  )
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line.slice(line.indexOf('{')))
  } catch {
    return undefined
  }
}
