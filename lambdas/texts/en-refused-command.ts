import { states } from './en-refused.ts'
import type { CommandRefusedWords } from './refused-words.ts'

const early = {
  effect: (when: string) => `This decision takes effect at ${when}.`,
  check: (when: string) => `The effect can be checked from ${when}.`,
  overdue: (when: string) => `This decision may be taken until ${when}.`,
  fallback: (when: string) => `The fallback may be recorded from ${when}.`,
  confirm: (when: string, who: string) => `${who} may confirm or withdraw this until ${when}.`,
}

/** Why a command, or a machine that was early or came twice, changed nothing. No page says these, so no page carries them. */
export const becauseOfCommand: CommandRefusedWords = {
  'deadline-day': (span, say) => `${say.typedDay(span.typed)} cannot be a deadline; choose a day ${say.span(span)}.`,
  'question-missing': () => 'Say what is to be decided, and in a sentence why now.',
  options: () => 'Give two to six options, each with an id of its own: --option ward="Open a ward".',
  noted: () => 'This correction is already noted, or changes nothing that the decision stands on.',
  checked: () => 'The effect of this decision is already checked.',
  overdue: () => 'This decision is already marked overdue.',
  'no-series': ({ typed }) => `The plan has no KPI or series "${typed}"; name one as the plan has it, or none.`,
  fallback: ({ typed, offered }, say) =>
    `The fallback "${typed}" is not one of the options; choose one of ${say.list(offered)}.`,
  'not-due': ({ at, what, person }, say) => early[what](say.when(at), person === undefined ? '' : say.name(person)),
  'not-in-effect': ({ state }) => `This decision is ${states[state]}; only one in effect can be checked.`,
  'effect-early': ({ typed, deadline }) =>
    `"${typed}" is before the deadline ${deadline}; look at the effect on that day or a later one.`,
  'taken-up-stays': () => 'Somebody has taken this decision up; it stays open.',
  'as-grave': ({ severity, level }) => `This decision is already ${severity}, ${level}.`,
}
