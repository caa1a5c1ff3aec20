import { createHash } from 'node:crypto'

/** A seeded generator of uniform numbers in [0, 1). */
export type Random = () => number

/** sfc32 (Chris Doty-Humphrey), seeded with the first 128 bits of the SHA-256 of `text`, so that neighbouring seeds share nothing. */
export function seededRandom(text: string): Random {
  const digest = createHash('sha256').update(text).digest()
  let a = digest.readInt32LE(0)
  let b = digest.readInt32LE(4)
  let c = digest.readInt32LE(8)
  let d = digest.readInt32LE(12)
  return () => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + t) | 0
    return (t >>> 0) / 4294967296
  }
}

/** Fills `bytes` from the stream and returns it. */
export function randomFill(random: Random, bytes: Uint8Array): Uint8Array {
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = Math.floor(random() * 256)
  return bytes
}

/** UUID version 4 drawn from the stream. */
export function randomUuid(random: Random): string {
  const bytes = randomFill(random, new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Buffer.from(bytes).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Streams by name under one seed: draws from one never shift another. */
export class RandomStreams {
  readonly #seed: string
  readonly #streams = new Map<string, Random>()

  constructor(seed: string) {
    this.#seed = seed
  }

  stream(name: string): Random {
    let stream = this.#streams.get(name)
    if (!stream) {
      stream = seededRandom(`${this.#seed}/${name}`)
      this.#streams.set(name, stream)
    }
    return stream
  }
}
