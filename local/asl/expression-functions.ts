import { createHash } from 'node:crypto'
import jsonata from 'jsonata'

/** What expressions draw from the outside: one clock reading and one source of chance per evaluation. */
export interface ExpressionWorld {
  /** Epoch milliseconds: `$now()` and `$millis()` are constant inside one evaluation. */
  now: number
  random: () => number
  uuid: () => string
}

/** Name of the binding that carries the ExpressionWorld; no expression can spell it. */
export const WORLD = 'expression world'

interface Focus {
  environment: { lookup(name: string): unknown }
}

interface NativeFunction {
  implementation: (this: unknown, ...args: unknown[]) => unknown
}

/** JSONata marks as a sequence what collapses when it holds one value: recorded on AWS for `$range(1,9,9)`, which is 1. */
function sequence(values: number[]): number[] {
  return Object.defineProperty(values, 'sequence', { value: true, enumerable: false })
}

function refuse(code: string, message: string): never {
  throw Object.assign(new Error(message), { code })
}

/** AWS's largest array of `$range`, taken from States.ArrayRange ("Intrinsics for JSONPath states"). */
const RANGE_LIMIT = 1000

function range(start: number, end: number, step: number): number[] {
  if (step === 0) refuse('D3000', 'The third argument of $range must not be 0')
  const values: number[] = []
  for (let value = start; step > 0 ? value <= end : value >= end; value += step) {
    if (values.length === RANGE_LIMIT) refuse('D3000', `$range would give more than ${RANGE_LIMIT} values`)
    values.push(value)
  }
  return sequence(values)
}

function partition(array: unknown[] | undefined, size: number): unknown[][] | undefined {
  if (array === undefined) return undefined
  if (!(Number.isInteger(size) && size > 0))
    refuse('D3000', `The second argument of $partition must be a positive integer, got ${size}`)
  return Array.from({ length: Math.ceil(array.length / size) }, (_, index) =>
    array.slice(index * size, (index + 1) * size),
  )
}

const ALGORITHMS: Record<string, string> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
}

function hash(text: string | undefined, algorithm: string): string | undefined {
  if (text === undefined) return undefined
  const name = ALGORITHMS[algorithm]
  if (!name) refuse('D3000', `$hash knows ${Object.keys(ALGORITHMS).join(', ')}, got '${algorithm}'`)
  return createHash(name).update(text).digest('hex')
}

/** AWS gives 0 for "-0" (recorded): its numbers have no negative zero. */
function parse(text: string | undefined): unknown {
  if (text === undefined) return undefined
  try {
    return JSON.parse(text, (_key, value) => (Object.is(value, -0) ? 0 : value))
  } catch (error) {
    refuse('D3000', `$parse got text that is not JSON: ${(error as Error).message}`)
  }
}

/** Same seed, same number. AWS's own sequence is not public, so the values differ from AWS's. */
function seededRandom(seed: number): number {
  const digest = createHash('sha256').update(`seed ${seed}`).digest()
  return digest.readUIntBE(0, 6) / 2 ** 48
}

function world(focus: unknown): ExpressionWorld {
  return (focus as Focus).environment.lookup(WORLD) as ExpressionWorld
}

async function native(name: string): Promise<NativeFunction> {
  return jsonata(`$${name}`).evaluate({})
}

function shuffle(values: unknown[], random: () => number): unknown[] {
  const shuffled = [...values]
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    const kept = shuffled[last]
    shuffled[last] = shuffled[other]
    shuffled[other] = kept
  }
  return shuffled
}

type Implementation = (this: unknown, ...args: never[]) => unknown

/** AWS's own functions, and JSONata's that read a clock or draw by chance; each with its JSONata signature. */
const FUNCTIONS: Record<string, [signature: string, implementation: Implementation]> = {
  partition: ['<an:a>', partition],
  range: ['<nnn:a>', range],
  hash: ['<ss:s>', hash],
  parse: ['<s:x>', parse],
  uuid: [
    '<:s>',
    function () {
      return world(this).uuid()
    },
  ],
  random: [
    '<n?:n>',
    function (seed?: number) {
      return seed === undefined ? world(this).random() : seededRandom(seed)
    },
  ],
  shuffle: [
    '<a:a>',
    function (values?: unknown[]) {
      return values && shuffle(values, world(this).random)
    },
  ],
  millis: [
    '<:n>',
    function () {
      return world(this).now
    },
  ],
  now: ['<s?s?:s>', now],
  toMillis: ['<s-s?:n>', toMillis],
}

async function now(this: unknown, picture?: string, zone?: string): Promise<unknown> {
  return (await native('fromMillis')).implementation.call(this, world(this).now, picture, zone)
}

/** An incomplete picture takes the missing parts from the evaluation's own time stamp, which would be the machine's. */
async function toMillis(this: unknown, text?: string, picture?: string): Promise<unknown> {
  const focus = { environment: { timestamp: new Date(world(this).now) } }
  return (await native('toMillis')).implementation.call(focus, text, picture)
}

/** Makes an expression AWS's: its six functions, no `$eval`, and every source of time or chance bound to the ExpressionWorld. */
export function installFunctions(expression: jsonata.Expression): void {
  for (const [name, [signature, implementation]] of Object.entries(FUNCTIONS)) {
    expression.registerFunction(name, implementation as (...args: unknown[]) => unknown, signature)
  }
  expression.assign('eval', undefined)
}
