import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { adopt, KINDS, type Kind } from '../../bin/adopting/adopt.ts'
import { readDate, readNumber } from '../../bin/adopting/cells.ts'
import { decode } from '../../bin/adopting/decode.ts'
import { Fault, Unreadable } from '../../bin/adopting/fault.ts'
import { slug } from '../../bin/adopting/slug.ts'
import { templateFiles } from '../../bin/initiating/templates.ts'
import { Refusal } from '../../bin/refusal.ts'

const PLAN = `# our plan
people:
  - { id: ada, name: Ada Berg, email: ada@example.org } # the first
  - { id: bo, name: Bo Lind, email: bo@example.org, manager: ada }
kpis:
  - id: orders # since 2024
    name: Orders
    unit: orders
    owner: ada
    target: { points: [{ at: 2027-01, value: 40 }] }
initiatives:
  - id: desk
    name: One desk
    accountable: ada
    milestones:
      - { id: one-queue, name: One queue, due: 2027-01-29, owner: bo } # promised
`

const findings = (work: () => unknown): string[] => {
  try {
    work()
  } catch (error) {
    if (error instanceof Unreadable) return error.findings.map((f) => `${f.line}:${f.column} ${f.message}`)
    throw error
  }
  return []
}

test('people: matched by address, managers by name, ids from names, functions as they come; comments stay', () => {
  const csv =
    'Full Name;E-mail;Department;Reports to\nZoë Ång;zoe@example.org;Field Service;ADA\nBo Lind;BO@example.org;;\n"Ada\n  OShea";ada2@example.org;Field Service;zoe@example.org\n'
  const { text, changes } = adopt(PLAN, csv, 'people')
  expect(changes).toEqual([
    'added function field-service (Field Service)',
    'changed person bo: email bo@example.org → BO@example.org',
    'added person zoe-ang (Zoë Ång)',
    'added person ada-oshea (Ada OShea)',
  ])
  expect(text).toContain('# our plan')
  expect(text).toContain('{ id: ada, name: Ada Berg, email: ada@example.org } # the first')
  expect(parse(text).people.slice(2)).toEqual([
    { id: 'zoe-ang', name: 'Zoë Ång', email: 'zoe@example.org', function: 'field-service', manager: 'ada' },
    { id: 'ada-oshea', name: 'Ada OShea', email: 'ada2@example.org', function: 'field-service', manager: 'zoe-ang' },
  ])
  expect(text).toMatch(/- \{ id: zoe-ang, .* \}/)
})

test('KPIs: percent signs, ranges, distances in percent; a written trajectory is not replaced', () => {
  const csv =
    'name,unit,direction,cadence,aggregation,owner,target,amber,red\nOn time,%,Up,Weekly,ratio,Bo Lind,"95,5 %",2,5\nStock,days,range,monthly,last,bo,45–60,3,8\nSales,EUR,up,monthly,sum,ada,"1.200.000",5%,10%\n'
  const { text } = adopt(PLAN, csv, 'kpis')
  expect(parse(text).kpis.slice(1)).toEqual([
    {
      id: 'on-time',
      name: 'On time',
      unit: '%',
      direction: 'up',
      cadence: 'weekly',
      aggregation: 'ratio',
      owner: 'bo',
      target: 95.5,
      bands: { amber: 2, red: 5 },
    },
    {
      id: 'stock',
      name: 'Stock',
      unit: 'days',
      direction: 'range',
      cadence: 'monthly',
      aggregation: 'last',
      owner: 'bo',
      target: { range: { low: 45, high: 60 } },
      bands: { amber: 3, red: 8 },
    },
    {
      id: 'sales',
      name: 'Sales',
      unit: 'EUR',
      direction: 'up',
      cadence: 'monthly',
      aggregation: 'sum',
      owner: 'ada',
      target: 1200000,
      bands: { amber: 5, red: 10, as: 'percent' },
    },
  ])
  expect(findings(() => adopt(PLAN, 'id,target\norders,50', 'kpis'))).toEqual([
    expect.stringMatching(/^2:8 target: KPI "orders" has a target that is more than a number/),
  ])
})

