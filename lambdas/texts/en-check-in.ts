import { many } from './en-many.ts'

/** The words of check-ins, part of en.ts. */

/** What became of a promise. `silence`: the review closed after its day without a word. */
const became = {
  silence: 'its day passed without a word before the review closed, so it counts as not kept',
  kept: 'done',
  broken: 'not done',
  dropped: 'no longer needed',
  open: 'still open',
}

/** In mails and on the page. */
export const checkIn = {
  kinds: { priority: 'Priority', initiative: 'Initiative', milestone: 'Milestone', kpi: 'KPI', workflow: 'Workflow' },
  status: { 'on-track': 'On track', 'at-risk': 'At risk', 'off-track': 'Off track', unchanged: 'Nothing changed' },
  kpiStatus: {
    'on-track': 'on track',
    'at-risk': 'at risk',
    'off-track': 'off track',
    stale: 'stale, the newest figure has not come',
    'no-target': 'without a target',
    missing: 'no figures yet',
  },
  said: (status: string, confidence: number) => `${status}, confidence ${confidence} of 10`,
  last: (day: string, said: string, words: string) =>
    `Last time, on ${day}: ${said}.${words === '' ? '' : ` “${words}”`}`,
  promise: (text: string, day: string) => `“${text}” by ${day}`,
  over: (promise: string, how: 'silence' | 'kept' | 'broken' | 'dropped' | 'open') => `${promise}: ${became[how]}.`,
  promised: (promise: string, over: boolean) => `${over ? 'Promised, and its day is over' : 'Promised'}: ${promise}`,
  done: (day: string) => `Done on ${day}.`,
  milestone: (day: string, moved: number, waiting: number) =>
    [
      `Due ${day}.`,
      ...(moved > 0 ? [many(moved, 'Moved once.', `Moved ${moved} times.`)] : []),
      ...(waiting > 0 ? [many(waiting, 'One milestone waits for it.', `${waiting} milestones wait for it.`)] : []),
    ].join(' '),
  decision: (question: string, when: string) => `Waits for a decision by ${when}: “${question}”`,
  by: (when: string) => `Check in by ${when}`,
  group: (review: string, count: number, when: string) =>
    `${review}: ${many(count, 'one item', `${count} items`)}, by ${when}`,
  groupLate: (review: string, count: number) => `${review}: ${many(count, 'one item', `${count} items`)}, overdue`,
  groupCount: (review: string, count: number) => `${review}, ${count} items`,
  lead: (count: number) => many(count, 'One check-in waits for you.', `${count} check-ins wait for you.`),
  answer: 'How does it stand?',
  tap: 'A tap opens the page with it chosen; nothing is recorded before you confirm it there.',
  subjectOne: (when: string) => `Check in by ${when}`,
  subjectMany: (review: string, count: number, when: string) => `${review}: ${count} items by ${when}`,
}

interface Instead {
  kpi: string
  question: string
  decider: string
}

const isWith = ({ decider, question }: Instead) => `which is with ${decider}: “${question}”`

/** A KPI that is not on track while nobody is asked about it: said in reviews, in one line. */
export const unasked = {
  because: (reason: string) => `No decision is asked for, because ${reason}`,
  silenced: (day: string | undefined, because: string, by: string | undefined) =>
    `No decision is asked for${day === undefined ? '' : ` until ${day}`}${because === '' ? '' : `, because “${because}”`} (silenced by ${by ?? 'the plan'}).`,
  driver: (instead?: Instead) =>
    instead ? `${instead.kpi} drives it, ${isWith(instead)}` : 'a KPI that drives it is asked about.',
  whole: (instead?: Instead) =>
    instead
      ? `most parts of ${instead.kpi} are like it, ${isWith(instead)}`
      : 'most parts of a whole are like it, which is asked about.',
  incapable: (instead?: Instead) =>
    `its target is out of reach, ${instead ? isWith(instead) : 'which is asked about.'}`,
  stale: (instead?: Instead) =>
    `missing figures come first, and ${instead ? instead.decider : 'its steward'} is asked for them.`,
}

/** In the form. */
export const checkInForm = {
  milestone: 'What becomes of it?',
  act: {
    '': 'As planned',
    done: 'It is done',
    're-date': 'It needs another day',
    split: 'It becomes two milestones',
  },
  doneOn: 'Done on',
  newDay: 'New day',
  newDayWhy: 'Why does it move? (needed for another day)',
  dependants: 'These wait for it; agree a new day with their owners:',
  moreDependants: (count: number) => `and ${count} more`,
  milestoneSaved: {
    done: (day: string) => `Done on ${day}; it is not asked about any more.`,
    moved: (day: string) => `It is due ${day} now.`,
    split: (parts: string[]) => `It is two milestones now: ${parts.join(' and ')}. The next review asks about each.`,
    part: (name: string, day: string) => `“${name}” (${day})`,
    overtaken: (late: string[]) =>
      `Due before it, though waiting for it: ${late.join(', ')}. Their owners should know.`,
  },
  partName: (n: number) => `Name of part ${n} (if you split it)`,
  partDue: (n: number) => `Part ${n} is due`,
  confidence: 'How sure are you that it will be reached?',
  confidenceHint: '0 is not at all, 10 is as good as done.',
  cause: 'What put it off track? (needed when off track)',
  wayBack: 'How does it get back? (needed when off track)',
  reason: (status: string) => `The figure is ${status}. Why does it stand better than that? (needed then)`,
  changed: 'What changed?',
  changedHint: 'Needed when the status differs from last time; else optional.',
  promise: (text: string, day: string) => `You promised “${text}” by ${day}. Was it done?`,
  promiseSaid: { kept: 'Done', broken: 'Not done', open: 'Not yet', dropped: 'No longer needed' },
  promiseBy: 'By when, then? (if not yet)',
  further: 'A next step, or something in the way',
  step: 'Next step',
  stepHint: 'Optional. You are asked about it next time.',
  stepBy: 'By when?',
  blocker: 'What is in the way?',
  blockerMore: 'Another one',
  blockerWith: 'Whom does it sit with?',
  more: 'More is in the way',
  save: 'Save check-in',
  correct: 'Save the correction',
  correctIt: 'Correct this answer',
  late: (when: string) =>
    `This review closed ${when}. What you say now is kept with it as late, and the next one begins with it.`,
  correctUntil: (when: string) => `You can correct it until ${when}.`,
  unchanged: 'Confirm: nothing changed',
  /** A button: recorded at once. */
  sameAgain: (status: string, confidence: number) => `Record: nothing changed (${status}, ${confidence} of 10)`,
  unchangedTitle: 'Nothing changed since last time?',
  unchangedChosen:
    'You chose: nothing changed. Last time’s check-in counts again; a promise whose day is over and of which you say nothing counts as not kept.',
  sayMore: 'Say more instead',
  draft: 'This is what you typed when your link had expired. It is not recorded yet.',
}
