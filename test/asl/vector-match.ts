import type { Json } from '../../local/asl/json.ts'

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/**
 * Whether a recorded string with placeholders fits a found one. A placeholder stands for any text; `<*:N>` in the list
 * stands for every placeholder of the form `<word:number>`.
 */
function fits(recorded: string, found: string, wildcards: readonly string[]): boolean {
  const names = wildcards
    .filter((name) => name !== '<*:N>')
    .sort((a, b) => b.length - a.length)
    .map(literal)
  const numbered = wildcards.includes('<*:N>') ? ['<[\\w.-]+:\\d+>'] : []
  const alternatives = [...names, ...numbered]
  if (alternatives.length === 0) return recorded === found
  const literals = recorded.split(new RegExp(alternatives.join('|'))).map(literal)
  return new RegExp(`^${literals.join('[\\s\\S]*')}$`).test(found)
}

/** Whether a found value is what was recorded, placeholders and rounding of numbers aside. */
export function matches(recorded: Json | undefined, found: Json | undefined, wildcards: readonly string[]): boolean {
  if (typeof recorded === 'string')
    return fits(recorded, typeof found === 'string' ? found : JSON.stringify(found ?? null), wildcards)
  if (typeof recorded === 'number' && typeof found === 'number')
    return Math.abs(recorded - found) <= 1e-9 * Math.max(1, Math.abs(recorded))
  if (Array.isArray(recorded)) {
    return (
      Array.isArray(found) &&
      recorded.length === found.length &&
      recorded.every((item, index) => matches(item, found[index], wildcards))
    )
  }
  if (recorded !== null && typeof recorded === 'object') {
    if (found === null || typeof found !== 'object' || Array.isArray(found)) return false
    const keys = Object.keys(recorded)
    return (
      keys.length === Object.keys(found).length &&
      keys.every((key) => key in found && matches(recorded[key], found[key], wildcards))
    )
  }
  return recorded === found
}

/** Like `matches`; a cause that was JSON text is an object in the recording. */
export function matchesCause(
  recorded: Json | undefined,
  found: string | undefined,
  wildcards: readonly string[],
): boolean {
  if (recorded === null || typeof recorded !== 'object' || found === undefined)
    return matches(recorded, found, wildcards)
  try {
    return matches(recorded, JSON.parse(found), wildcards)
  } catch {
    return false
  }
}
