import { isDeepStrictEqual } from 'node:util'

/** An update that makes an item's attributes equal to a record's, and a condition under which it may. */
export interface Change {
  UpdateExpression: string
  ConditionExpression?: string
  ExpressionAttributeNames: Record<string, string>
  ExpressionAttributeValues: Record<string, unknown>
}

/**
 * Sets what `after` has and removes what only `before` has; attributes that neither names stay as they are. That is
 * why records are updated and not put: a task token stored meanwhile by a waiting state must survive.
 * `same` lists attributes that must still be as in `before` (absent counts as a value).
 */
export function changeOf(before: object, after: object, same: string[]): Change {
  const old = before as Record<string, unknown>
  const wanted = after as Record<string, unknown>
  const names: Record<string, string> = {}
  const values: Record<string, unknown> = {}
  const sets: string[] = []
  const removes: string[] = []
  for (const name of new Set([...Object.keys(old), ...Object.keys(wanted)])) {
    if (alike(old[name], wanted[name])) continue
    names[`#${name}`] = name
    if (wanted[name] === undefined) removes.push(`#${name}`)
    else {
      values[`:${name}`] = wanted[name]
      sets.push(`#${name} = :${name}`)
    }
  }
  const conditions = same.map((name) => {
    names[`#${name}`] = name
    if (old[name] === undefined) return `attribute_not_exists(#${name})`
    values[`:was_${name}`] = old[name]
    return `#${name} = :was_${name}`
  })
  return {
    UpdateExpression: [sets.length && `SET ${sets.join(', ')}`, removes.length && `REMOVE ${removes.join(', ')}`]
      .filter(Boolean)
      .join(' '),
    ConditionExpression: conditions.join(' AND ') || undefined,
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  }
}

/** Equal as stored: absent and undefined are the same, and the order of keys, which a table does not keep, says nothing. */
export function alike(a: unknown, b: unknown): boolean {
  return a === b || isDeepStrictEqual(plain(a), plain(b))
}

const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)))
