import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { signedService } from '../worker/signed-service.ts'
import type { AwsRequest, AwsResponse, HttpRequest, HttpResponse } from '../world.ts'

export interface HttpPort {
  origin: string
  close(): Promise<void>
}

interface Handlers {
  aws(request: AwsRequest): Promise<AwsResponse>
  page(request: HttpRequest): Promise<HttpResponse>
}

/** Listens on 127.0.0.1 for callers from outside: signed requests are AWS calls, all others are for API Gateway and the runner's pages. */
export async function openPort(port: number, handlers: Handlers): Promise<HttpPort> {
  const server = createServer((request, response) => {
    answer(request, handlers).then(
      (result) => write(response, result),
      (error: Error) =>
        write(response, { status: 500, headers: { 'content-type': 'text/plain' }, body: `${error.stack ?? error}\n` }),
    )
  })
  await listen(server, port)
  const { port: actual } = server.address() as { port: number }
  return {
    origin: `http://127.0.0.1:${actual}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
}

async function answer(incoming: IncomingMessage, handlers: Handlers): Promise<HttpResponse> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const [path = '/', search = ''] = (incoming.url ?? '/').split('?', 2)
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(incoming.headers))
    headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '')
  const body = Buffer.concat(chunks)
  const common = { method: incoming.method ?? 'GET', path, query: new URLSearchParams(search), headers, body }
  const service = signedService(headers)
  if (service) return handlers.aws({ ...common, service, caller: 'outside' })
  return handlers.page({ ...common, sourceIp: incoming.socket.remoteAddress ?? '127.0.0.1' })
}

function write(response: ServerResponse, { status, headers, body }: HttpResponse): void {
  response.writeHead(status, headers)
  response.end(body)
}
