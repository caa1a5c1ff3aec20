/** Requests that are wrong as a whole: a sentence, what is sent, the answer and what its detail has to say. */
export interface RequestRow {
  sentence: string
  body: string | Buffer
  headers?: Record<string, string>
  /** The request goes without the key of the source. */
  keyless?: true
  method?: string
  path?: string
  status: number
  code: string
  says: RegExp
  /** Members of the problem beside its text. */
  place?: Record<string, unknown>
}

const JSON_AS_TEXT = { 'content-type': 'text/json' }
const CSV = { 'content-type': 'text/csv' }
const one = '{"kpi":"attendances","period":"2026-W10","value":900}'
const many = (n: number) => JSON.stringify(Array(n).fill({ kpi: 'attendances', period: '2026-W10', value: 900 }))

const refusedByTheGateway: [string, string][] = [
  ['JSON that breaks off', '{"kpi":'],
  ['no body', ''],
  ['an empty list', '[]'],
  ['a string', '"attendances"'],
  ['a number', '42'],
  ['null', 'null'],
  ['a list of lists', '[[[[]]]]'],
  ['an object that is no observation', '{"hello":"world"}'],
  ['observations that are no list', '{"observations":{"kpi":"a"}}'],
  ['NaN, which is no JSON', '{"kpi":"attendances","period":"2026-W10","value":NaN}'],
  ['nested without end', '['.repeat(20_000)],
]

const gateway = refusedByTheGateway.map(
  ([what, body]): RequestRow => ({
    sentence: `${what}: refused before a function runs`,
    body,
    status: 400,
    code: 'malformed-json',
    says: /one observation .* list.*text\/json/,
  }),
)

const json: RequestRow[] = [
  ['says where JSON breaks off', '[\n{"kpi":', /line 2, column 8/, { line: 2, column: 8 }],
  ['says where a comma is too much', '[{"kpi":"a",\n"value":1,}]', /line 2, column 11/, { line: 2, column: 11 }],
  ['says where NaN stands', '{"value": NaN}', /line 1, column 11/, { line: 1, column: 11 }],
  ['an empty body', '  ', /empty.*one observation/, {}],
  ['a text', '"x"', /no object and no list/, {}],
  ['an unknown field beside the list', `{"observations":[${one}],"dryRun":true}`, /"dryRun" beside "observations"/, {}],
].map(([sentence, body, says, place]) => ({
  sentence: `JSON as text/json: ${sentence}`,
  body: body as string,
  headers: JSON_AS_TEXT,
  status: 400,
  code: 'malformed-json',
  says: says as RegExp,
  place: place as Record<string, unknown>,
}))

const csv: RequestRow[] = [
  ['nothing', '', /empty.*header row/, {}],
  ['no column period', 'kpi,value\nattendances,1\n', /Line 1: the column period is missing/, { line: 1 }],
  ['an unknown column', 'kpi,period,valeu\na,b,1\n', /"valeu" is neither a field.*value.*org, ward/, { line: 1 }],
  ['a column twice', 'kpi,period,value,value\na,b,1,2\n', /Line 1: a column is given twice/, { line: 1 }],
  ['semicolons', 'kpi;period;value\na;b;1\n', /separate the cells with commas/, { line: 1 }],
  ['a quote never closed', 'kpi,period,value\na,b,1\na,"b,1\na,b,1\n', /Line 3: a quote is opened/, { line: 3 }],
  ['a quote inside a cell', 'kpi,period,value\r\na,b,1\r\n"x"y,b,1\r\n', /Line 3: a quote stands/, { line: 3 }],
  ['a column called __proto__', 'kpi,period,__proto__\na,b,c\n', /"__proto__" is neither/, { line: 1 }],
].map(([what, body, says, place]) => ({
  sentence: `CSV with ${what}`,
  body: body as string,
  headers: CSV,
  status: 400,
  code: 'malformed-csv',
  says: says as RegExp,
  place: place as Record<string, unknown>,
}))

const rest: RequestRow[] = [
  {
    sentence: 'CSV with a header only has no observations',
    body: 'kpi,period,value\n',
    headers: CSV,
    status: 422,
    code: 'no-observations',
    says: /send at least one/,
  },
  {
    sentence: '501 observations are one too many',
    body: many(501),
    status: 413,
    code: 'too-many-observations',
    says: /501 .* at most 500/,
    place: { limit: 500, got: 501 },
  },
  {
    sentence: 'more than 10 MB never reach a function',
    body: `[${one}${' '.repeat(11_000_000)}]`,
    status: 413,
    code: 'too-large',
    says: /at most 500 observations/,
  },
  {
    sentence: 'what curl -d sends without a content type is named',
    body: one,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    status: 415,
    code: 'unsupported-media-type',
    says: /"application\/x-www-form-urlencoded".*application\/json or text\/csv/,
  },
  {
    sentence: 'a charset that is not UTF-8 is not guessed at',
    body: 'kpi,period,value\n',
    headers: { 'content-type': 'text/csv; charset=iso-8859-1' },
    status: 415,
    code: 'unsupported-media-type',
    says: /"iso-8859-1".*UTF-8/,
  },
  {
    sentence: 'bytes that are no UTF-8 are refused with their line',
    body: Buffer.from('kpi,period,value,reason\nattendances,2026-W10,1,caf\xe9\n', 'latin1'),
    headers: CSV,
    status: 400,
    code: 'not-utf-8',
    says: /Line 2 is not UTF-8/,
    place: { line: 2 },
  },
  {
    sentence: 'a spreadsheet’s UTF-16 is refused',
    body: Buffer.from('kpi,period,value\nattendances,2026-W10,1\n', 'utf16le'),
    headers: CSV,
    status: 400,
    code: 'not-utf-8',
    says: /save or send the body as UTF-8/,
  },
  {
    sentence: 'an Idempotency-Key with a space',
    body: one,
    headers: { 'idempotency-key': 'a b' },
    status: 422,
    code: 'malformed-key',
    says: /1 to 128 printable characters/,
  },
  {
    sentence: 'an Idempotency-Key of 129 characters',
    body: one,
    headers: { 'idempotency-key': 'k'.repeat(129) },
    status: 422,
    code: 'malformed-key',
    says: /1 to 128 printable characters/,
  },
]

const doors: RequestRow[] = [
  { sentence: 'no API key', body: one, keyless: true, status: 403, code: 'unknown-key', says: /x-api-key.*missing/ },
  {
    sentence: 'a mistyped API key',
    body: one,
    keyless: true,
    headers: { 'x-api-key': 'nonsense' },
    status: 403,
    code: 'unknown-key',
    says: /names no key/,
  },
  ...['GET', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH'].map((method) => ({
    sentence: `${method} is no method of the path`,
    method,
    body: '',
    status: 404,
    code: 'not-found',
    says: /POST \/v1\/observations/,
  })),
  ...['/live', '/live/', '/live/v1', '/live/v1/observation', '/live/v1/observations/1', '/live/%2e%2e/x'].map(
    (path) => ({
      sentence: `nothing is posted to ${path}`,
      path,
      body: one,
      status: 404,
      code: 'not-found',
      says: /nothing at this path/,
    }),
  ),
]

/** Every request that is refused as a whole. */
export const REQUESTS: RequestRow[] = [...gateway, ...json, ...csv, ...rest, ...doors]
