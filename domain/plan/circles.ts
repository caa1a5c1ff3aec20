/** Circles in what refers to what: managers above each other, milestones that wait for each other. */

/**
 * Circles of a graph, each as the ids along it from its first member in the order of the graph. Of circles that share a
 * member one is enough: whoever breaks it is told of the next. Linear, and without recursion: a chain may be 5,000 long.
 */
export const circlesOf = (next: ReadonlyMap<string, readonly string[]>): string[][] => {
  const order = new Map([...next.keys()].map((id, i) => [id, i]))
  const onPath = new Map<string, number>()
  const done = new Set<string>()
  const reported = new Set<string>()
  const circles: string[][] = []
  for (const start of next.keys()) {
    if (done.has(start)) continue
    const path: { id: string; edge: number }[] = [{ id: start, edge: 0 }]
    onPath.set(start, 0)
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const to = next.get(top.id)?.[top.edge++]
      if (to === undefined) {
        path.pop()
        onPath.delete(top.id)
        done.add(top.id)
      } else if (onPath.has(to)) {
        const circle = path.slice(onPath.get(to)).map((step) => step.id)
        if (reported.has(to) || reported.has(top.id)) continue
        for (const id of circle) reported.add(id)
        circles.push(fromFirst(circle, order))
      } else if (!done.has(to) && next.has(to)) {
        onPath.set(to, path.length)
        path.push({ id: to, edge: 0 })
      }
    }
  }
  return circles
}

const fromFirst = (circle: string[], order: ReadonlyMap<string, number>): string[] => {
  const first = circle.reduce((best, id, i) => (order.get(id)! < order.get(circle[best]!)! ? i : best), 0)
  return [...circle.slice(first), ...circle.slice(0, first)]
}

/** `a → b → a`; of a long circle the beginning. */
export const circleText = (circle: readonly string[]): string =>
  circle.length <= 5
    ? [...circle, circle[0]].join(' → ')
    : `${circle.slice(0, 4).join(' → ')} → … → ${circle[0]} (${circle.length} in all)`
