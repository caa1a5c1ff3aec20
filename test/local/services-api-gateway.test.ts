import { beforeEach, describe, expect, it } from 'vitest'
import { type PlainServices, plainServices } from '../../local/services/all.ts'
import { deployApi } from './services-api.ts'
import { maker, noStack } from './services-template.ts'
import { TestWorld } from './services-world.ts'

interface ProxyEvent {
  body: string | null
  headers: Record<string, string>
  [name: string]: unknown
}

let world: TestWorld
let plain: PlainServices
let make: ReturnType<typeof maker>
let key: string
let events: ProxyEvent[]
let answer: (event: ProxyEvent) => unknown

beforeEach(async () => {
  world = new TestWorld()
  plain = plainServices()
  world.add(...plain.part.services!)
  await plain.part.ready?.(world, noStack)
  make = maker(plain.part.types!, world)
  events = []
  answer = () => ({ statusCode: 200, body: 'fine' })
  world.functions.set('ingest', (event) => {
    events.push(event as ProxyEvent)
    return answer(event as ProxyEvent)
  })
  key = plain.apiGateway.keys.get(await deployApi(make))!.value
})

interface Asked {
  headers?: Record<string, string>
  body?: string | Buffer
  query?: string
}

async function http(method: string, path: string, { headers = {}, body = '', query = '' }: Asked = {}) {
  const request = {
    method,
    path,
    query: new URLSearchParams(query),
    headers,
    body: Buffer.from(body as string),
    sourceIp: '203.0.113.9',
  }
  const pending = plain.apiGateway.handleHttp(request, world)
  await world.run(world.now() + 0)
  return pending
}
const post = (body: string, headers: Record<string, string> = {}) =>
  http('POST', '/live/v1/observations', {
    headers: { 'content-type': 'application/json', 'x-api-key': key, ...headers },
    body,
  })

