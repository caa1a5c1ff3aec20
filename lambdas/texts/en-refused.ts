import type { RefusedWords, SettlementWords } from './refused-words.ts'

/** Why an answer was not taken, and what to do instead: one sentence or two for every code of domain/refused-because.ts. */

const statuses = {
  'on-track': 'on track',
  'at-risk': 'at risk',
  'off-track': 'off track',
  stale: 'stale: its newest number is missing',
  'no-target': 'without a target',
  missing: 'without numbers',
}

/** Who may do something with a decision. */
export const roles = {
  asked: 'whoever is asked',
  accountable: 'the accountable person',
  manager: "the decider's manager",
  chair: 'the chair of a review that shows it',
  desk: 'the desk',
  anybody: 'anybody in the plan',
  operator: 'an operator in nobody’s name',
}

export const hindrances = {
  left: 'is no longer in the plan',
  unreachable: 'cannot be reached by mail',
  away: 'is away',
}

const answers = {
  decide: 'decide',
  acknowledge: 'take up',
  snooze: 'remind me later',
  dismiss: 'dismiss',
  confirm: 'it stays',
  withdraw: 'take back',
  merge: 'decide together',
  delegate: 'hand over',
  'not-mine': 'not mine',
  done: 'done',
  rethink: 'change',
  'check-in': 'check in',
  conclude: 'conclude',
  later: 'later',
}

/** Why a question was taken back, as part of a sentence. */
export const withdrawals = {
  recovered: 'the KPI recovered',
  'data-arrived': 'the missing data arrived',
  restated: 'the data were corrected',
  'trigger-removed': 'the plan dropped its trigger',
  'series-removed': 'the plan dropped its series',
  'kpi-removed': 'the plan dropped its KPI',
}

/** States of a decision. */
export const states = {
  open: 'open',
  acknowledged: 'taken up',
  decided: 'decided',
  'in-effect': 'in effect',
  closed: 'closed',
  dismissed: 'dismissed',
  withdrawn: 'withdrawn',
  merged: 'merged',
}

const quoted = (texts: readonly string[]) => texts.map((text) => `"${text}"`)

const settlement: SettlementWords = {
  'taken-back': ({ by, at, reason }, say) =>
    `${say.name(by)} withdrew this decision on ${say.dayOf(at)}: ${withdrawals[reason]}.`,
  fallback: ({ at, option }, say) => `Time ran out on ${say.dayOf(at)}: the fallback "${option}" was recorded.`,
  decided: ({ by, at, option }, say) => `${say.name(by)} decided "${option}" on ${say.dayOf(at)}.`,
  dismissed: ({ by, at, reason }, say) =>
    `${say.name(by)} dismissed this decision as "${say.dismissal(reason)}" on ${say.dayOf(at)}.`,
  withdrawn: ({ at, reason }, say) =>
    `This decision was withdrawn on ${say.dayOf(at)}: ${withdrawals[reason]} before anybody decided.`,
  merged: ({ by, at, question, into }, say) =>
    `${say.name(by)} merged this decision into ${say.question(question, into)} on ${say.dayOf(at)}.`,
  'carry-out-over': () => 'The time to say that the fallback was carried out is over; its effect is checked.',
  rethought: ({ by, choice }, say) => `${say.name(by)} answered: change the ${choice}.`,
  other: ({ state }) => `This decision is ${states[state]}; it no longer waits for an answer.`,
}

