import type { ClosingWords, FactWords } from './refused-words.ts'

const with_ = (head: string, words: string) => (words.trim() === '' ? head : `${head}: ${words}`)

const since = {
  day: 'the day it holds from has come',
  'carried-out': 'the fallback was carried out',
  silence: 'nobody said whether the fallback was carried out',
}

const hindered = { left: 'is no longer in the plan', unreachable: 'cannot be reached by mail', away: 'is away' }

/** Why an ask ended without an answer. */
export const closing: ClosingWords = {
  settled: ({ settlement }, say) => say.settlement(settlement),
  'not-theirs': ({ person, words }, say) => with_(`${say.name(person)} says it is not theirs`, words),
  handed: ({ by, to, notTheirs, words }, say) =>
    with_(
      notTheirs
        ? `${say.name(by)} says it is not theirs but ${say.name(to)}’s`
        : `${say.name(by)} handed it to ${say.name(to)}`,
      words,
    ),
  hindered: ({ person, hindrance }, say) => `${say.name(person)} ${hindered[hindrance]}`,
  answered: ({ by }, say) => `${say.name(by)} answered.`,
  concluded: ({ by }, say) => `${say.name(by)} concluded the review.`,
  back: ({ by }, say) => `${say.name(by)} is there again and is asked.`,
  'new-day': ({ by, day }, say) => `${say.name(by)} gave another day, ${say.day(day)}.`,
}

/** What a line of the history says. */
export const fact: FactWords = {
  'taken-up': () => 'taken up; the deadline stays',
  'fired-again': () => 'this decision is still open',
  chose: ({ option, from }, say) => `chose “${option}”, in effect from ${say.day(from)}`,
  dismissed: ({ reason, note }, say) => with_(say.dismissal(reason), note),
  withdrawn: ({ reason }, say) => say.withdrawal(reason),
  overdue: ({ by }, say) => `nobody decided by ${say.when(by)}; the escalation chain starts`,
  fallback: ({ option, person }, say) =>
    `time ran out: the fallback “${option}” is recorded and ${say.name(person)} is asked to carry it out`,
  'in-effect': ({ since: how, checkAt }, say) => `${since[how]}; its effect is checked on ${say.when(checkAt)}`,
  'look-again': ({ at }, say) => `figures are missing; looked at again on ${say.when(at)}`,
  rethought: ({ choice, note }, say) => with_(say.choice(choice), note),
  asked: ({ person, slot }, say) => `${say.name(person)} is asked, with the mail of ${say.when(slot)}`,
  'put-off': ({ until, due }, say) => `put off until ${say.day(until)}; the deadline, ${say.when(due)}, keeps running`,
  merged: ({ question, why }) => `into “${question}”: ${why}`,
  joined: ({ question, why }) => `“${question}” asks the same: ${why}`,
  'to-confirm': ({ person, by }, say) =>
    `by the corrected figures there is nothing to decide; ${say.name(person)} confirms or withdraws it by ${say.when(by)}, else it is taken back`,
  'closed-ask': ({ closing: what }, say) => say.closing(what),
}
