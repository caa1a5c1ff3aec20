import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn'
import { expect } from 'vitest'
import type { JsonObject } from '../../../local/asl/json.ts'
import { States, statesPart } from '../../../local/services/states.ts'
import { AwsError, type AwsRequest } from '../../../local/world.ts'
import { sdk } from '../../local/services-sdk.ts'
import { TestWorld } from '../../local/services-world.ts'
import { pages, type Row, task, waitingTask } from './row.ts'

/** A world with Step Functions and a table that notes the tokens it is given. */
export function stage(states: JsonObject, dynamodb: (request: AwsRequest) => void = () => {}) {
  const world = new TestWorld()
  const service = new States()
  const tokens: string[] = []
  const table = {
    names: ['dynamodb'] as const,
    handle: async (request: AwsRequest) => {
      const token = (JSON.parse(request.body.toString()) as { Key?: { pk?: { S?: string } } }).Key?.pk?.S
      if (token) tokens.push(token)
      dynamodb(request)
      return { status: 200, headers: {}, body: '{}' }
    },
  }
  world.add(service, table)
  const definition = { QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states }
  const [type] = statesPart(service).types!
  const { ref } = type!.create(
    { logicalId: 'Machine', type: type!.type, properties: { DefinitionString: JSON.stringify(definition) } },
    world,
  ) as { ref: string }
  const client = new SFNClient(sdk(service, world))
  const start = (name?: string, input?: object) =>
    client.send(
      new StartExecutionCommand({ stateMachineArn: ref, name, ...(input ? { input: JSON.stringify(input) } : {}) }),
    )
  const described = (executionArn: string | undefined) => client.send(new DescribeExecutionCommand({ executionArn }))
  return { world, client, tokens, start, described, ref }
}

const waiting = () => stage({ A: waitingTask({ TimeoutSeconds: 60 }) })
const quick = () => stage({ A: { Type: 'Pass', End: true } })
const named = (name: string) => expect.objectContaining({ name })
const days = (count: number) => count * 86_400_000

