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

const idOf = (entry: string) => resources('AWS::Lambda::Function').find(([, one]) => one === functions.get(entry))![0]

describe('alarms', () => {
  it.each(alarms.map((alarm) => [alarm.AlarmName as string, alarm]))(
    '%s has its section in the runbook',
    (_, alarm) => {
      const [, section] = /docs\/runbook\.md#([a-z0-9-]+)$/.exec(alarm.AlarmDescription)!
      expect(sections).toContain(section)
    },
  )

  it('are named alike, in lower case, after the stack', () => {
    for (const alarm of alarms) expect(alarm.AlarmName).toMatch(/^Throughline-[a-z]+(-[a-z]+)*$/)
  })

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

  it('leave out what is tried again: the errors of a function ring where the last try ends', () => {
    expect(alarms.filter((alarm) => alarm.MetricName === 'Errors')).toEqual([])
    const asynchronous = resources('AWS::Lambda::EventInvokeConfig').map(([, one]) => one.Properties.FunctionName.Ref)
    const mapped = resources('AWS::Lambda::EventSourceMapping').map(([, one]) => one.Properties.FunctionName.Ref)
    // What somebody waits for ends with him: the API answers 5xx, the machine's execution fails, the command line says so.
    const waitedFor = [
      'ingest',
      'read-api',
      'answer-ask',
      'conclude-review',
      'advance-decision',
      'advance-cycle',
      'apply-plan',
      'command-decision',
    ].map((entry) => idOf(entry))
    expect([...new Set([...asynchronous, ...mapped, ...waitedFor])].sort()).toEqual(
      [...functions.keys()].map(idOf).sort(),
    )
  })

  it('are few, since each metric of each costs ten cents a month', () => {
    const metrics = alarms.map((alarm) => (alarm.Metrics ?? [alarm]).length)
    expect(metrics.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(17)
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
      'StuckWorkflows',
    ])
    const given = functions.get('audit')!.Properties.Environment.Variables.DEPLOYMENT_NAME
    for (const alarm of counted) expect(alarm.Dimensions).toEqual([{ Name: 'Deployment', Value: given }])
  })
})
