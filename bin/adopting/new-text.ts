/** New parts of a plan as text: an item in one line or as a block. */
import { yamlText } from '../initiating/fill-in.ts'

export const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** A value in one line. */
export function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  if (isObject(value)) return `{ ${pairs(value).join(', ')} }`
  if (typeof value !== 'string') return String(value)
  return /^\d{4}-\d\d-\d\d$/.test(value) ? value : yamlText(value)
}

const pairs = (value: object) => Object.entries(value).map(([key, part]) => `${key}: ${flow(part)}`)

/** A map or list as lines. `short`: the items of its lists in one line each, unless they hold lists of items themselves. */
export function block(value: object | object[], indent: number, short: boolean): string[] {
  const space = ' '.repeat(indent)
  if (Array.isArray(value)) {
    return value.flatMap((item: object) => {
      if (short && !Object.values(item).some(isItems)) return [`${space}- ${flow(item)}`]
      const [first, ...rest] = block(item, indent + 2, short)
      return [`${space}- ${first!.trimStart()}`, ...rest]
    })
  }
  return Object.entries(value).flatMap(([key, part]) =>
    isItems(part) ? [`${space}${key}:`, ...block(part, indent + 2, true)] : [`${space}${key}: ${flow(part)}`],
  )
}

const isItems = (value: unknown): value is object[] => Array.isArray(value) && value.length > 0 && value.every(isObject)
