/** A small pure hash for ids that must come out the same wherever and whenever they are computed. Not for secrets. */

/** FNV-1a over the UTF-16 code units, 64 bits as 16 hexadecimal digits. */
export const hash64 = (text: string): string => {
  let hash = 0xcbf29ce484222325n
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    hash = BigInt.asUintN(64, (hash ^ BigInt(unit & 0xff)) * 0x100000001b3n)
    hash = BigInt.asUintN(64, (hash ^ BigInt(unit >> 8)) * 0x100000001b3n)
  }
  return hash.toString(16).padStart(16, '0')
}

/** The hash of a list of texts; the separator cannot occur in ids, so `['a', 'bc']` and `['ab', 'c']` differ. */
export const idHash = (parts: readonly string[]): string => hash64(parts.join('\u0000'))
