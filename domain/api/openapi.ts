/** The OpenAPI 3.1 document of the API, made from the schemas that its answers have. */
import * as z from 'zod'
import { KpiAnswer, KpiPage, ObservationPage, SeriesAnswer } from './answers.ts'
import EXAMPLE_ANSWERS from './example-answers.json' with { type: 'json' }
import { PATHS } from './paths.ts'
import { Posting, PostingResults, ProblemAnswer } from './posting.ts'
import { PROBLEM_ANSWERS } from './problem-list.ts'

type Json = Record<string, unknown>

const ALL = z.object({
  posting: Posting,
  results: PostingResults,
  problem: ProblemAnswer,
  kpis: KpiPage,
  kpi: KpiAnswer,
  series: SeriesAnswer,
  observations: ObservationPage,
})

/** Status → code → one that was given. */
const PROBLEMS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = EXAMPLE_ANSWERS.problems

/** Named schemas, their references where OpenAPI looks for them. */
const schemas = (): Json => {
  const { $defs } = z.toJSONSchema(ALL, { io: 'input' }) as { $defs: Record<string, Json> }
  const moved = JSON.parse(JSON.stringify($defs).replaceAll('"#/$defs/', '"#/components/schemas/')) as typeof $defs
  // A name is where a schema lies, not a keyword of it.
  return Object.fromEntries(Object.entries(moved).map(([name, { id: _, ...schema }]) => [name, schema]))
}

const responses = (): Json =>
  Object.fromEntries(
    Object.entries(PROBLEM_ANSWERS).map(([status, description]) => [
      `Problem${status}`,
      {
        description,
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            examples: Object.fromEntries(
              Object.entries(PROBLEMS[status] ?? {}).map(([code, value]) => [code, { value }]),
            ),
          },
        },
      },
    ]),
  )

/** The document as it is served. The address is that of whoever serves it: paths follow it. */
export const openApiDocument = (): Json => ({
  openapi: '3.1.1',
  info: {
    title: 'Throughline',
    version: '1',
    summary: 'Observations in; KPIs, series and what is open out.',
    description: 'Problems are RFC 9457 problem details; programs compare `code`. docs/api.md lists every code.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '..', description: 'The output ApiUrl of the stack, two levels above this document.' }],
  security: [{ key: [] }],
  tags: [
    { name: 'Posting', description: 'For systems that measure.' },
    { name: 'Reading', description: 'For programs that show or use what is known.' },
  ],
  paths: PATHS,
  components: {
    securitySchemes: {
      key: { type: 'apiKey', in: 'header', name: 'x-api-key', description: 'Of a source or of a reader.' },
    },
    schemas: schemas(),
    responses: responses(),
  },
})