test('milestones: dates moved in place, new initiatives with whom they are accountable to, dependencies by name', () => {
  const csv =
    'Initiative\tAccountable\tPhase\tMilestone\tDue date\tOwner\tDepends on\nOne desk\t\t\tOne queue\t2027-02-05\t\t\nNew shop\tada\tPilot\tShop open\t2027-03-05\tBo Lind\tOne queue; Shop built\nNew shop\t\tPilot\tShop built\t2027-02-26\tbo\t\n'
  const { text, changes } = adopt(PLAN, csv, 'milestones')
  expect(changes[0]).toBe('changed milestone one-queue: due 2027-01-29 → 2027-02-05')
  expect(text).toContain('due: 2027-02-05, owner: bo } # promised')
  expect(parse(text).initiatives[1]).toEqual({
    id: 'new-shop',
    name: 'New shop',
    accountable: 'ada',
    phases: [
      {
        id: 'pilot',
        name: 'Pilot',
        milestones: [
          {
            id: 'shop-open',
            name: 'Shop open',
            due: '2027-03-05',
            owner: 'bo',
            dependsOn: ['one-queue', 'shop-built'],
          },
          { id: 'shop-built', name: 'Shop built', due: '2027-02-26', owner: 'bo' },
        ],
      },
    ],
  })
})

const WRONG: [sentence: string, kind: Kind, csv: string, says: RegExp[]][] = [
  [
    'every wrong cell is told at its place',
    'people',
    'name,email\nA,a\n\n"B\nC",b@example.org\n,c@',
    [/^2:3 email: "a": /, /^4:1 name/, /^6:2 email/].slice(0, 1).concat(/^6:2 email/),
  ],
  ['a cell after a quoted line end', 'people', 'deputy,name,email\n"x\n\ny",B,b', [/^4:6 email/]],
  [
    'a misspelt header',
    'people',
    'name,emial\nA,a@example.org',
    [/^1:6 there is no column "emial"; did you mean "email"\?/],
  ],
  [
    'one column twice',
    'people',
    'name,e-mail,mail\nA,a@example.org,b@example.org',
    [/^1:13 the columns "e-mail" and "mail" both mean email/],
  ],
  ['no column known', 'people', 'foo,bar\n1,2', [/^1:1 the header names no column of: id, name/]],
  ['no rows', 'people', 'name,email\n,\n', [/^1:1 there are no rows/]],
  ['nothing at all', 'people', '', [/^1:1 there are no rows/]],
  ['a row with more cells', 'people', 'name,email\nA,a@example.org,more', [/^2:17 the row has 3 cells, the header 2/]],
  ['a quote left open', 'people', 'name,email\nA,a@example.org\n"B,b@example.org\n', [/^3:1 a quote is opened/]],
  ['a new person without address', 'people', 'name\nA', [/^2:1 person "A" is new and has no email/]],
  [
    'a manager nobody is',
    'people',
    'name,email,manager\nA,a@example.org,Bo Lint',
    [/^2:17 manager: .*did you mean "bo"\?/],
  ],
  [
    'one person twice, differently',
    'people',
    'name,email\nA,a@example.org\nB,A@example.org',
    [/^3:1 line 2 is about the same item and has another name/],
  ],
  ['an ambiguous number', 'kpis', 'id,amber\norders,"1,234"', [/^2:8 amber: .*write 1234 or 1\.2340/]],
  ['a direction that is none', 'kpis', 'id,direction\norders,sideways', [/^2:8 direction: .*up, down, range/]],
  [
    'a percent sign on euros',
    'kpis',
    'name,unit,direction,cadence,aggregation,owner,target\nS,EUR,up,daily,sum,bo,5%',
    [/percent sign, but the unit is "EUR"/],
  ],
  [
    'an ambiguous date',
    'milestones',
    'id,due\none-queue,05/03/2027',
    [/^2:11 due: .*2027-03-05 or 2027-05-03; say --dates/],
  ],
  ['a serial number', 'milestones', 'id,due\none-queue,46450', [/serial number; format the column/]],
  [
    'an initiative nobody answers for',
    'milestones',
    'initiative,name,due,owner\nShop,Open,2027-03-05,bo',
    [/^2:1 initiative: .*add a column accountable/],
  ],
  [
    'a milestone that is elsewhere',
    'milestones',
    'id,phase\none-queue,Pilot',
    [/^2:11 phase: milestone "one-queue" is in no phase/],
  ],
]

