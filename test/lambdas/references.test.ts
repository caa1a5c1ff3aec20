import { describe, expect, test } from 'vitest'
import { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { brokenReferences } from '../../lambdas/applying/references.ts'
import { richPlan } from './rich-plan.ts'
import { smallPlan } from './small-plan.ts'

type Path = (string | number)[]

/** Every text of a value with the way to it. */
function textsOf(value: unknown, path: Path = []): [Path, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    textsOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  )
}

function replaced(plan: ResolvedPlan, path: Path, text: string): ResolvedPlan {
  const copy = structuredClone(plan)
  let at: Record<string | number, unknown> = copy as never
  for (const step of path.slice(0, -1)) at = at[step] as typeof at
  at[path.at(-1)!] = text
  return copy
}

/** Ids of anything; what is called so elsewhere than at its own definition is a reference. */
const IDS = /^(office|maria|owen|dora|sam|england|wards|flow|front-door|signed|four-hour|attendances)$/
/** Texts that are what they are and name nobody: an id at its definition, and words that happen to look like one. */
const DEFINES = /\.(id|name|key)$|behaviours|dimensions/

describe('references of a resolved plan', () => {
  const plan = ResolvedPlan.parse(richPlan())

  test('a plan that holds together has no broken ones', () => {
    expect(brokenReferences(plan)).toEqual([])
    expect(brokenReferences(smallPlan())).toEqual([])
  })

  const references = textsOf(plan).filter(([path, text]) => IDS.test(text) && !DEFINES.test(`.${path.join('.')}`))

  test.each(references.map(([path, text]) => [path.join('.'), path, text] as const))('%s is looked up', (_, path) => {
    expect(brokenReferences(replaced(plan, path, 'ghost'))).toEqual([expect.stringContaining('"ghost"')])
  })

  test('there are references of every part of a plan', () => {
    const parts = new Set(references.map(([path]) => path[0]))
    expect([...parts].sort()).toEqual(
      Object.keys(plan)
        .filter((part) => !['calendars', 'functions', 'escalation'].includes(part))
        .sort(),
    )
  })

  test('a fallback that is no option is named', () => {
    expect(brokenReferences(replaced(plan, ['kpis', 0, 'triggers', 1, 'fallback', 'option'], 'pray'))).toEqual([
      expect.stringContaining('"pray"'),
    ])
  })

  test.each([
    'people',
    'calendars',
    'functions',
    'kpis',
    'series',
    'priorities',
    'initiatives',
    'reviews',
    'programmes',
    'workflows',
  ] as const)('two %s of one id are refused: which of them is meant nobody could say', (part) => {
    const twice = { ...plan, [part]: [...plan[part]!, plan[part]![0]!] } as ResolvedPlan
    const [first, ...rest] = brokenReferences(twice)
    expect(first).toMatch(new RegExp(`^The ${part} have .* twice`))
    // A KPI that is there twice brings its triggers twice.
    for (const sentence of rest) expect(sentence).toMatch(/^The triggers have .* twice/)
  })
})