describe('a REST API', () => {
  it('gives the function a proxy event', async () => {
    await http('GET', '/live/a/t%2Fo%20k', {
      query: 'x=1&x=2&y=%C3%BC',
      headers: { host: 'h.example.org:80', 'user-agent': 'test' },
    })
    expect(events[0]).toMatchObject({
      resource: '/a/{token}',
      path: '/a/t%2Fo%20k',
      httpMethod: 'GET',
      pathParameters: { token: 't/o k' },
      queryStringParameters: { x: '2', y: 'ü' },
      multiValueQueryStringParameters: { x: ['1', '2'], y: ['ü'] },
      multiValueHeaders: { 'user-agent': ['test'] },
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
      requestContext: {
        resourcePath: '/a/{token}',
        path: '/live/a/t%2Fo%20k',
        stage: 'live',
        accountId: '123456789012',
        domainName: 'h.example.org',
        requestTime: '02/Mar/2026:08:00:00 +0000',
        requestTimeEpoch: world.now(),
        identity: { sourceIp: '203.0.113.9', userAgent: 'test', user: null },
      },
    })
  })

  it('tells the function which key was used, and logs the pattern of the path only', async () => {
    await post('{"kpi":"x"}')
    expect(events[0]!.requestContext).toMatchObject({
      identity: { apiKey: key, apiKeyId: expect.stringMatching(/^[0-9a-z]{10}$/) },
    })
    const line = world.lines.find((one) => one.kind === 'apigateway.access')!
    expect(JSON.parse(line.line as string)).toMatchObject({ path: '/v1/observations', status: 200 })
  })

  it.each([
    ['no key', () => post('{"kpi":"x"}', { 'x-api-key': '' }), 403, 'Forbidden'],
    ['a wrong key', () => post('{"kpi":"x"}', { 'x-api-key': 'f'.repeat(40) }), 403, 'Forbidden'],
    ['a path that does not exist', () => http('GET', '/live/nothing'), 403, 'Missing Authentication Token'],
    ['a verb that the path does not have', () => http('DELETE', '/live/a/token'), 403, 'Missing Authentication Token'],
    ['a stage that does not exist', () => http('GET', '/dead/a/token'), 403, 'Forbidden'],
    [
      'a body over 10 MB',
      () => post(`{"kpi":"${'x'.repeat(10_485_760)}"}`),
      413,
      'HTTP content length exceeded 10485760 bytes.',
    ],
    ['JSON that is none', () => post('{"kpi":'), 400, 'Invalid request body'],
    ['an empty body', () => post(''), 400, 'Invalid request body'],
    ['JSON that the model does not take', () => post('[]'), 400, 'Invalid request body'],
    [
      'a body without a content type, which counts as JSON',
      () => post('x', { 'content-type': '' }),
      400,
      'Invalid request body',
    ],
  ])('refuses %s', async (_, ask, status, message) => {
    const refused = await ask()
    expect([refused.status, JSON.parse(String(refused.body))]).toEqual([status, { message }])
    expect(events).toEqual([])
  })

  it('lets CSV pass: no model is for it', async () => {
    expect((await post('kpi;value', { 'content-type': 'text/csv; charset=utf-8' })).status).toBe(200)
    expect(events[0]!.body).toBe('kpi;value')
  })

  it('throttles a key at its burst, in the shape of the gateway response, and lets it in again with time', async () => {
    for (let turn = 0; turn < 3; turn++) expect((await post('{"kpi":"x"}')).status).toBe(200)
    const refused = await post('{"kpi":"x"}')
    expect([refused.status, refused.headers['retry-after'], refused.headers['content-type']]).toEqual([
      429,
      '1',
      'application/problem+json',
    ])
    expect(JSON.parse(String(refused.body))).toEqual({
      status: 429,
      id: refused.headers['x-amzn-requestid'],
      why: 'Too Many Requests',
      type: 'THROTTLED',
    })
    await world.run(world.now() + 100)
    expect((await post('{"kpi":"x"}')).status).toBe(200)
  })

  it('ends a key at its quota and begins anew with the next day', async () => {
    const statuses: number[] = []
    for (let turn = 0; turn < 6; turn++) {
      statuses.push((await post('{"kpi":"x"}')).status)
      await world.run(world.now() + 1_000)
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
    await world.run('2026-03-03T00:00:00Z')
    expect((await post('{"kpi":"x"}')).status).toBe(200)
  })

  it('throttles each method of the stage for itself', async () => {
    const statuses = []
    for (let turn = 0; turn < 31; turn++) statuses.push((await http('GET', '/live/a/x')).status)
    expect(statuses.filter((status) => status === 429)).toHaveLength(1)
    expect((await post('{"kpi":"x"}')).status).toBe(200)
  })

  it.each([
    ['fails', () => Promise.reject(new Error('broken')), 502],
    ['answers without a status', () => ({ body: 'x' }), 502],
    ['answers an object as body', () => ({ statusCode: 200, body: { a: 1 } }), 502],
    ['answers text', () => 'hello', 502],
    ['answers nothing', () => undefined, 502],
  ])('answers 502 when the function %s', async (_, act, status) => {
    answer = act
    const refused = await http('GET', '/live/a/x')
    expect([refused.status, String(refused.body)]).toEqual([status, '{"message":"Internal server error"}'])
  })

  it('gives up after 29 seconds with 504', async () => {
    answer = () =>
      new Promise((resolve) => world.at(world.now() + 30_000, 'test', 'slow', () => resolve({ statusCode: 200 })))
    const request = {
      method: 'GET',
      path: '/live/a/x',
      query: new URLSearchParams(),
      headers: {},
      body: Buffer.alloc(0),
      sourceIp: '::1',
    }
    const start = world.now()
    const pending = plain.apiGateway
      .handleHttp(request, world)
      .then((response) => [response.status, world.now() - start, response.body])
    await world.run(start + 60_000)
    expect(await pending).toEqual([504, 29_000, '{"message":"Endpoint request timed out"}'])
  })

  it('carries binary bodies both ways, when the types say so', async () => {
    const bytes = Buffer.from([0, 255, 1, 254])
    answer = (event) => ({
      statusCode: 200,
      body: event.body,
      isBase64Encoded: true,
      headers: { 'Content-Type': 'image/png' },
    })
    const headers = { 'content-type': 'image/png', accept: 'image/png,*/*', 'x-api-key': key }
    const found = await http('POST', '/live/v1/observations', { headers, body: bytes })
    expect([events[0]!.isBase64Encoded, found.body]).toEqual([true, bytes])
    const text = await http('POST', '/live/v1/observations', {
      headers: { ...headers, accept: 'text/html' },
      body: bytes,
    })
    expect(text.body).toBe(bytes.toString('base64'))
  })

  it('repeats headers that have several values', async () => {
    answer = () => ({
      statusCode: 303,
      multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] },
      headers: { Location: '/' },
    })
    expect((await http('GET', '/live/a/x')).headers).toMatchObject({ 'set-cookie': ['a=1', 'b=2'], location: '/' })
  })

  it('counts server errors for alarms', async () => {
    answer = () => undefined
    await http('GET', '/live/a/x')
    const name = { namespace: 'AWS/ApiGateway', metric: '5XXError', dimensions: { Stage: 'live', ApiName: 'api' } }
    expect(plain.cloudWatch.metrics.statistic(name, 'Sum', 0, world.now() + 1)).toBe(1)
  })

  it.each([
    [
      'an authorizer',
      'AWS::ApiGateway::Method',
      {
        RestApiId: 'x',
        ResourceId: 'x',
        HttpMethod: 'GET',
        AuthorizationType: 'AWS_IAM',
        Integration: { Type: 'MOCK' },
      },
      /no authorizers/,
    ],
    [
      'an HTTP integration',
      'AWS::ApiGateway::Method',
      { RestApiId: 'x', ResourceId: 'x', HttpMethod: 'GET', Integration: { Type: 'HTTP' } },
      /AWS_PROXY/,
    ],
    [
      'a gateway response for another content type, of which AWS does not say when it is taken,',
      'AWS::ApiGateway::GatewayResponse',
      { RestApiId: 'x', ResponseType: 'THROTTLED', ResponseTemplates: { 'application/problem+json': '{}' } },
      /application\/problem\+json: not supported/,
    ],
    [
      'a property nobody knows',
      'AWS::ApiGateway::RestApi',
      { Body: {} },
      /Odd \(AWS::ApiGateway::RestApi\): Body: not supported/,
    ],
  ])('refuses %s in a template', async (_, type, properties, message) => {
    await expect(make(type, 'Odd', properties)).rejects.toThrow(message)
  })
})
