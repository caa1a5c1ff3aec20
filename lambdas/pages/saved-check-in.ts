import { parseDay } from '../../domain/civil.ts'
import type { MilestoneSaid } from '../../domain/review/check-in-input.ts'
import { overtaken } from '../../domain/review/milestone-answer.ts'
import type { Voice } from '../texts/ask-words.ts'
import { saidLine } from '../texts/check-in-words.ts'
import { dateInWords } from '../texts/moments.ts'
import type { AnswerPageInput } from './answer-page.ts'
import type { PageCheckIn } from './check-in-card.ts'

/** What was just recorded about an item. */
export function savedCheckIn(input: AnswerPageInput, voice: Voice): string | undefined {
  const { saved, checkIns } = input
  const entry = checkIns.find(({ ask }) => ask.id === saved?.ask)
  if (!saved || !entry) return undefined
  const { saved: words } = voice.t
  if (saved.action === 'snooze') return words.snooze(voice.day(entry.ask.snoozedUntil ?? entry.ask.dueBy))
  if (saved.action === 'not-mine') return words['not-mine']
  if (saved.action === 'delegate') return words.delegate(voice.name(entry.ask.answer?.option ?? ''))
  const said = entry.given ? words.checkIn(entry.item.name, saidLine(entry.given, voice)) : words['check-in']
  const { lateFor = [], cycles = [] } = entry.given ?? {}
  const late = lateFor.length > 0 && lateFor.length === cycles.length ? [words.late] : []
  return [said, ...late, ...(saved.milestone ? milestoneWords(saved.milestone, entry, input, voice) : [])].join(' ')
}

/** What became of a milestone, and of those that wait for it and are due before its new day. */
function milestoneWords(said: MilestoneSaid, { item }: PageCheckIn, input: AnswerPageInput, voice: Voice): string[] {
  const words = voice.t.checkInForm.milestoneSaved
  const date = (iso: string) => dateInWords(iso, input.now, input.reader)
  if (said.act === 'done') return [words.done(date(said.on))]
  if (said.act === 'split') return [words.split(said.into.map(({ name, due }) => words.part(name.trim(), date(due))))]
  const late = overtaken(item.facts.milestone?.dependants ?? [], said.to).sort(
    (a, b) => parseDay(a.due) - parseDay(b.due),
  )
  return [
    words.moved(date(said.to)),
    ...(late.length > 0 ? [words.overtaken(late.map(({ name, due }) => words.part(name, date(due))))] : []),
  ]
}
