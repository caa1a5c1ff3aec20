import type * as z from 'zod'
import type { KpiSpec } from '../../domain/plan/measure.ts'
import type { CalendarSpec, PersonSpec } from '../../domain/plan/organisation.ts'
import { parsePlan } from '../../domain/plan/parse.ts'
import { resolvePlan } from '../../domain/plan/resolve.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { TriggerSpec } from '../../domain/plan/trigger.ts'

/** Who is in every story: Anna owns, Ben is her deputy, Maria her manager, Carl accountable, Sue supplies the data. */
export type Name = 'anna' | 'ben' | 'maria' | 'carl' | 'sue'
const NAMES: Name[] = ['anna', 'ben', 'maria', 'carl', 'sue']
const CAPITAL: Record<Name, string> = { anna: 'Anna', ben: 'Ben', maria: 'Maria', carl: 'Carl', sue: 'Sue' }

type Person = z.input<typeof PersonSpec>
type Kpi = z.input<typeof KpiSpec>
type Trigger = z.input<typeof TriggerSpec>

/** What differs from the ordinary cast: one weekly KPI, target 95, red below 90, one trigger that fires on one breach. */
export interface Cast {
  people?: Partial<Record<Name, Partial<Person>>>
  kpi?: Partial<Kpi>
  trigger?: Partial<Trigger>
  /** Asks the steward when data are missing. @default nobody asks */
  silent?: Partial<Trigger>
  /** Several KPIs alike, each with a trigger of its own. @default 1 */
  kpis?: number
  /** Holidays of the cast's own calendar. */
  holidays?: string[]
  /** The KPI may not be posted by the source. */
  forbidden?: true
  /** Somebody who has left the organisation. */
  without?: Name
}

/** Ids of a story's cast end with its key, so that many stories share one organisation and one clock. */
export const idOf = (key: string, name: string) => (name === 'desk' ? 'desk' : `${name}-${key}`)
export const emailOf = (key: string, name: string) =>
  name === 'desk' ? 'desk@example.org' : `${name}.${key}@example.org`
export const kpiOf = (key: string, number = 1) => (number === 1 ? `waits-${key}` : `waits${number}-${key}`)

const OPTIONS = [
  { id: 'staff', label: 'Add staff at the front door' },
  { id: 'wait', label: 'Wait a week' },
]

function people(key: string, cast: Cast): Person[] {
  const own: Record<Name, Partial<Person>> = {
    anna: { manager: idOf(key, 'maria'), deputy: idOf(key, 'ben') },
    ben: { manager: idOf(key, 'maria') },
    maria: { manager: idOf(key, 'carl') },
    carl: {},
    sue: { manager: idOf(key, 'maria') },
  }
  return NAMES.filter((name) => name !== cast.without).map((name) => ({
    id: idOf(key, name),
    name: `${CAPITAL[name]} ${key}`,
    email: emailOf(key, name),
    calendar: key,
    ...own[name],
    ...cast.people?.[name],
  }))
}

function kpi(key: string, number: number, cast: Cast): Kpi {
  const id = kpiOf(key, number)
  const silent: Trigger = {
    id: `${id}-silent`,
    kind: 'freshness',
    severity: 'S3',
    question: `Where are the figures of ${key}?`,
    options: [
      { id: 'send', label: 'Send them today' },
      { id: 'explain', label: 'Explain the gap' },
    ],
    fallback: { option: 'send', note: 'The steward sends them.' },
    ...cast.silent,
  }
  const red: Trigger = {
    id: `${id}-red`,
    kind: 'threshold',
    level: 'red',
    severity: 'S2',
    m: 1,
    n: 1,
    k: 1,
    question: `What do we do about waits ${number} of ${key}?`,
    options: OPTIONS,
    fallback: { option: 'wait', note: 'Nothing changes for a week.' },
    effectCheck: 1,
    ...cast.trigger,
  }
  return {
    id,
    name: `Waits ${number} of ${key}`,
    unit: '%',
    decimals: 1,
    direction: 'up',
    cadence: 'weekly',
    aggregation: 'mean',
    calendar: key,
    owner: idOf(key, 'anna'),
    steward: idOf(key, 'sue'),
    priority: `flow-${key}`,
    target: 95,
    bands: { amber: 2, red: 5 },
    ...cast.kpi,
    triggers: [red, ...(cast.silent ? [silent] : [])],
  }
}

/** One plan for all stories that share a clock, by their keys. Refused as the command line would refuse it. */
export function planFor(casts: ReadonlyMap<string, Cast>): ResolvedPlan {
  const all = [...casts]
  const kpis = all.flatMap(([key, cast]) => Array.from({ length: cast.kpis ?? 1 }, (_, n) => kpi(key, n + 1, cast)))
  const forbidden = new Set(all.filter(([, cast]) => cast.forbidden).map(([key]) => kpiOf(key)))
  const calendars: z.input<typeof CalendarSpec>[] = [
    { id: 'office' },
    ...all.map(([key, { holidays }]) => ({ id: key, holidays })),
  ]
  const plan = {
    organisation: { name: 'Example Hospital', timezone: 'Europe/London', desk: 'desk', calendar: 'office' },
    // A priority a story, far more than a company should have.
    limits: { priorities: 100 },
    calendars,
    people: [
      { id: 'desk', name: 'The Desk', email: 'desk@example.org' },
      ...all.flatMap(([key, cast]) => people(key, cast)),
    ],
    sources: [{ id: 'emergency-feed', kpis: kpis.map(({ id }) => id).filter((id) => !forbidden.has(id)) }],
    priorities: all.map(([key]) => ({ id: `flow-${key}`, name: `Flow ${key}`, accountable: idOf(key, 'carl') })),
    kpis,
  }
  const parsed = parsePlan(JSON.stringify(plan, undefined, 1), 'stories.json')
  if (parsed.ok) return resolvePlan(parsed.plan)
  throw new Error(
    parsed.findings
      .filter(({ level }) => level === 'error')
      .map(({ line, message }) => `${line}: ${message}`)
      .join('\n'),
  )
}