const because: RefusedWords = {
  settled: ({ settlement: what }, say) => say.settlement(what),
  'other-over': ({ settlement: what }, say) => `The other one is over. ${say.settlement(what)}`,
  answered: ({ by, at, action, option }, say) => {
    const what =
      action === undefined ? '' : `: ${answers[action]}${option === undefined ? '' : ` "${say.choice(option)}"`}`
    return `${say.name(by)} already answered on ${say.dayOf(at)}${what}. That answer stands.`
  },
  'checked-in': ({ by, at, correctable }, say) =>
    `${say.name(by)} already answered on ${say.dayOf(at)}. That answer stands; ${correctable ? 'look at it, and correct it where it is wrong' : 'say what is new at the next review'}.`,
  concluded: ({ by, at }, say) => `${say.name(by)} concluded this review on ${say.dayOf(at)}. That stands.`,
  'handed-on': ({ closed, closedFor }, say) =>
    `This is no longer yours: ${(closedFor ? say.closing(closedFor) : closed) ?? 'it was handed on'}.`,
  closed: ({ closed, closedFor }, say) =>
    (closedFor ? say.closing(closedFor) : closed) ?? 'This question was taken back.',
  'changed-since': () => 'This question has changed since the page was shown; look at it again and answer.',
  'taken-up': () => 'You have already taken this up; the deadline stays.',
  'worked-on': () => 'This decision is already being worked on.',
  'in-effect': () => 'This decision is already in effect.',
  'no-answer': ({ typed, answers: may }, say) =>
    `"${typed}" is no answer to this question; use ${say.list(may.map((one) => say.answer(one, answers[one])))}.`,
  rethought: ({ by, choice }, say) => `${say.name(by)} already answered: change the ${choice}.`,
  confirmed: ({ by, at }, say) =>
    `${say.name(by)} already confirmed that this is still to be decided, on ${say.dayOf(at)}.`,
  'nothing-to-confirm': () => 'Nobody has to confirm this: the figures it stands on were not taken away.',
  'same-decision': () => 'A decision cannot be merged into itself; name another one.',
  'other-missing': () => 'Choose the question that goes on for both; the one you named is not there.',
  'not-allowed': ({ person, may }, say) =>
    `${person === undefined ? 'An operator' : say.name(person)} may not do this; who may: ${say.list(may.map((one) => roles[one]))}.`,
  'too-long': ({ length, most }, say) =>
    `The text has ${say.number(length)} characters; shorten it to ${say.number(most)}.`,
  day: (span, say) => `${say.typedDay(span.typed)} cannot be the day; choose one ${say.span(span)}.`,
  'put-off-day': (span, say) =>
    `${say.typedDay(span.typed)} is not a day to put this off to; choose a day ${say.span(span)}.`,
  'back-day': (span, say) =>
    `${say.typedDay(span.typed)} cannot be the day you are back; choose a day ${say.span(span)}.`,
  'effect-day': (span, say) =>
    `${say.typedDay(span.typed)} cannot be the day it takes effect; choose a day ${say.span(span)}.`,
  'no-date': ({ typed }) => `"${typed}" is not a date; write it like 2026-03-05.`,
  option: ({ typed, offered }, say) =>
    `"${typed}" is not one of the options; choose one of ${say.list(quoted(offered))}.`,
  dismissal: ({ typed, reasons }, say) =>
    `"${typed}" is no reason to dismiss; give one of ${say.list(reasons.map(say.dismissal))}.`,
  'rethink-choice': ({ typed }) => `"${typed}" is not one of the choices; choose process or target.`,
  'put-off-due': ({ deadline }, say) =>
    `The answer is due by ${say.when(deadline)}, and your mail of that day comes later: choose an earlier day, answer it, or hand it to somebody.`,
  'put-off-often': ({ times }) => `This has been put off ${times} times; answer it, or hand it to somebody.`,
  person: ({ typed }) =>
    `"${typed}" is nobody in the plan: choose somebody, or give a name or an address as the plan has it.`,
  persons: ({ typed, count }) => `${count} people are called "${typed}": give the address of the one you mean.`,
  'had-it': ({ person }, say) =>
    `${say.name(person)} has had this question already, so it would go in a circle: choose somebody else, or answer it.`,
  'not-there': ({ person, hindrance }, say) => `${say.name(person)} ${hindrances[hindrance]}: choose somebody else.`,
  yourself: () => 'This is you: choose somebody else, or answer it.',
  'whom-missing': () => 'Say who should take this: choose somebody, or give a name or an address.',
  'desk-takes': () => 'The desk gets what nobody else takes: answer it, or agree with somebody who does.',
  'desk-asked': () =>
    'The desk is always asked, since nobody is behind it: name another desk in the plan while you are away.',
  'desk-reminded': () => 'The desk is always reminded, since nobody is behind it.',
  'why-not-mine': () => 'Say in a sentence why this is not yours, and whose it is if you know.',
  'why-merge': () => 'Say in a sentence why both are one question.',
  'what-changes': () => 'Say in a sentence what will change.',
  'merged-many': ({ most }) => `One decision stands for at most ${most}; decide this one first.`,
  'status-missing': () => 'Say how it stands: on track, at risk or off track.',
  confidence: () => 'Give your confidence as a whole number from 0 to 10.',
  'cause-missing': () => 'Say what put it off track.',
  'way-back-missing': () => 'Say how it gets back on track.',
  'step-missing': () => 'Say what the next step is, or leave its day out.',
  'reason-missing': ({ status }) => `The KPI is ${statuses[status]}: say why it stands better than that.`,
  'changed-missing': ({ status }) => `Last time it was ${statuses[status]}: say what changed.`,
  blockers: ({ count, most }) => `${count} blockers: name the ${most} that matter most.`,
  'blocker-missing': () => 'Say what is in the way, or name nobody.',
  'blocker-person': ({ typed }) => `"${typed}" is nobody in the plan: choose whom it sits with, or nobody.`,
  'nothing-to-repeat': () => 'There is no check-in to repeat yet: say how it stands.',
  'third-off-track': () => 'It would be off track for the third time with nothing changed: say what you do about it.',
  'promise-over': () => 'This commitment no longer waits for an answer; look at the page again.',
  'no-milestone': () => 'This is no milestone: say how it stands instead.',
  'move-why': () => 'Say why it moves: others planned with its day.',
  'part-again': () => 'A part is not split again: give it another day, or split it in the plan.',
  'into-two': () => 'Split it into exactly two milestones.',
  'part-names': () => 'Give both parts a name.',
  'milestone-done': ({ name, on }, say) => `"${name}" was done on ${say.day(on)}.`,
  'milestone-split': ({ name }) => `"${name}" was split: answer for its parts.`,
  'already-due': ({ on }, say) => `It is already due on ${say.day(on)}.`,
  'pack-not-made': () => 'The pack of this review is not made yet; look again in a few minutes.',
  'why-nothing': () => 'Say in a sentence why nothing needs to be done, or take a decision or assign an action first.',
  'why-longer': () => 'Say in a sentence why it takes longer.',
  'action-gone': () => 'Nobody has this action any more; give it anew in the next review.',
  'what-missing': () => 'Say what is to be done.',
  'who-missing': () => 'Say who does it.',
  meanwhile: ({ what }) =>
    `Meanwhile ${what === 'action' ? 'an action was assigned' : 'a decision was taken'} in this review, so it cannot end with "no action"; look at the page again and conclude it.`,
  actions: ({ most }) => `This review has given ${most} actions; nobody follows up more than that.`,
}

export const refused = { because, settlement, span: (first: string, last: string) => `from ${first} to ${last}` }
