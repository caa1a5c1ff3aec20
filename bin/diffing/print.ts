import type { Change } from '../../domain/plan/diff/change.ts'
import type { Preview } from '../../domain/plan/diff/preview.ts'
import { plural } from '../../domain/plan/diff/words.ts'
import { LOAD_WEEKS } from '../../domain/plan/load.ts'
import { loadWords } from './load-words.ts'
import { harmless, type Paint } from './paint.ts'
import { summaryOf } from './summary.ts'

/** Items of one kind that came, went or changed alike before the rest is counted. */
const SHOWN = 12

/** People whose load changes that are named. */
const PEOPLE = 10

const SIGNS = { added: '+', removed: '−', changed: '~' } as const
const COLOURS = { added: 'green', removed: 'red', changed: 'yellow' } as const

const KINDS: Partial<Record<Change['kind'], string>> = { kpi: 'KPI', escalation: 'escalation', plan: 'plan' }

/** How a preview is printed: `all` folds nothing; `from` is when its load begins. */
export interface Printing {
  paint: Paint
  today: string
  all?: boolean | undefined
}

/** The lines of a preview: what changes, what is under way, who has more or less to do, and the summary. */
export function printed(preview: Preview, printing: Printing): string[] {
  const { paint } = printing
  if (preview.changes.length === 0) return ['No difference.']
  return [
    ...changes(preview.changes, printing),
    ...underWay(preview, printing),
    ...loads(preview, printing),
    '',
    paint('bold', harmless(summaryOf(preview))),
  ]
}

function changes(all: readonly Change[], { paint, all: whole }: Printing): string[] {
  const counts = new Map<string, number>()
  const group = ({ what, kind }: Change) => `${what} ${kind}`
  const sizes = new Map([...Map.groupBy(all, group)].map(([key, list]) => [key, list.length]))
  return all.flatMap((change) => {
    const key = group(change)
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    const left = sizes.get(key)! - SHOWN
    // One more line costs no more than saying that there is one more.
    if (whole || count <= SHOWN || left === 1) return changeLines(change, paint)
    return count === SHOWN + 1
      ? [paint('dim', `${SIGNS[change.what]} and ${left} more of these (${kindOf(change)}; --all shows them)`)]
      : []
  })
}

const kindOf = ({ kind }: Change): string => KINDS[kind] ?? kind

/** What came or went on one line; what changed with a line for each sentence. */
function changeLines(change: Change, paint: Paint): string[] {
  const { what, name, id } = change
  const sentences = change.sentences.map(harmless)
  const subject = id === '*' ? name : `${kindOf(change)} ${harmless(name)}`
  const head = paint(COLOURS[what], `${SIGNS[what]} ${subject}`)
  if (what === 'changed') return [head, ...sentences.map((sentence) => `    ${sentence}`)]
  return [sentences.length > 0 ? `${head}${paint('dim', `: ${sentences.join('; ')}`)}` : head]
}

function underWay({ consequences }: Preview, { paint, all }: Printing): string[] {
  if (consequences === undefined) return []
  if (consequences.length === 0) return ['', 'Nothing that is under way is touched.']
  const shown = all ? consequences : consequences.slice(0, SHOWN)
  const more = consequences.length - shown.length
  return [
    '',
    paint('bold', 'Under way'),
    ...shown.map(({ sentence }) => `  ${harmless(sentence)}`),
    ...(more > 0 ? [`  and ${more} more (--all shows them)`] : []),
  ]
}

function loads({ loads: changed }: Preview, { paint, today, all }: Printing): string[] {
  if (changed.length === 0) return []
  const shown = all ? changed : changed.slice(0, PEOPLE)
  const width = Math.max(...shown.map(({ name }) => name.length))
  return [
    '',
    `${paint('bold', 'Load')} a week, over the ${LOAD_WEEKS} weeks from ${today}, without decisions`,
    paint('dim', '  (programmes and due days of milestones are counted; nobody is asked for them so far)'),
    ...shown.map((one) => `  ${harmless(one.name).padEnd(width)}  ${loadWords(one)}`),
    ...(changed.length > shown.length
      ? [`  and ${plural(changed.length - shown.length, 'person', 'people')} more`]
      : []),
  ]
}
