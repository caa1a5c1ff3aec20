/** A code of a newer release, inside facts whose kind is known: there are no words for it, and the sentence that was kept is said. */
export class UnknownCode extends Error {
  override readonly name = 'UnknownCode'
}

/** What a catalogue has for a code that was read. */
export function pick<V>(words: Readonly<Record<string, V>>, code: string): V {
  if (!Object.hasOwn(words, code)) throw new UnknownCode(`There are no words for "${code}".`)
  return words[code]!
}
