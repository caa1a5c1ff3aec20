import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BadInputWorld } from './bad-input-world.ts'

let world: BadInputWorld
beforeAll(async () => {
  world = await BadInputWorld.open()
})
afterAll(() => world.close())

/** A request of docs/api.md, marked with the status it gets, and the answer printed below it. */
const EXAMPLE = /<!-- posted: (\d{3}) -->\n```(json|csv)\n([\s\S]*?)```\n\n```json\n([\s\S]*?)```/g
const examples = [...readFileSync('docs/api.md', 'utf8').matchAll(EXAMPLE)]

test('docs/api.md has its three examples', () => {
  expect(examples).toHaveLength(3)
})

test.each(examples.map(([, status, kind, body, answer]) => [status, kind, body!, answer!] as const))(
  'the request of docs/api.md that gets %s (%s) is answered as printed there',
  async (status, kind, body, answer) => {
    const got = await world.post(body, { 'content-type': kind === 'csv' ? 'text/csv' : 'application/json' })
    expect(got.status).toBe(Number(status))
    expect(got.body).toEqual(JSON.parse(answer))
  },
)
