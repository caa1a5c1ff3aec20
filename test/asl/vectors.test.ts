import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../local/asl/json.ts'
import { type Player, type RecordedEvent, type RecordedTask, run, type Vector } from './vector-adapter.ts'
import { matches, matchesCause } from './vector-match.ts'

const file = new URL('./vectors/asl-vectors-jsonata.json', import.meta.url)
const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: Vector[] }

/** Hands out the recorded tasks in order, and remembers what AWS would not have asked for. */
class Recording implements Player {
  readonly surprises: string[] = []
  readonly #left: RecordedTask[]
  readonly #wildcards: readonly string[]

  constructor(vector: Vector) {
    this.#left = [...(vector.tasks ?? [])]
    this.#wildcards = vector.wildcards ?? []
  }

  next(state: string | null, call: { resource: string; parameters: Json }): RecordedTask | undefined {
    const open = this.#left.filter((task) => task.state === state)
    const task = open.find((each) => matches(each.parameters, call.parameters, this.#wildcards)) ?? open[0]
    if (!task) {
      this.surprises.push(`${state} was called more often than on AWS`)
      return undefined
    }
    if (!matches(task.parameters, call.parameters, this.#wildcards))
      this.surprises.push(`${state} was called with ${JSON.stringify(call.parameters)}`)
    this.#left.splice(this.#left.indexOf(task), 1)
    return task
  }

  get unused(): string[] {
    return this.#left.map((task) => String(task.state))
  }
}

const shown = (event: { id: number | number[]; prev: number; type: string }) =>
  `${event.id}<${event.prev} ${event.type}`

describe('executions recorded on AWS', () => {
  test('all 79 are here', () => {
    expect(vectors).toHaveLength(79)
  })

  test.each(vectors.map((vector) => [vector.id, vector] as const))('%s', async (_id, vector) => {
    const recording = new Recording(vector)
    const wildcards = vector.wildcards ?? []
    const played = await run(vector, recording)
    const { expected } = vector
    expect(played.status).toBe(expected.status)
    if ('output' in expected)
      expect(matches(expected.output, played.output, wildcards), `output ${JSON.stringify(played.output)}`).toBe(true)
    if ('error' in expected)
      expect(matches(expected.error, played.error, wildcards), `error ${played.error}`).toBe(true)
    if ('cause' in expected)
      expect(matchesCause(expected.cause, played.cause, wildcards), `cause ${played.cause}`).toBe(true)
    expect(recording.surprises).toEqual([])
    expect(recording.unused).toEqual([])
    const history = vector.history as RecordedEvent[]
    if (vector.historyOrder) {
      // The order inside the Parallel was lost: every recorded event must be there, and nothing may differ around it.
      const types = played.events.map((event) => event.type)
      for (const event of history) expect(types).toContain(event.type)
      const placed = history.filter((event) => typeof event.id === 'number')
      expect(played.events.filter((event) => placed.some(({ id }) => id === event.id)).map(shown)).toEqual(
        placed.map(shown),
      )
    } else {
      expect(played.events.map(shown)).toEqual(history.map(shown))
    }
  })
})
