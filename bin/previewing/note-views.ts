import type { AskNote, Note } from '../../domain/ask.ts'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { Drawing } from './drawing.ts'
import { breachOf, NOW, type Question } from './situation.ts'
import type { View } from './view.ts'

const DAY = 86_400_000

/** The line a note of each kind is, as the heading of its view; who it is about and for. */
const NOTES: Record<Note['kind'], { title: string; note(question: Question, other: string): Note }> = {
  'silent-report': {
    title: 'A colleague is silent: told, with nothing to answer',
    note: ({ ask }, other) => askNote('silent-report', other, ask),
  },
  urged: {
    title: 'A chair asks again, from a review',
    note: ({ ask }, other) => askNote('urged', ask.person, { ...ask, person: other }),
  },
  confirm: {
    title: 'Corrected figures left a question without ground: does it stay?',
    note: ({ ask }) => askNote('confirm', ask.person, ask),
  },
  'plan-dropped': {
    title: 'A question the plan no longer has: nothing is left to answer',
    note: ({ ask }) => askNote('plan-dropped', ask.person, ask),
  },
  merged: {
    title: 'A question that another one stands for now',
    note: ({ ask, decision }) => askNote('merged', ask.person, ask, { into: decision.question }),
  },
  returned: {
    title: 'A question that went back to its owner',
    note: ({ ask }, other) => askNote('returned', other, ask),
  },
  withdrawn: {
    title: 'A question whose ground is gone',
    note: ({ ask }) => askNote('withdrawn', ask.person, ask, { because: 'recovered' }),
  },
  'reminders-off': {
    title: 'Somebody the reader manages wants no reminders',
    note: ({ ask }, other) => ({
      ...{ id: 'N-preview', person: other, createdAt: NOW },
      kind: 'reminders-off',
      about: { person: ask.person, since: NOW },
    }),
  },
  moved: {
    title: 'A milestone that others wait for has another day',
    note: ({ ask }, other) => ({
      ...{ id: 'N-preview', person: ask.person, createdAt: NOW },
      kind: 'moved',
      about: {
        person: other,
        milestone: 'Made-up milestone',
        from: '2026-03-30',
        to: '2026-05-11',
        because: 'Made up: two of the four begin in May.',
        waits: [{ name: 'Made-up milestone that waits', due: '2026-04-20' }],
      },
    }),
  },
}

const askNote = (
  kind: AskNote['kind'],
  reader: string,
  ask: { person: string; id: string; title: string; dueBy: string },
  more: Partial<AskNote['about']> = {},
): Note => ({
  ...{ id: 'N-preview', person: reader, createdAt: NOW },
  kind,
  about: { person: ask.person, ask: ask.id, title: ask.title, dueBy: ask.dueBy, since: NOW, ...more },
})

/** Lines about a question that its reader is to answer all the same. */
const STILL_ASKED: readonly Note['kind'][] = ['urged', 'confirm']

/** A mail for each kind of line that people are told beside what they are asked. */
export function noteViews(plan: ResolvedPlan, { mail }: Drawing): View[] {
  const question = breachOf(plan)
  const { ask, decision } = question
  const other = plan.people.find(({ id }) => id !== ask.person)?.id ?? decision.accountable
  return Object.entries(NOTES).map(([kind, { title, note: noteOf }]) => {
    const note = noteOf(question, other)
    const escalates = kind === 'silent-report' ? { escalatesAt: formatInstant(parseInstant(NOW) + 2 * DAY) } : {}
    // The question itself still waits: its mail lists it.
    const entries = STILL_ASKED.includes(note.kind) ? [{ ask, decision, how: 'still-open' as const }] : []
    return mail(`note-${kind}`, title, note.person, { notes: [{ note, ...escalates }], entries })
  })
}
