/** The paths of the API and what each takes, in the words of OpenAPI. */
import EXAMPLE_ANSWERS from './example-answers.json' with { type: 'json' }
import { EXAMPLES } from './examples.ts'
import { ALWAYS } from './problem-list.ts'
import { SHOWN_STATUSES } from './shown-status.ts'

type Json = Record<string, unknown>

const query = (name: string, description: string, schema: Json = { type: 'string' }): Json => ({
  name,
  in: 'query',
  description,
  schema,
})
const limit = (most: number, usual: number): Json =>
  query('limit', 'How many a page holds at most.', { type: 'integer', minimum: 1, maximum: most, default: usual })
const cursor = query('cursor', '`next` of the page before, with the same path, filters and `as_of`.')
const asOf = query('as_of', 'What was known then, judged by the plan in force then.', {
  type: 'string',
  format: 'date-time',
})
const inPath = (name: string, description: string, example: string): Json => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
  example,
})
const kpi = inPath('kpi', 'Id of a KPI of the plan.', EXAMPLES.kpi)
const series = inPath('series', 'Key of a series: # is %23, = is %3D, a comma %2C.', EXAMPLES.series)

const problems = (...statuses: readonly number[]): Json =>
  Object.fromEntries(
    [...new Set([...statuses, ...ALWAYS])]
      .sort((a, b) => a - b)
      .map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]),
  )

const json = (schema: string, more: Json = {}): Json => ({
  'application/json': { schema: { $ref: `#/components/schemas/${schema}` }, ...more },
})

/** Operation → status → the answer that was given. */
const ANSWERS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = EXAMPLE_ANSWERS.answers

interface Read {
  id: string
  summary: string
  description: string
  schema: string
  parameters: Json[]
  statuses: readonly number[]
}

const read = ({ id, summary, description, schema, parameters, statuses }: Read): Json => ({
  get: {
    operationId: id,
    tags: ['Reading'],
    summary,
    description,
    parameters,
    responses: {
      200: {
        description: 'As it is known.',
        headers: { etag: { description: 'Send it as if-none-match.', schema: { type: 'string' } } },
        content: json(schema, { example: ANSWERS[id]?.[200] }),
      },
      304: { description: 'Nothing new since the etag of if-none-match.' },
      ...problems(...statuses),
    },
  },
})

export const PATHS: Json = {
  '/v1/observations': {
    post: {
      operationId: 'postObservations',
      tags: ['Posting'],
      summary: 'Post observations',
      description: 'Each is answered on its own. Send the same body with the same idempotency-key after any failure.',
      parameters: [
        {
          name: 'idempotency-key',
          in: 'header',
          description: 'Printable characters without spaces, kept for a week.',
          schema: { type: 'string', minLength: 1, maxLength: 128, pattern: '^[!-~]+$' },
        },
      ],
      requestBody: {
        required: true,
        content: {
          ...json('Posting', { examples: EXAMPLES.posting }),
          'text/csv': { schema: { type: 'string' }, examples: EXAMPLES.csv },
        },
      },
      responses: {
        200: {
          description: 'Every observation is stored or was known.',
          content: json('PostingResults', { example: ANSWERS.postObservations?.[200] }),
        },
        207: {
          description: 'Some are rejected.',
          content: json('PostingResults', { example: ANSWERS.postObservations?.[207] }),
        },
        ...problems(400, 409, 413, 415, 422),
      },
    },
  },
  '/v1/kpis': read({
    id: 'listKpis',
    summary: 'List KPIs',
    description:
      'Those the key may read, by id. With `status` a page may hold fewer than `limit`, even none: go on while there is `next`. With `as_of` a page looks at 20 series; a KPI with more comes without `status`.',
    schema: 'KpiPage',
    parameters: [
      query('priority', 'Id of a priority.'),
      query('owner', 'Id of who owns the KPI or one of its series.'),
      query('status', 'That of the worst series.', { type: 'string', enum: [...SHOWN_STATUSES] }),
      asOf,
      limit(100, 50),
      cursor,
    ],
    statuses: [404, 405, 409, 422],
  }),
  '/v1/kpis/{kpi}': read({
    id: 'getKpi',
    summary: 'Read a KPI',
    description: 'Its definition, and its series by key with where each stands. At most 10 series a page with `as_of`.',
    schema: 'Kpi',
    parameters: [kpi, asOf, limit(100, 100), cursor],
    statuses: [404, 405, 409, 422],
  }),
  '/v1/series/{series}': read({
    id: 'getSeries',
    summary: 'Read a series',
    description: 'Status, latest value, target, bands, triggers, natural limits, forecast, open decisions.',
    schema: 'Series',
    parameters: [series, asOf],
    statuses: [404, 405, 409, 422],
  }),
  '/v1/series/{series}/observations': read({
    id: 'listObservations',
    summary: 'List observations',
    description: 'By period, oldest first; with `as_of` the revision in force then.',
    schema: 'ObservationPage',
    parameters: [
      series,
      query('from', 'First period, in the form of the cadence of the KPI.'),
      query('to', 'Last period, included.'),
      asOf,
      limit(500, 100),
      cursor,
    ],
    statuses: [404, 405, 409, 422],
  }),
  '/v1/openapi.json': {
    get: {
      operationId: 'getDocument',
      tags: ['Reading'],
      summary: 'This document',
      description: 'Needs no key.',
      security: [],
      responses: {
        200: { description: 'OpenAPI 3.1.', content: { 'application/json': { schema: { type: 'object' } } } },
        304: { description: 'Nothing new since the etag of if-none-match.' },
        ...problems(405),
      },
    },
  },
}