test.each(WRONG)('%s', (_, kind, csv, says) => {
  expect(findings(() => adopt(PLAN, csv, kind))).toEqual(says.map((say) => expect.stringMatching(say)))
})

describe('cells', () => {
  test.each([
    ['1234.5', 1234.5],
    ['1,234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['1 234,5', 1234.5],
    ["1'234.5", 1234.5],
    ['12,5', 12.5],
    ['0,125', 0.125],
    ['1,234,567', 1234567],
    ['1.234.567,8', 1234567.8],
    ['\u22123', -3],
    ['-1.5', -1.5],
    ['.5', 0.5],
    ['1234,567', 1234.567],
  ])('%s is the number %d', (cell, number) => expect(readNumber(cell)).toBe(number))
  test.each([
    '1,234',
    '1.234',
    '-1,234',
    '1e3',
    'x',
    '',
    '1,23,4',
    '1.2.3',
    '--1',
    '1,234.5,6',
    '٣',
    '0x10',
    'Infinity',
  ])('%s is no number, or two', (cell) => expect(readNumber(cell)).toBeInstanceOf(Fault))
  test.each([
    ['2026-03-05', undefined, '2026-03-05'],
    ['05/03/2026', 'dmy', '2026-03-05'],
    ['05/03/2026', 'mdy', '2026-05-03'],
    ['25/03/2026', undefined, '2026-03-25'],
    ['3/25/2026', undefined, '2026-03-25'],
    ['5.3.2026', undefined, '2026-03-05'],
    ['05/05/2026', undefined, '2026-05-05'],
    ['2026-03-05 00:00:00', undefined, '2026-03-05'],
  ] as const)('%s (%s) is the day %s', (cell, order, day) => expect(readDate(cell, order)).toBe(day))
  test.each([
    ['2026-02-30'],
    ['25/03/2026', 'mdy'],
    ['05/03/26'],
    ['March 5'],
    ['46086'],
    ['05/03/2026'],
    ['5/3.2026'],
  ] as [string, 'mdy'?][])('%s (%s) is no day, or two', (...cell) => {
    expect(readDate(cell[0], cell[1])).toBeInstanceOf(Fault)
  })
  test.each([
    ['Jürgen Groß', 'jurgen-gross'],
    ["O'Neill, Åse", 'oneill-ase'],
    ['李雷', 'item'],
    ['Łódź Øst', 'lodz-ost'],
    ['--', 'item'],
  ])('the id of %s is %s', (name, id) => expect(slug(name)).toBe(id))
})

test('UTF-16 as Excel writes it and UTF-8 with a mark read alike; other bytes are refused in a sentence', () => {
  const csv = 'name\temail\nZoë\tz@example.org\n'
  const wide = Buffer.from(`\uFEFF${csv}`, 'utf16le')
  const added = (text: string) => adopt(PLAN, text, 'people').changes
  expect(added(decode(wide, 'x'))).toEqual(['added person zoe (Zoë)'])
  expect(added(decode(Buffer.from(wide).swap16(), 'x'))).toEqual(['added person zoe (Zoë)'])
  expect(added(decode(Buffer.from(`\uFEFF${csv}`), 'x'))).toEqual(['added person zoe (Zoë)'])
  for (const bytes of [Buffer.from(csv, 'latin1'), Buffer.from(csv, 'utf16le'), Buffer.from([0xff, 0xfe, 1])])
    expect(() => decode(bytes, 'x.csv')).toThrow(/x\.csv is neither UTF-8 nor/)
})

test('an aliased item changes alone; Windows line ends stay; a plan of another shape is refused', () => {
  const shared = 'people:\r\n  - &ada { id: ada, name: Ada, email: ada@example.org }\r\nboss: *ada\r\n'
  const { text } = adopt(shared, 'id,name\nada,Eve', 'people')
  expect(parse(text)).toEqual({
    people: [{ id: 'ada', name: 'Eve', email: 'ada@example.org' }],
    boss: expect.anything(),
  })
  expect(text.match(/\n/g)).toEqual(text.match(/\r\n/g)?.map(() => '\n'))
  for (const plan of ['- a', 'text', 'people: { id: x }', 'people: 3'])
    expect(() => adopt(plan, 'name,email\nA,a@example.org', 'people')).toThrow(Refusal)
})

/** The template as one file, in the order it includes the others. */
const MID_MARKET = (() => {
  const files = templateFiles('mid-market')
  const order: string[] = ['plan.yaml', ...parse(files.get('plan.yaml')!).include]
  return order.map((name) => files.get(name)!.replace(/^include:.*\n/m, '')).join('\n')
})()

test('only what changes is written: every other line stays to the letter, wherever an item is added', () => {
  const before = MID_MARKET
  const bring = (text: string, kind: Kind, csv: string) => adopt(text, csv, kind).text
  const steps: [Kind, string][] = [
    ['people', 'name,email,department\nEve Ek,eve@example.org,Quality\nController,controller@example.org,Quality\n'],
    ['kpis', 'id,target,amber,red\npipeline-coverage,3.5,,\ninventory-days,40..60,,\norder-intake,,5%,9%\n'],
    ['kpis', 'name,unit,direction,cadence,aggregation,owner,target\nScrap,%,down,weekly,ratio,Eve Ek,2\n'],
    ['milestones', 'initiative,name,due,owner,deliverable\nsecond-sources,All ten,2027-06-25,Eve Ek,"Ten, approved"\n'],
    ['milestones', 'initiative,accountable,phase,name,due,owner\nLess scrap,Eve Ek,Pilot,Line 1,2027-03-05,Eve Ek\n'],
    [
      'milestones',
      'id,deliverable,depends on\nroot-causes,Three causes,One queue; Line 1\none-queue,,Forty accounts chosen\n',
    ],
  ]
  const after = steps.reduce((text, [kind, csv]) => bring(text, kind, csv), before)
  const lines = (text: string) => text.split('\n')
  const old = new Set(lines(before))
  expect(lines(after).filter((line) => !old.has(line))).toEqual([
    '  - { id: quality, name: Quality }',
    expect.stringMatching(/^ {2}- \{ id: controller, .*function: quality, manager: finance-director \}$/),
    '  - { id: eve-ek, name: Eve Ek, email: eve@example.org, function: quality }',
    expect.stringMatching(/id: one-queue, .* service closed, dependsOn: \[accounts-chosen\] \}$/),
    expect.stringMatching(/id: root-causes, .*deliverable: Three causes, dependsOn: \[one-queue, line-1\] \}$/),
    "      - { id: all-ten, name: All ten, due: 2027-06-25, owner: eve-ek, deliverable: 'Ten, approved' }",
    '  - id: less-scrap',
    '    name: Less scrap',
    '    accountable: eve-ek',
    '      - id: pilot',
    '        name: Pilot',
    '          - { id: line-1, name: Line 1, due: 2027-03-05, owner: eve-ek }',
    '    bands: { amber: 5, red: 9, as: percent }',
    '    target: 3.5',
    '    target: { range: { low: 40, high: 60 } }',
    '  - id: scrap',
    '    name: Scrap',
    '    owner: eve-ek',
    '    target: 2',
  ])
})

