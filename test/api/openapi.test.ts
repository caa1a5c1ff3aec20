import { createConfig, lintFromString } from '@redocly/openapi-core'
import { describe, expect, test } from 'vitest'
import { openApiDocument } from '../../domain/api/openapi.ts'

const lint = async (document: object): Promise<string[]> => {
  const config = await createConfig({ extends: ['recommended'] })
  const found = await lintFromString({ source: JSON.stringify(document), absoluteRef: '/openapi.json', config })
  return found.map(({ ruleId, message, location: [where] }) => `${ruleId} at ${where?.pointer}: ${message}`)
}

describe('the OpenAPI document', () => {
  test('passes the recommended rules of Redocly, its examples among them', async () => {
    expect(await lint(openApiDocument())).toEqual([])
  })

  test('would not pass with an example that its schema refuses', async () => {
    const spoilt = JSON.stringify(openApiDocument()).replace('"value":912', '"value":"912"')
    expect((await lint(JSON.parse(spoilt))).join()).toMatch(/no-invalid-media-type-examples/)
  })

  test('is small enough to be fetched by a page: 40 kB', () => {
    expect(JSON.stringify(openApiDocument()).length).toBeLessThan(40_000)
  })
})
