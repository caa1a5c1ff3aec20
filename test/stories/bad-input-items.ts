/** One wrong observation: a sentence, what differs from a right one, the code and what the detail has to say. */
export type ItemRow = [sentence: string, observation: unknown, code: string, says: RegExp, status?: number]

const weekly = (more: object) => ({ kpi: 'attendances', period: '2026-W10', value: 900, ...more })
const monthly = (more: object) => ({
  kpi: 'four-hour',
  period: '2026-02',
  dimensions: { org: 'A1' },
  numerator: 90,
  denominator: 100,
  ...more,
})
const daily = (more: object) => ({ kpi: 'beds', period: '2026-03-09', dimensions: { ward: '7' }, value: 3, ...more })
/** JSON that JavaScript cannot write down. */
const raw = (text: string) => ({ raw: text })

const shape: ItemRow[] = [
  ['nothing but a period', { kpi: 'attendances', period: '2026-W10' }, 'value-required', /one value/],
  ['no KPI', { period: '2026-W10', value: 1 }, 'malformed', /kpi is missing/],
  ['a KPI that is a number', weekly({ kpi: 7 }), 'malformed', /kpi is 7; send a text/],
  ['a period that is a number', weekly({ period: 2026 }), 'malformed', /period is 2026; send a text/],
  ['an empty KPI', weekly({ kpi: '' }), 'malformed', /kpi is empty/],
  ['an unknown field', weekly({ valeu: 1 }), 'malformed', /"valeu"; its fields are kpi, period/],
  ['a number as text', weekly({ value: '12' }), 'malformed', /value is the text "12"; send a number, without quotes/],
  ['a null', weekly({ value: null }), 'malformed', /value is null; send a number or leave the field out/],
  ['a truth', weekly({ value: true }), 'malformed', /value is true/],
  ['a list as value', weekly({ value: [1] }), 'malformed', /value is a list/],
  ['1e400, which is infinite', raw('{"kpi":"attendances","period":"2026-W10","value":1e400}'), 'not-finite', /finite/],
  ['a status of its own', weekly({ status: 'done' }), 'malformed', /"done"; send one of provisional, final, retracted/],
  ['an empty reason', weekly({ reason: ' ' }), 'malformed', /reason is empty/],
  ['a reason of 501 characters', weekly({ reason: 'x'.repeat(501) }), 'malformed', /501 characters; send at most 500/],
  ['an asOf without zone', weekly({ asOf: '2026-03-09T10:00:00' }), 'malformed', /with Z or an offset/],
  ['an asOf that is no day', weekly({ asOf: '2026-02-30T10:00:00Z' }), 'malformed', /asOf is "2026-02-30/],
  ['a KPI of 100 kB', weekly({ kpi: 'k'.repeat(100_000) }), 'malformed', /100000 characters; send at most 64/],
  ['fields of 100 kB', weekly({ ['f'.repeat(100_000)]: 1 }), 'malformed', /f…/],
  [
    'a __proto__ of its own',
    raw('{"kpi":"attendances","period":"2026-W10","value":1,"__proto__":{"kpi":"x"}}'),
    'malformed',
    /"__proto__"/,
  ],
  ['a constructor', weekly({ constructor: { prototype: { value: 1 } } }), 'malformed', /"constructor"/],
  [
    'a dimension called __proto__',
    raw('{"kpi":"attendances","period":"2026-W10","value":1,"dimensions":{"__proto__":"x"}}'),
    'malformed',
    /dimensions.__proto__/,
  ],
]

const names: ItemRow[] = [
  ['a slip in the KPI', weekly({ kpi: 'atendances' }), 'unknown-kpi', /did you mean "attendances"/],
  ['a KPI nobody knows', weekly({ kpi: 'toString' }), 'unknown-kpi', /"toString"/],
  ['the KPI of another source', { kpi: 'revenue', period: '2026-02', value: 1 }, 'may-not-post', /may not post/, 403],
  ['an unknown organisation', monthly({ dimensions: { org: 'A2' } }), 'unknown-series', /org "A2".*mean "A1"/],
  ['an organisation far from all', monthly({ dimensions: { org: 'ZZZZ' } }), 'unknown-series', /add the series to the/],
  ['no dimension', monthly({ dimensions: undefined }), 'unknown-series', /send a value for the dimension org/],
  ['a dimension too much', monthly({ dimensions: { org: 'A1', x: '1' } }), 'unknown-series', /no dimension "x".*org/],
  ['a dimension where there is none', weekly({ dimensions: { org: 'A1' } }), 'unknown-series', /"org"; it has none/],
  [
    'a dimension that is a number',
    monthly({ dimensions: { org: 1 } }),
    'malformed',
    /dimensions.org is 1; send a text/,
  ],
  ['dimensions as a list', monthly({ dimensions: ['A1'] }), 'malformed', /dimensions is a list/],
  [
    'a value that would make another key',
    daily({ dimensions: { ward: '7,x=1' } }),
    'unknown-series',
    /letters, digits/,
  ],
  ['a value with control characters', daily({ dimensions: { ward: '7\u0000\u001b[2J' } }), 'unknown-series', /\\u001b/],
  ['a value of 100 kB', daily({ dimensions: { ward: 'w'.repeat(100_000) } }), 'unknown-series', /w…/],
  ['another unit', weekly({ unit: '%' }), 'wrong-unit', /unit "%" was posted.*in "people"; convert/],
  ['a unit of 100 kB', weekly({ unit: 'u'.repeat(100_000) }), 'wrong-unit', /u…/],
]

const times: ItemRow[] = [
  [
    'a 13th month',
    monthly({ period: '2026-13' }),
    'wrong-period',
    /"2026-13" is no monthly period; write it like 2026-03/,
  ],
  ['a 54th week', weekly({ period: '2026-W54' }), 'wrong-period', /write it like 2026-W10/],
  ['a 53rd week of a year that has 52', weekly({ period: '2025-W53' }), 'wrong-period', /2025-W53/],
  ['a month for a weekly KPI', weekly({ period: '2026-02' }), 'wrong-period', /no weekly period/],
  ['30 February', daily({ period: '2026-02-30' }), 'wrong-period', /write it like 2026-03-05/],
  ['the year 12026', monthly({ period: '12026-01' }), 'wrong-period', /12026-01/],
  ['a week without its W', weekly({ period: '2026-10' }), 'wrong-period', /2026-W10/],
  ['a month that has not begun', monthly({ period: '2026-04' }), 'future-period', /has not begun/],
  ['tomorrow', daily({ period: '2026-03-12' }), 'future-period', /has not begun/],
  ['a figure true next week', weekly({ asOf: '2026-03-17T10:00:00Z' }), 'future-as-of', /lies in the future/],
]

const figures: ItemRow[] = [
  [
    'a value for a ratio',
    monthly({ numerator: undefined, denominator: undefined, value: 9 }),
    'ratio-required',
    /ratio/,
  ],
  ['value and numerator', monthly({ value: 90 }), 'ratio-required', /and no value/],
  ['half a ratio', monthly({ denominator: undefined }), 'ratio-required', /numerator and denominator/],
  ['a ratio over nothing', monthly({ denominator: 0 }), 'zero-denominator', /over 0/],
  ['a ratio over minus nothing', raw(JSON.stringify(monthly({})).replace('100', '-0.0')), 'zero-denominator', /over 0/],
  ['numerator for a sum', weekly({ numerator: 1, denominator: 2 }), 'value-required', /no ratio/],
  ['a figure beyond exactness', weekly({ value: 1e300 }), 'out-of-range', /at most 9000000000000000/],
  ['a figure next to nothing', weekly({ value: 1e-200 }), 'out-of-range', /too small/],
]

/** Every observation that is rejected; the others of its batch are stored. */
export const ITEMS: ItemRow[] = [...shape, ...names, ...times, ...figures]

/** An observation as it travels. */
export const text = (observation: unknown): string =>
  typeof observation === 'object' && observation !== null && 'raw' in observation
    ? String(observation.raw)
    : JSON.stringify(observation)