/** A plan's items as the columns of a table; what a column cannot say is left empty. */
function asCsv(kind: Kind, plan: string): string {
  const data = parse(plan)
  const milestones = (data.initiatives ?? []).flatMap((i: Record<string, never>) => [
    ...((i.milestones ?? []) as object[]).map((m) => ({ initiative: i.id, ...m })),
    ...((i.phases ?? []) as { id: string; milestones?: object[] }[]).flatMap((p) =>
      (p.milestones ?? []).map((m) => ({ initiative: i.id, phase: p.id, ...m })),
    ),
  ])
  const items: Record<string, unknown>[] = kind === 'milestones' ? milestones : data[kind]
  const cell = (item: Record<string, unknown>, key: string): string => {
    const value =
      key === 'amber' || key === 'red' ? (item.bands as Record<string, unknown> | undefined)?.[key] : item[key]
    if (value === undefined) return ''
    if (Array.isArray(value)) return value.join('; ')
    if (key === 'target' && typeof value === 'object') {
      const range = (value as { range?: { low: number; high: number } }).range
      return range ? `${range.low}..${range.high}` : ''
    }
    const percent = (item.bands as { as?: string } | undefined)?.as === 'percent' && key !== 'target'
    return typeof value === 'number' && percent ? `${value}%` : String(value)
  }
  const keys = KINDS[kind].columns.map(({ key }) => key)
  return [keys, ...items.map((item) => keys.map((key) => `"${cell(item, key).replaceAll('"', '""')}"`))].join('\n')
}

