/** Work due at an instant of the virtual clock. */
export interface DueItem {
  /** Epoch milliseconds. */
  instant: number
  kind: string
  id: string
  /** Drawn from the seed: decides between items equal in instant, kind and id. */
  tie: number
  action: () => unknown
  cancelled: boolean
}

function before(a: DueItem, b: DueItem): boolean {
  if (a.instant !== b.instant) return a.instant < b.instant
  if (a.kind !== b.kind) return a.kind < b.kind
  if (a.id !== b.id) return a.id < b.id
  return a.tie < b.tie
}

/** Binary heap ordered by (instant, kind, id, tie). Cancelled items stay until they surface. */
export class DueWork {
  readonly #heap: DueItem[] = []

  push(item: DueItem): void {
    const heap = this.#heap
    let index = heap.length
    heap.push(item)
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!before(item, heap[parent]!)) break
      heap[index] = heap[parent]!
      index = parent
    }
    heap[index] = item
  }

  /** The next item that still counts, left in place. */
  peek(): DueItem | undefined {
    while (this.#heap[0]?.cancelled) this.#removeFirst()
    return this.#heap[0]
  }

  pop(): DueItem | undefined {
    const first = this.peek()
    if (first) this.#removeFirst()
    return first
  }

  #removeFirst(): void {
    const heap = this.#heap
    const last = heap.pop()!
    if (heap.length === 0) return
    let index = 0
    for (;;) {
      let child = 2 * index + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1
      if (!before(heap[child]!, last)) break
      heap[index] = heap[child]!
      index = child
    }
    heap[index] = last
  }
}
