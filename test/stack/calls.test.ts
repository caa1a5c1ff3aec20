import { describe, expect, it } from 'vitest'
import { CALLS, callsInCode } from './calls.ts'
import { definitionOf, functions, resources, spell, statesOf } from './deployment.ts'

/** The objects of a stream's failed batches. Who writes them also asks whether the bucket is there. */
const FAILED_BATCHES = /^Archive\/aws\/lambda\/\*$/

/** Actions that the platform takes in a function's name, by the resource they are on; no code of ours calls them. */
const OF_THE_PLATFORM: [RegExp, string[]][] = [
  [/Logs$/, ['CreateLogStream', 'PutLogEvents']],
  [/\.StreamArn$/, ['DescribeStream', 'GetRecords', 'GetShardIterator']],
  [/^\*$/, ['ListStreams']],
  [FAILED_BATCHES, ['PutObject']],
  [/^FailedCallsQueue$/, ['SendMessage', 'GetQueueAttributes', 'GetQueueUrl']],
  [/^PostQueue$/, ['ReceiveMessage', 'DeleteMessage', 'ChangeMessageVisibility', 'GetQueueAttributes', 'GetQueueUrl']],
]

/** `action on resource`, what a role allows beyond what the platform needs. */
function allowed(role: string): string[] {
  const pairs = resources('AWS::IAM::Policy')
    .filter(([, policy]) => policy.Properties.Roles.some((one: { Ref: string }) => one.Ref === role))
    .flatMap(([, policy]) => policy.Properties.PolicyDocument.Statement)
    .flatMap(({ Action, Resource }) =>
      [Action].flat().flatMap((action: string) => [Resource].flat().map((one) => ({ action, on: named(spell(one)) }))),
    )
    .map(({ action, on }) => ({ action: action.split(':')[1]!, on }))
  const archives = pairs.some(({ on }) => FAILED_BATCHES.test(on))
  return pairs
    .filter(({ action, on }) => !(archives && action === 'ListBucket' && on === 'Archive'))
    .filter(({ action, on }) => !OF_THE_PLATFORM.some(([where, what]) => where.test(on) && what.includes(action)))
    .map(({ action, on }) => `${action} on ${on}`)
    .sort()
}

/** An ARN in the words of the table of calls: the logical id without its hash, tables and bucket without `Records`. */
function named(arn: string): string {
  if (/:identity\/\*$/.test(arn)) return 'identities'
  if (/:schedule\/Throughline\/\*$/.test(arn)) return 'schedules'
  const [, id, attribute, rest] = /<((?!AWS::)\w+?)(?:[0-9A-F]{8})?(\.\w+)?>(\S*)$/.exec(arn) ?? [arn, arn, '', '']
  return `${id!.replace(/^Records/, '')}${attribute === '.StreamArn' ? attribute : ''}${rest ?? ''}`
}

const roleOf = (entry: string) => functions.get(entry)!.Properties.Role['Fn::GetAtt'][0] as string
const pairsOf = (entry: string) =>
  Object.entries(CALLS[entry]!).flatMap(([on, actions]) => actions.split(' ').map((action) => `${action} on ${on}`))

describe('permissions', () => {
  const code = callsInCode()

  it('are listed for every function', () => {
    expect(Object.keys(CALLS).sort()).toEqual([...functions.keys()].sort())
    expect([...code.keys()].sort()).toEqual([...functions.keys()].sort())
  })

  it.each(Object.keys(CALLS))('%s makes the calls listed, by its code', (entry) => {
    const listed = new Set(pairsOf(entry).map((pair) => pair.split(' ')[0]))
    expect([...code.get(entry)!].sort()).toEqual([...listed].sort())
  })

  it.each(Object.keys(CALLS))('%s may make the calls listed and no others', (entry) => {
    expect(allowed(roleOf(entry))).toEqual(pairsOf(entry).sort())
  })

  it.each<['Decision' | 'ReviewCycle', string]>([
    ['Decision', 'DecisionsAdvanceDecisionFunction'],
    ['ReviewCycle', 'ReviewsAdvanceCycleFunction'],
  ])('of the machine %s are those its states need', (name, advance) => {
    const [, machine] = resources('AWS::StepFunctions::StateMachine').find(([, one]) =>
      one.Properties.StateMachineName.endsWith(`-${name}`),
    )!
    const used = statesOf(definitionOf(name))
      .flatMap(({ Resource }) => (Resource ? [Resource.replace('.waitForTaskToken', '')] : []))
      .map((resource) => integrations(advance)[resource] ?? `a permission for ${resource}`)
    const may = allowed(machine.Properties.RoleArn['Fn::GetAtt'][0]).filter(
      (pair) => !/(Log|ResourcePolic).* on \*$/.test(pair),
    )
    const own = machine.Properties.StateMachineName
    expect(may.map((pair) => pair.replace(new RegExp(`arn\\S+:${own}$`), 'itself'))).toEqual([...new Set(used)].sort())
    expect(may).not.toHaveLength(0)
  })

  it('of Scheduler are to call the functions that have a time, and to set aside what it could not call', () => {
    const scheduler = resources('AWS::IAM::Role').find(([id]) => id.startsWith('SchedulesRole'))!
    expect(allowed(scheduler[0]).map((pair) => pair.replace(/arn\S+:function:/, ''))).toEqual([
      'InvokeFunction on Throughline-audit',
      'InvokeFunction on Throughline-deliver-slot',
      'InvokeFunction on Throughline-evaluate-due',
      'InvokeFunction on Throughline-open-cycle',
      'SendMessage on SchedulesDeadLettersQueue',
    ])
  })
})

/** What each integration of the state machine needs. */
const integrations = (advance: string): Record<string, string> => ({
  'arn:aws:states:::aws-sdk:dynamodb:updateItem': 'UpdateItem on Ledger',
  'arn:aws:states:::aws-sdk:sfn:startExecution': 'StartExecution on itself',
  'arn:aws:states:::lambda:invoke': `InvokeFunction on ${advance}`,
})
