import { describe, expect, test } from 'vitest'
import { errors } from './documented/errors.ts'
import { flows } from './documented/flows.ts'
import { retries } from './documented/retries.ts'
import { service } from './documented/service.ts'
import { tokens } from './documented/tokens.ts'

const chapters = { retries, errors, 'task tokens': tokens, flows, service }
const rows = Object.values(chapters).flat()

describe('what AWS documents and the recordings do not show', () => {
  test('has at least 30 rows, each with its page and a sentence of its own', () => {
    expect(rows.length).toBeGreaterThanOrEqual(30)
    for (const row of rows) expect(row.page).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/step-functions\/latest\//)
    expect(new Set(rows.map((row) => row.says)).size).toBe(rows.length)
  })

  describe.each(Object.entries(chapters))('%s', (_chapter, chapter) => {
    test.each(chapter.map((row) => [row.says, row.page, row] as const))('%s (%s)', async (_says, _page, row) =>
      row.check(),
    )
  })
})
