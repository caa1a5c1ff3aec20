import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { GENERATED } from '../../bin/generating/generated.ts'

test.each(Object.entries(GENERATED))('%s is as `npm run generate` writes it', (path, text) => {
  expect(readFileSync(path, 'utf8') === text(), `run npm run generate: ${path} is out of date`).toBe(true)
})
