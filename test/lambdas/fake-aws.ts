import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { afterAll, beforeAll, beforeEach } from 'vitest'

/** One call that a function made to a service other than DynamoDB. */
export interface Call {
  /** `SendMessageBatch`, `StartExecution`, `PutEvents`, `SendRawEmail`, `POST /schedules/x` … */
  operation: string
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the call carried
  input: any
}

/** What the fake answers to one call instead of success; `undefined` means success. */
export type Fault = (call: Call) => { status: number; type: string; message?: string } | undefined

/** The services as far as the functions use them: remembers calls, answers success, or the fault a test asks for. */
export class FakeAws {
  calls: Call[] = []
  fault: Fault = () => undefined

  of(operation: string): Call[] {
    return this.calls.filter((call) => call.operation === operation)
  }

  /** Messages put on the mail queue so far. */
  get queued(): { person: string; slot: string }[] {
    return this.of('SendMessageBatch').flatMap(({ input }) =>
      input.Entries.map((entry: { MessageBody: string }) => JSON.parse(entry.MessageBody)),
    )
  }

  /** Mails sent so far, as MIME text. */
  get mails(): string[] {
    return this.of('SendRawEmail').map(({ input }) => Buffer.from(input['RawMessage.Data'], 'base64').toString('utf8'))
  }
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

function callOf(request: IncomingMessage, body: string): Call {
  const target = request.headers['x-amz-target']
  if (typeof target === 'string') return { operation: target.split('.').pop()!, input: JSON.parse(body) }
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    const input = Object.fromEntries(new URLSearchParams(body))
    return { operation: input.Action!, input }
  }
  const path = request.url!.split('?')[0]
  return { operation: `${request.method} ${path}`, input: body ? JSON.parse(body) : {} }
}

let messages = 0
/** Names of the schedules that were put. */
const schedules = new Set<string>()

function success({ operation, input }: Call): string {
  if (operation === 'SendRawEmail') {
    messages += 1
    return `<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><SendRawEmailResult><MessageId>m-${messages}</MessageId></SendRawEmailResult></SendRawEmailResponse>`
  }
  if (operation === 'SendMessageBatch') {
    const Successful = input.Entries.map(({ Id, MessageBody }: { Id: string; MessageBody: string }) => {
      return { Id, MessageId: Id, MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex') }
    })
    return JSON.stringify({ Successful, Failed: [] })
  }
  if (operation === 'PutEvents')
    return JSON.stringify({ FailedEntryCount: 0, Entries: input.Entries.map(() => ({ EventId: 'e' })) })
  if (operation === 'StartExecution') return JSON.stringify({ executionArn: 'arn', startDate: 0 })
  if (operation === 'GET /schedules')
    return JSON.stringify({ Schedules: [...schedules].map((Name) => ({ Name, State: 'ENABLED' })) })
  const [, method, name] = /^(POST|DELETE) \/schedules\/(.+)$/.exec(operation) ?? []
  if (method === 'POST') schedules.add(name!)
  if (method === 'DELETE') schedules.delete(name!)
  return JSON.stringify({ ScheduleArn: 'arn' })
}

/** Starts the fake for a test file and points the SDK at it; each test begins with no calls and no faults. */
export function withFakeAws(): FakeAws {
  const fake = new FakeAws()
  let server: Server
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const call = callOf(request, await read(request))
      fake.calls.push(call)
      const fault = fake.fault(call)
      const xml = call.operation === 'SendRawEmail'
      response.setHeader('content-type', xml ? 'text/xml' : 'application/x-amz-json-1.1')
      if (!fault) return response.end(success(call))
      response.statusCode = fault.status
      response.setHeader('x-amzn-errortype', fault.type)
      const error = `<ErrorResponse><Error><Type>Sender</Type><Code>${fault.type}</Code><Message>${fault.message ?? 'm'}</Message></Error></ErrorResponse>`
      response.end(xml ? error : JSON.stringify({ __type: fault.type, message: fault.message ?? 'm' }))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_MAX_ATTEMPTS: '1',
      DEPLOYMENT_NAME: 'Throughline',
      BUS_NAME: 'bus',
      MAIL_QUEUE_URL: `http://127.0.0.1:${port}/queue`,
      DECISION_MACHINE_ARN: 'arn:aws:states:eu-west-1:123456789012:stateMachine:Decision',
      LINK_BASE_URL: 'https://example.org/live',
      MAIL_SENDER: 'throughline@example.org',
      MAIL_MODE: 'live',
      API_KEY_SOURCES: '{"key-1":"warehouse","key-2":"stranger"}',
      SCHEDULE_GROUP: 'group',
      SCHEDULE_ROLE_ARN: 'arn:aws:iam::123456789012:role/r',
      SCHEDULE_DLQ_ARN: 'arn:aws:sqs:eu-west-1:123456789012:dlq',
      DELIVER_SLOT_ARN: 'arn:aws:lambda:eu-west-1:123456789012:function:deliver-slot',
      EVALUATE_DUE_ARN: 'arn:aws:lambda:eu-west-1:123456789012:function:evaluate-due',
      OPEN_CYCLE_ARN: 'arn:aws:lambda:eu-west-1:123456789012:function:open-cycle',
      REVIEW_MACHINE_ARN: 'arn:aws:states:eu-west-1:123456789012:stateMachine:ReviewCycle',
    })
  })
  beforeEach(() => {
    fake.calls = []
    fake.fault = () => undefined
  })
  afterAll(() => {
    server.close()
  })
  return fake
}
