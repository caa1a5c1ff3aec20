/** 64-bit FNV-1a over UTF-16 code units: small, pure and the same everywhere. For names, not for secrets. */
const OFFSET = 0xcbf29ce484222325n
const PRIME = 0x100000001b3n
const MASK = 0xffffffffffffffffn

/** 16 hex digits of a list of texts; the separator cannot occur in ids, so `['a', 'bc']` and `['ab', 'c']` differ. */
export const idHash = (parts: readonly string[]): string => {
  let hash = OFFSET
  for (const char of parts.join('\u0000')) {
    const code = char.codePointAt(0)!
    hash = ((hash ^ BigInt(code & 0xff)) * PRIME) & MASK
    hash = ((hash ^ BigInt(code >> 8)) * PRIME) & MASK
  }
  return hash.toString(16).padStart(16, '0')
}
