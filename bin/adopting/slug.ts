/** Ids made from names: the same name gives the same id, whatever letters it is written in. */

/** Letters that do not come apart into a Latin one and an accent. */
const LETTERS: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i' }

/** `Jürgen Groß` → `jurgen-gross`; a name without any Latin letter or digit becomes `item`. */
export function slug(name: string): string {
  const latin = name
    .toLowerCase()
    .replace(/[ßæœøđðþłı]/g, (letter) => LETTERS[letter]!)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
  const id = latin
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return id.slice(0, 60).replace(/-+$/, '') || 'item'
}

/** The id, or with the first number from 2 on that makes it new. `taken` then holds it too. */
export function fresh(id: string, taken: Set<string>): string {
  let found = id
  for (let n = 2; taken.has(found); n++) found = `${id}-${n}`
  taken.add(found)
  return found
}
