import { connect, type Socket } from 'node:net'

interface Answer {
  status: number
  body: string
}

interface Waiting {
  resolve(answer: Answer): void
  reject(error: Error): void
}

// The engine checks that a signature is there, not that it is right.
const SIGNED =
  'host: localhost\r\ncontent-type: application/x-amz-json-1.0\r\nx-amz-date: 20260101T000000Z\r\n' +
  'authorization: AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=local\r\n'

/**
 * One keep-alive connection to the engine with just enough HTTP/1.1 (answers carry Content-Length): half the time of
 * `node:http` or `fetch` per call, which counts when a simulated year makes a hundred thousand of them.
 */
export class EngineSocket {
  readonly #socket: Socket
  #buffer: Buffer = Buffer.alloc(0)
  #waiting: Waiting[] = []

  constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('data', (chunk) => this.#receive(chunk))
    socket.on('error', (error) => this.#broken(error))
    socket.on('close', () => this.#broken(new Error('The DynamoDB engine closed the connection.')))
  }

  static connect(port: number): Promise<EngineSocket> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('error', reject)
      socket.once('connect', () => {
        socket.removeListener('error', reject)
        resolve(new EngineSocket(socket))
      })
    })
  }

  send(operation: string, body: string): Promise<Answer> {
    const head = `POST / HTTP/1.1\r\n${SIGNED}x-amz-target: DynamoDB_20120810.${operation}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      this.#socket.write(head + body)
    })
  }

  close(): void {
    this.#socket.removeAllListeners('close')
    this.#socket.destroy()
  }

  #receive(chunk: Buffer): void {
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk])
    for (;;) {
      const end = this.#buffer.indexOf('\r\n\r\n')
      if (end < 0) return
      const head = this.#buffer.toString('latin1', 0, end)
      const length = /content-length: *(\d+)/i.exec(head)
      if (!length) throw new Error(`The DynamoDB engine answered without Content-Length: ${head.slice(0, 200)}`)
      const total = end + 4 + Number(length[1])
      if (this.#buffer.length < total) return
      const body = this.#buffer.toString('utf8', end + 4, total)
      this.#buffer = this.#buffer.subarray(total)
      this.#waiting.shift()?.resolve({ status: Number(head.slice(9, 12)), body })
    }
  }

  #broken(error: Error): void {
    for (const { reject } of this.#waiting.splice(0)) reject(error)
  }
}
