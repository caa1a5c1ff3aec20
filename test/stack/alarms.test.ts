import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { functions, resources, spell } from './deployment.ts'

const alarms = resources('AWS::CloudWatch::Alarm').map(([, alarm]) => alarm.Properties)
const runbook = readFileSync('docs/runbook.md', 'utf8')
/** As the usual viewers of Markdown make anchors. */
const sections = new Set(
  [...runbook.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-'),
  ),
)

describe('alarms', () => {
  it.each(alarms.map((alarm) => [alarm.AlarmName as string, alarm]))(
    '%s has its section in the runbook',
    (_, alarm) => {
      const [, section] = /docs\/runbook\.md#([a-z0-9-]+)$/.exec(alarm.AlarmDescription)!
      expect(sections).toContain(section)
    },
  )

  it('tell a person when they ring, and only then: a first deployment would send a mail for each that is well', () => {
    for (const alarm of alarms) {
      expect(spell(alarm.AlarmActions[0])).toMatch(/^<AlarmsTopic/)
      expect(alarm.OKActions).toBeUndefined()
      expect(alarm.TreatMissingData).toBe('notBreaching')
    }
  })

  it('watch every queue of dead letters', () => {
    const watched = alarms
      .filter((alarm) => alarm.Namespace === 'AWS/SQS')
      .map((alarm) => alarm.Dimensions[0].Value['Fn::GetAtt'][0])
    const dead = resources('AWS::SQS::Queue').filter(([, queue]) => !queue.Properties.RedrivePolicy)
    expect(watched.sort()).toEqual(dead.map(([id]) => id).sort())
  })

  it('watch the errors of every function', () => {
    const watched = alarms
      .filter((alarm) => alarm.Namespace === 'AWS/Lambda' && alarm.MetricName === 'Errors')
      .map((alarm) => alarm.Dimensions[0].Value.Ref)
    expect(watched.sort()).toEqual(
      resources('AWS::Lambda::Function')
        .map(([id]) => id)
        .sort(),
    )
    expect(watched).toHaveLength(functions.size)
  })

  it.each(['OnFailureDestinationDeliveredEventCount', 'DroppedEventCount'])(
    'watch %s of every stream, which the mapping has to count',
    (metric) => {
      const watched = alarms
        .filter((alarm) => alarm.MetricName === metric)
        .map((alarm) => alarm.Dimensions[0].Value.Ref ?? alarm.Dimensions[0].Value['Fn::GetAtt'][0])
      const streams = resources('AWS::Lambda::EventSourceMapping').filter(([, one]) => one.Properties.StartingPosition)
      expect(watched.sort()).toEqual(streams.map(([id]) => id).sort())
      for (const [, stream] of streams) expect(stream.Properties.MetricsConfig.Metrics).toEqual(['EventCount'])
    },
  )

  it('watch what functions count themselves', () => {
    const counted = alarms.filter((alarm) => alarm.Namespace === 'Throughline')
    expect(counted.map((alarm) => alarm.MetricName).sort()).toEqual([
      'OverdueMails',
      'RefusedRecipients',
      'StuckDecisions',
    ])
    for (const alarm of counted) expect(alarm.Dimensions).toBeUndefined()
  })

  it('add up no more than the ten metrics an alarm may', () => {
    for (const alarm of alarms)
      expect((alarm.Metrics ?? []).filter((one: { MetricStat?: object }) => one.MetricStat).length).toBeLessThanOrEqual(
        10,
      )
  })
})
