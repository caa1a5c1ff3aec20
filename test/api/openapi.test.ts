import { createConfig, lintFromString } from '@redocly/openapi-core'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { openApiDocument } from '../../domain/api/openapi.ts'

const lint = async (document: object): Promise<string[]> => {
  const config = await createConfig({ extends: ['recommended'] })
  const found = await lintFromString({ source: JSON.stringify(document), absoluteRef: '/openapi.json', config })
  return found.map(({ ruleId, message, location: [where] }) => `${ruleId} at ${where?.pointer}: ${message}`)
}

interface Content {
  schema: { $ref?: string }
  example?: unknown
  examples?: Record<string, { value: unknown }>
}
interface Answer {
  $ref?: string
  content?: Record<string, Content>
}
interface Described {
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, Answer> }>>
  components: { responses: Record<string, Answer> }
}

/** Every answer with a body: where it stands, its schema, its examples. The document is its own example of one of them. */
function answersOf({ paths, components }: Described): [string, string, unknown[]][] {
  const operations = Object.values(paths).flatMap((path) => Object.values(path))
  const all = [
    ...operations
      .filter(({ operationId }) => operationId !== 'getDocument')
      .flatMap(({ operationId, responses }) =>
        Object.entries(responses).map(([status, answer]) => [`${operationId} ${status}`, answer] as const),
      ),
    ...Object.entries(components.responses),
  ]
  return all.flatMap(([where, { content = {} }]) =>
    Object.values(content).map(({ schema, example, examples = {} }): [string, string, unknown[]] => [
      where,
      schema.$ref ?? '',
      [...(example === undefined ? [] : [example]), ...Object.values(examples).map(({ value }) => value)],
    ]),
  )
}

describe('the OpenAPI document', () => {
  test('passes the recommended rules of Redocly, its examples among them', async () => {
    expect(await lint(openApiDocument())).toEqual([])
  })

  test('would not pass with an example that its schema refuses', async () => {
    const spoilt = JSON.stringify(openApiDocument()).replace('"value":912', '"value":"912"')
    expect((await lint(JSON.parse(spoilt))).join()).toMatch(/no-invalid-media-type-examples/)
  })

  test('shows an answer of every operation and a problem of every status, each as its schema has it', () => {
    const document = JSON.parse(JSON.stringify(openApiDocument())) as Described
    const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(document, 'api')
    const shown = answersOf(document).map(([where, schema, examples]) => [
      where,
      examples.length > 0,
      examples.filter((one) => !ajv.validate({ $ref: `api${schema}` }, one)).map(() => ajv.errorsText(ajv.errors)),
    ])
    expect(shown.length).toBeGreaterThan(15)
    expect(shown.filter(([, has, faults]) => !has || (faults as string[]).length > 0)).toEqual([])
  })

  test('shows each problem under its own status and code', () => {
    for (const [status, { content }] of Object.entries(
      (openApiDocument() as unknown as Described).components.responses,
    ))
      for (const [code, { value }] of Object.entries(content!['application/problem+json']!.examples!)) {
        // What the gateway says of several statuses names none.
        const problem = value as { status?: number; code: string }
        expect([`Problem${problem.status ?? 502}`, problem.code]).toEqual([status, code])
      }
  })

  test('is small enough to be fetched by a page: 40 kB', () => {
    expect(JSON.stringify(openApiDocument()).length).toBeLessThan(40_000)
  })
})