/** The API, through AWS's own client. */
export const service: Row[] = [
  {
    says: 'starting the same name with the same input while it runs gives the same execution',
    page: pages.start,
    check: async () => {
      const { start, world } = waiting()
      const first = await start('n', { a: 1 })
      await world.run()
      expect(await start('n', { a: 1 })).toMatchObject({ executionArn: first.executionArn, startDate: first.startDate })
    },
  },
  {
    says: 'starting the same name with other input while it runs is ExecutionAlreadyExists',
    page: pages.start,
    check: async () => {
      const { start } = waiting()
      await start('n', { a: 1 })
      await expect(start('n', { a: 2 })).rejects.toEqual(named('ExecutionAlreadyExists'))
    },
  },
  {
    says: 'a name stays taken for 90 days after its execution has closed, then it is free',
    page: pages.start,
    check: async () => {
      const { start, world } = quick()
      await start('n')
      await world.run()
      await expect(start('n')).rejects.toEqual(named('ExecutionAlreadyExists'))
      await world.run(world.now() + days(90) - 1)
      await expect(start('n')).rejects.toEqual(named('ExecutionAlreadyExists'))
      await world.run(world.now() + 1)
      await expect(start('n')).resolves.toBeDefined()
    },
  },
  {
    says: 'a name has at most 80 characters and none of the forbidden ones',
    page: pages.start,
    check: async () => {
      const { start } = quick()
      await expect(start('x'.repeat(80))).resolves.toBeDefined()
      await expect(start('x'.repeat(81))).rejects.toEqual(named('ValidationException'))
      for (const name of ['a b', 'a:b', 'a/b', 'a<b', 'a"b', 'a#b', 'a\nb', 'a*b', 'a\u0085b'])
        await expect(start(name)).rejects.toEqual(named('InvalidName'))
    },
  },
  {
    says: 'input that is not JSON is InvalidExecutionInput',
    page: pages.start,
    check: async () => {
      const { client, ref } = quick()
      await expect(client.send(new StartExecutionCommand({ stateMachineArn: ref, input: '{' }))).rejects.toEqual(
        named('InvalidExecutionInput'),
      )
    },
  },
  {
    says: 'an unknown machine is StateMachineDoesNotExist',
    page: pages.start,
    check: async () => {
      const { client, ref } = quick()
      await expect(client.send(new StartExecutionCommand({ stateMachineArn: `${ref}x` }))).rejects.toEqual(
        named('StateMachineDoesNotExist'),
      )
    },
  },
  {
    says: 'SendTaskSuccess hands its output to the waiting task',
    page: pages.success,
    check: async () => {
      const { start, world, client, tokens, described } = waiting()
      const { executionArn } = await start('n')
      await world.run()
      await client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '{"ok":true}' }))
      await world.run()
      expect(await described(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"ok":true}' })
    },
  },
  {
    says: 'a second SendTaskSuccess, and one after the timeout, are TaskTimedOut: the task is closed',
    page: pages.success,
    check: async () => {
      const twice = waiting()
      await twice.start('n')
      await twice.world.run()
      const answer = () => new SendTaskSuccessCommand({ taskToken: twice.tokens[0], output: '1' })
      await twice.client.send(answer())
      await expect(twice.client.send(answer())).rejects.toEqual(named('TaskTimedOut'))
      const late = waiting()
      await late.start('n')
      await late.world.run(late.world.now() + 60_000)
      await expect(
        late.client.send(new SendTaskSuccessCommand({ taskToken: late.tokens[0], output: '1' })),
      ).rejects.toEqual(named('TaskTimedOut'))
    },
  },
  {
    says: 'a token that is none is InvalidToken; one that no task here was given is TaskDoesNotExist',
    page: pages.success,
    check: async () => {
      const elsewhere = waiting()
      await elsewhere.start('n')
      await elsewhere.world.run()
      const { client } = waiting()
      await expect(client.send(new SendTaskSuccessCommand({ taskToken: 'nonsense', output: '1' }))).rejects.toEqual(
        named('InvalidToken'),
      )
      await expect(
        client.send(new SendTaskSuccessCommand({ taskToken: elsewhere.tokens[0], output: '1' })),
      ).rejects.toEqual(named('TaskDoesNotExist'))
    },
  },
  {
    says: 'an output that is not JSON is InvalidOutput and leaves the task waiting',
    page: pages.success,
    check: async () => {
      const { start, world, client, tokens } = waiting()
      await start('n')
      await world.run()
      await expect(client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: 'yes' }))).rejects.toEqual(
        named('InvalidOutput'),
      )
      await expect(
        client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '"yes"' })),
      ).resolves.toBeDefined()
    },
  },
  {
    says: 'a success sent by the submitted call itself, before it returns, is accepted',
    page: pages.integrations,
    check: async () => {
      const answers: Promise<unknown>[] = []
      const scene = stage({ A: waitingTask({ TimeoutSeconds: 60 }) }, () => {
        answers.push(scene.client.send(new SendTaskSuccessCommand({ taskToken: scene.tokens[0], output: '"early"' })))
      })
      const { executionArn } = await scene.start('n')
      await scene.world.run()
      await Promise.all(answers)
      await scene.world.run()
      expect(await scene.described(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"early"' })
    },
  },
  {
    says: 'SendTaskHeartbeat and SendTaskFailure answer a closed task with TaskTimedOut',
    page: pages.failure,
    check: async () => {
      const { start, world, client, tokens, described } = waiting()
      const { executionArn } = await start('n')
      await world.run()
      await client.send(new SendTaskHeartbeatCommand({ taskToken: tokens[0] }))
      await client.send(new SendTaskFailureCommand({ taskToken: tokens[0], error: 'E', cause: 'c' }))
      await world.run()
      expect(await described(executionArn)).toMatchObject({ status: 'FAILED', error: 'E', cause: 'c' })
      for (const command of [new SendTaskHeartbeatCommand({ taskToken: tokens[0] })])
        await expect(client.send(command)).rejects.toEqual(named('TaskTimedOut'))
    },
  },
  {
    says: 'StopExecution aborts with its error and cause, and its tokens are closed',
    page: pages.stop,
    check: async () => {
      const { start, world, client, tokens, described } = waiting()
      const { executionArn } = await start('n')
      await world.run()
      await client.send(new StopExecutionCommand({ executionArn, error: 'E', cause: 'c' }))
      expect(await described(executionArn)).toMatchObject({ status: 'ABORTED', error: 'E', cause: 'c' })
      await expect(client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '1' }))).rejects.toEqual(
        named('TaskTimedOut'),
      )
      expect(world.pending).toBe(0)
    },
  },
  {
    says: 'GetExecutionHistory pages forwards and backwards, 100 events a page unless told',
    page: pages.history,
    check: async () => {
      const { start, world, client } = quick()
      const { executionArn } = await start('n')
      await world.run()
      const first = await client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 3 }))
      expect(first.events?.map(({ id, type }) => [id, type])).toEqual([
        [1, 'ExecutionStarted'],
        [2, 'PassStateEntered'],
        [3, 'PassStateExited'],
      ])
      expect(first.events?.[1]?.stateEnteredEventDetails).toMatchObject({ name: 'A', input: '{}' })
      const rest = await client.send(
        new GetExecutionHistoryCommand({ executionArn, maxResults: 3, nextToken: first.nextToken }),
      )
      expect(rest.events?.map(({ type }) => type)).toEqual(['ExecutionSucceeded'])
      const reverse = await client.send(new GetExecutionHistoryCommand({ executionArn, reverseOrder: true }))
      expect(reverse.events?.map(({ id }) => id)).toEqual([4, 3, 2, 1])
    },
  },
  {
    says: 'ListExecutions shows the newest first and filters by status',
    page: pages.describe,
    check: async () => {
      const { start, world, client, ref, tokens } = waiting()
      await start('one')
      await world.run(world.now() + 1000)
      await start('two')
      await world.run()
      await client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '1' }))
      await world.run()
      const list = async (statusFilter?: 'RUNNING') =>
        (await client.send(new ListExecutionsCommand({ stateMachineArn: ref, statusFilter }))).executions?.map(
          ({ name }) => name,
        )
      expect(await list()).toEqual(['two', 'one'])
      expect(await list('RUNNING')).toEqual(['two'])
    },
  },
  {
    says: 'an SDK integration names errors `DynamoDb.…Exception`, the optimised one `DynamoDB.…`',
    page: pages.dynamodb,
    check: async () => {
      const failing = (resource: string) =>
        stage({ A: task({ Resource: resource, Arguments: {} }) }, () => {
          throw new AwsError('ConditionalCheckFailedException', 'The conditional request failed')
        })
      for (const [resource, error] of [
        ['arn:aws:states:::aws-sdk:dynamodb:updateItem', 'DynamoDb.ConditionalCheckFailedException'],
        ['arn:aws:states:::dynamodb:updateItem', 'DynamoDB.ConditionalCheckFailedException'],
      ] as const) {
        const { start, world, described } = failing(resource)
        const { executionArn } = await start('n')
        await world.run()
        expect(await described(executionArn)).toMatchObject({ status: 'FAILED', error })
      }
    },
  },
  {
    says: 'lambda:invoke wraps the answer, a function ARN does not, and a thrown error has its own name',
    page: pages.integrations,
    check: async () => {
      const name = 'arn:aws:lambda:eu-west-2:123456789012:function:f'
      const run = async (state: JsonObject, f: (event: unknown) => unknown) => {
        const { start, world, described } = stage({ A: state })
        world.functions.set('f', f)
        const { executionArn } = await start('n', { x: 1 })
        await world.run()
        return described(executionArn)
      }
      const wrapped = await run(
        task({
          Resource: 'arn:aws:states:::lambda:invoke',
          Arguments: { FunctionName: name, Payload: '{% $states.input %}' },
        }),
        (event) => event,
      )
      expect(JSON.parse(wrapped.output ?? '')).toMatchObject({
        Payload: { x: 1 },
        StatusCode: 200,
        ExecutedVersion: '$LATEST',
      })
      expect((await run(task({ Resource: name }), () => 5)).output).toBe('5')
      const thrown = await run(task({ Resource: name }), () => {
        throw new Error('boom')
      })
      expect(thrown).toMatchObject({ status: 'FAILED', cause: expect.stringContaining('boom') })
    },
  },
  {
    says: 'startExecution.sync waits for the child; .sync:2 gives its output as JSON; a child that fails is States.TaskFailed',
    page: pages.nested,
    check: async () => {
      const child = stage({
        W: { Type: 'Wait', Seconds: 5, Next: 'C' },
        C: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.ok %}', Next: 'Z' }], Default: 'F' },
        Z: { Type: 'Succeed', Output: { done: true } },
        F: { Type: 'Fail', Error: 'Sad' },
      })
      const service = child.world.service<States>('states')
      const [type] = statesPart(service).types!
      const parent = {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Arguments: { StateMachineArn: child.ref, Input: '{% $states.input %}' },
        End: true,
      }
      const definition = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'P', States: { P: parent } })
      const { ref } = type!.create(
        { logicalId: 'Parent', type: type!.type, properties: { DefinitionString: definition } },
        child.world,
      ) as { ref: string }
      const run = async (input: string) => {
        const { executionArn } = await child.client.send(new StartExecutionCommand({ stateMachineArn: ref, input }))
        await child.world.run(child.world.now() + 5000)
        return child.described(executionArn)
      }
      const good = await run('{"ok":true}')
      expect(JSON.parse(good.output ?? '')).toMatchObject({ Status: 'SUCCEEDED', Output: { done: true } })
      expect(await run('{"ok":false}')).toMatchObject({
        status: 'FAILED',
        error: 'States.TaskFailed',
        cause: expect.stringContaining('"Error":"Sad"'),
      })
    },
  },
]
