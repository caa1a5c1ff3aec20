import type { Ask, Note } from '../../domain/ask.ts'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import { slotAfter, workingTimeOf } from '../../domain/ladder-time.ts'
import type { ResolvedPlan, ResolvedReview } from '../../domain/plan/resolved.ts'
import { slotPresent } from '../../domain/presence.ts'
import { itemsOf } from '../../domain/review/items.ts'
import { unneededNote } from '../../domain/unneeded-note.ts'
import { urge } from '../../domain/urging.ts'
import type { MailedNote, SlotMailInput } from '../../lambdas/mail/slot-mail.ts'
import { correctedOf } from './corrected.ts'
import type { Drawing } from './drawing.ts'
import { climb, handed } from './ladder.ts'
import { managerOf, otherThan, standInFor } from './people.ts'
import { breachOf, otherWords, type Question } from './situation.ts'
import { at, HOUR } from './story.ts'
import type { View } from './view.ts'

/** A question whose first mail has gone out at `mailedAt` (epoch ms). */
interface Mailed extends Question {
  plan: ResolvedPlan
  mailedAt: number
}

/** A line, and where something follows from it the rest of its mail. */
interface Line extends MailedNote {
  mail?: Partial<SlotMailInput>
}

/** The line a note of each kind is, as the heading of its view; undefined where the plan has nobody whom it could be for. */
const NOTES: Record<Note['kind'], { title: string; line(mailed: Mailed): Line | undefined }> = {
  'silent-report': { title: 'A colleague is silent: told, with nothing to answer', line: silent },
  urged: { title: 'A chair asks again, from a review', line: urged },
  confirm: { title: 'Corrected figures left a question without ground: does it stay?', line: confirm },
  'plan-dropped': {
    title: 'A question the plan no longer has: nothing is left to answer',
    line: ({ ask, mailedAt }) => noted(unneededNote('plan-dropped', ask, mailedAt + HOUR)),
  },
  merged: {
    title: 'A question that another one stands for now',
    line: ({ plan, ask, decision, mailedAt }) =>
      noted(unneededNote('merged', ask, mailedAt + HOUR, { into: otherWords(plan, decision) })),
  },
  returned: { title: 'A question that went back to its owner', line: returned },
  withdrawn: {
    title: 'A question whose ground is gone',
    line: ({ ask, mailedAt }) => noted(unneededNote('withdrawn', ask, mailedAt + HOUR, { because: 'recovered' })),
  },
  'reminders-off': { title: 'Somebody the reader manages wants no reminders', line: remindersOff },
  moved: { title: 'A milestone that others wait for has another day', line: moved },
}

const noted = (note: Note | undefined): Line | undefined => note && { note }

function silent({ plan, ask }: Mailed): Line | undefined {
  const told = climb(plan, ask).find(({ escalation }) => escalation?.kind === 'note')
  if (told?.escalation?.kind !== 'note') return undefined
  const { note } = told.escalation
  const next = told.ask.step === 'escalate' ? told.ask.stepAt : undefined
  if (next === undefined) return { note }
  return { note, escalatesAt: formatInstant(slotAfter(workingTimeOf(plan, note.person), parseInstant(next))) }
}

/** By the chair of a review that looks at the figure, or somebody else where the plan has none. */
function urged({ plan, decision, ask, mailedAt }: Mailed): Line | undefined {
  const looksAt = (review: ResolvedReview) =>
    itemsOf(plan, review, [], decision.openedAt.slice(0, 10)).some(({ item }) => item === `kpi:${decision.series}`)
  const chair = plan.reviews?.find((one) => one.chair !== ask.person && looksAt(one))?.chair
  const by = chair ?? otherThan(plan, ask.person)
  const said = urge({ plan, states: [] }, { decision, asks: [ask], cycle: 'preview', by }, mailedAt + HOUR)
  return said && { note: said.note, mail: { entries: [{ ask, decision, how: 'still-open' }] } }
}

function confirm({ plan }: Mailed): Line {
  const { note, ask, asked } = correctedOf(plan, breachOf(plan))
  return { note, mail: { entries: [{ ask, decision: asked.decision, how: 'still-open' }] } }
}

/** Of whoever had stood in. */
function returned({ plan, ask, mailedAt }: Mailed): Line | undefined {
  const to = standInFor(plan, ask, mailedAt)
  const [{ ask: theirs, at: slot }] = climb<Ask>(plan, handed(plan, ask, to, mailedAt + HOUR))
  return noted(unneededNote('returned', theirs, slot + HOUR, { person: ask.person }))
}

function remindersOff({ plan, ask, mailedAt }: Mailed): Line {
  const since = formatInstant(mailedAt + HOUR)
  const about = { person: ask.person, since }
  return { note: { id: 'N-preview', person: managerOf(plan, ask), createdAt: since, kind: 'reminders-off', about } }
}

function moved({ plan, ask, mailedAt }: Mailed): Line {
  const about = {
    person: otherThan(plan, ask.person),
    milestone: 'Made-up milestone',
    from: '2026-03-30',
    to: '2026-05-11',
    because: 'Made up: two of the four begin in May.',
    waits: [{ name: 'Made-up milestone that waits', due: '2026-04-20' }],
  }
  const createdAt = formatInstant(mailedAt + HOUR)
  return { note: { id: 'N-preview', person: ask.person, createdAt, kind: 'moved', about } }
}

/** A mail for each kind of line that people are told beside what they are asked, in the first slot after it was written. */
export function noteViews(plan: ResolvedPlan, { mail }: Drawing): View[] {
  const question = breachOf(plan)
  const [{ ask, at: mailedAt }] = climb(plan, question.ask)
  return Object.entries(NOTES).flatMap(([kind, { title, line }]) => {
    const found = line({ plan, ...question, ask, mailedAt })
    if (!found) return []
    const { mail: rest, ...note } = found
    const { person, createdAt } = note.note
    const slot = slotPresent({ plan, states: [] }, person, parseInstant(createdAt))
    return [mail(`note-${kind}`, title, person, { ...at(slot), notes: [note], ...rest })]
  })
}