describe.each(Object.keys(KINDS) as Kind[])('%s', (kind) => {
  const text = MID_MARKET

  test('a plan printed to columns and imported is the same plan, byte for byte', () => {
    expect(adopt(text, asCsv(kind, text), kind)).toMatchObject({ text, changes: [] })
  })

  test('whatever the bytes, the answer is a plan or sentences; and a second import changes nothing', () => {
    const words = fc.constantFrom(
      ...KINDS[kind].columns.map(({ key }) => key),
      'ada',
      'Bo Lind',
      'One desk',
      '5',
      '2027-03-05',
      'x@y.example',
      '%',
      'up',
      'weekly',
      'sum',
      '"',
      ',',
      ';',
      '\t',
      '\n',
      '\r',
      'ß',
      '\uFEFF',
      'sep=;',
      '__proto__',
    )
    const header = 'name,email,unit,direction,cadence,aggregation,owner,target,initiative,accountable,due\n'
    const row = fc
      .tuple(
        fc.string(),
        fc.constantFrom('a@b.example', 'c@d.example'),
        fc.string({ unit: 'grapheme', maxLength: 5 }),
        fc.constantFrom('1', '2'),
      )
      .map(
        ([n, e, u, t]) =>
          `"${n.replaceAll('"', '')}",${e},"${u.replaceAll('"', '')}",up,weekly,sum,ada,${t},New,ada,2027-03-05`,
      )
    const text = fc.oneof(
      fc.array(words, { maxLength: 40 }).map((parts) => parts.join('')),
      fc.array(row, { minLength: 1, maxLength: 5 }).map((rows) => header + rows.join('\n')),
    )
    let whole = 0
    fc.assert(
      fc.property(text, (csv) => {
        try {
          const once = adopt(PLAN, csv, kind)
          whole++
          expect(adopt(once.text, csv, kind)).toMatchObject({ text: once.text, changes: [] })
        } catch (error) {
          if (!(error instanceof Unreadable) && !(error instanceof Refusal)) throw error
        }
      }),
      { numRuns: 100 },
    )
    expect(whole).toBeGreaterThan(0)
  })
})
