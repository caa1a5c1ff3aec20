/** What a problem is about, in the plan's words: `KPI "flow", trigger "low": options`. */

/** Nouns of the items of a list; a list that is not here is named as it is written. */
const NOUNS: Record<string, string> = {
  calendars: 'calendar',
  people: 'person',
  absences: 'absence',
  sources: 'source',
  functions: 'function',
  priorities: 'priority',
  initiatives: 'initiative',
  phases: 'phase',
  milestones: 'milestone',
  kpis: 'KPI',
  series: 'series',
  triggers: 'trigger',
  options: 'option',
  target: 'target',
  points: 'point',
  references: 'reference',
  reviews: 'review',
  programmes: 'programme',
  behaviours: 'behaviour',
  workflows: 'workflow',
  activities: 'activity',
  acknowledged: 'acknowledgement',
}

/** Items by their ids, or counted from 1, then the keys below the last of them. */
export const subjectOf = (plan: unknown, path: readonly PropertyKey[]): string => {
  const items: string[] = []
  let keys: string[] = []
  let at = plan
  for (const [i, step] of path.entries()) {
    at = memberOf(at, step)
    if (typeof step !== 'number') {
      keys.push(String(step))
      continue
    }
    const list = keys.pop() ?? String(path[i - 1] ?? 'item')
    const noun = NOUNS[list] ?? `${list} entry`
    const id = memberOf(at, 'id')
    const plain = typeof id === 'string' && id.length <= 64
    items.push([...keys, `${noun} ${plain ? `"${id}"` : step + 1}`].join(' '))
    keys = []
  }
  return [...(items.length > 0 ? [items.join(', ')] : []), ...(keys.length > 0 ? [keys.join('.')] : [])].join(': ')
}

/** The value at a path; `undefined` where there is none. */
export const valueAt = (plan: unknown, path: readonly PropertyKey[]): unknown => path.reduce(memberOf, plan)

const memberOf = (value: unknown, step: PropertyKey): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, step)
    ? (value as Record<PropertyKey, unknown>)[step]
    : undefined
