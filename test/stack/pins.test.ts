import { Template } from 'aws-cdk-lib/assertions'
import { expect, it } from 'vitest'
import { resources, stackWith } from './deployment.ts'

/**
 * A resource that gets another logical id is deleted and made anew. For a table that is another, empty table; for a
 * machine the end of every decision under way. Change these lines only with a migration in hand.
 */
const PINNED: [string, string[]][] = [
  ['AWS::DynamoDB::Table', ['RecordsLedgerC701FDC0', 'RecordsMeasurements0824E4B3', 'RecordsPlanB8B3C4CD']],
  ['AWS::StepFunctions::StateMachine', ['DecisionsCourseMachine1D86E793', 'ReviewsCourseMachineF0D43B6A']],
  ['AWS::S3::Bucket', ['RecordsArchive69F9557F']],
  [
    'AWS::SQS::Queue',
    [
      'FailedCallsQueue4FEB61A9',
      'OutboxDeadLettersQueueD4926044',
      'PostDeadLettersQueueF602FB0A',
      'PostQueue06AC7AAB',
      'SchedulesDeadLettersQueue51CA2C10',
    ],
  ],
  ['AWS::ApiGateway::RestApi', ['ApiRest4DEC74FE']],
]

it.each(PINNED)('%s keeps its logical ids', (type, ids) => {
  expect(
    resources(type)
      .map(([id]) => id)
      .sort(),
  ).toEqual(ids)
})

it('logical ids do not depend on the name of the stack', () => {
  const ids = (stackName: string) => {
    const { stack } = stackWith({ 'throughline:stackName': stackName })
    return Object.keys(Template.fromStack(stack).toJSON().Resources).filter((id) => !id.startsWith('ApiRestDeployment'))
  }
  expect(ids('Another')).toEqual(ids('Throughline'))
})
