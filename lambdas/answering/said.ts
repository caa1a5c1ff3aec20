import type { CheckInInput, MilestoneSaid } from '../../domain/review/check-in-input.ts'
import { BLOCKER_ROWS } from '../pages/check-in-form.ts'

type Said = Omit<CheckInInput, 'by' | 'via'>
type Fields = Readonly<Record<string, string>>

const PROMISE = /^promise-(C-[0-9a-f]{16})$/

/** The fields of a posted check-in as the rules read them; what they judge is not judged here. People are named or given by id. */
export function saidIn(fields: Fields, people: ReadonlyMap<string, string>): Said {
  const how = fields.how === 'mail' ? 'mail' : 'page'
  const commitments = Object.keys(fields).flatMap((name) => {
    const id = PROMISE.exec(name)?.[1]
    const said = fields[name]
    if (id === undefined || !isSaid(said)) return []
    return [{ id, said, ...(said === 'open' ? { by: fields[`promise-by-${id}`] ?? '' } : {}) }]
  })
  if (fields.unchanged === '1') return { how, unchanged: true, commitments }
  const milestone = milestoneIn(fields)
  return {
    how,
    ...(fields.status ? { status: fields.status } : {}),
    ...(fields.confidence ? { confidence: Number(fields.confidence) } : {}),
    changed: fields.changed ?? '',
    cause: fields.cause ?? '',
    wayBack: fields.wayBack ?? '',
    reason: fields.reason ?? '',
    nextStep: { text: fields.step ?? '', by: fields['step-by'] ?? '' },
    blockers: Array.from({ length: BLOCKER_ROWS }, (_, i) => {
      const who = (fields[`blocker-with-${i}`] ?? '').trim()
      return { text: fields[`blocker-${i}`] ?? '', ...(who ? { with: people.get(who.toLowerCase()) ?? who } : {}) }
    }),
    commitments,
    ...(milestone ? { milestone } : {}),
  }
}

const isSaid = (text: string | undefined): text is 'kept' | 'broken' | 'open' | 'dropped' =>
  text === 'kept' || text === 'broken' || text === 'open' || text === 'dropped'

function milestoneIn(fields: Fields): MilestoneSaid | undefined {
  if (fields.milestone === 'done') return { act: 'done', on: fields['milestone-on'] ?? '' }
  if (fields.milestone === 're-date')
    return { act: 're-date', to: fields['milestone-to'] ?? '', reason: fields['milestone-reason'] ?? '' }
  if (fields.milestone !== 'split') return undefined
  const part = (i: number) => ({ name: fields[`part-${i}-name`] ?? '', due: fields[`part-${i}-due`] ?? '' })
  return { act: 'split', into: [part(1), part(2)] }
}

/** The form's field of each problem, with its sentence; the first of a field is shown. */
export function fieldsOf(
  problems: readonly { field: string; sentence: string }[],
  { commitments = [] }: Said,
): Record<string, string> {
  const named = problems.map(({ field, sentence }) => [fieldOf(field, commitments), sentence] as const)
  return Object.fromEntries(named.reverse())
}

const FIELDS: Record<string, string> = {
  'nextStep.text': 'step',
  'nextStep.by': 'step-by',
  'milestone.on': 'milestone-on',
  'milestone.to': 'milestone-to',
  'milestone.reason': 'milestone-reason',
}

function fieldOf(field: string, commitments: readonly { id: string }[]): string {
  const [part, index, rest] = field.split('.')
  if (part === 'commitments') return `${rest === 'by' ? 'promise-by' : 'promise'}-${commitments[Number(index)]?.id}`
  if (part === 'blockers' && index !== undefined) return rest === 'with' ? `blocker-with-${index}` : `blocker-${index}`
  const into = /^milestone\.into\.(\d)\.(name|due)$/.exec(field)
  if (into) return `part-${Number(into[1]) + 1}-${into[2]}`
  return FIELDS[field] ?? field
}
