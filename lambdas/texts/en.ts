import { checkIn, checkInForm, unasked } from './en-check-in.ts'
import { reviewAsk } from './en-conclude.ts'
import { form, person } from './en-form.ts'
import { closing, fact, passed, passedOver } from './en-history.ts'
import { many } from './en-many.ts'
import { message } from './en-message.ts'
import { refused } from './en-refused.ts'

/**
 * Every word a person reads, in British English. Sentences are short, active and kind; they never blame.
 * Another language is another object of the same shape, listed in catalogue.ts.
 */

export const en = {
  reviewAsk,
  refused,

  // Figures and periods
  points: (n: string) => `${n} points`,
  week: (week: number, year: string) => `week ${week} of ${year}`,
  side: (size: string, side: 'above' | 'below' | 'on') => (side === 'on' ? 'on target' : `${size} ${side}`),
  targetLine: (target: string | undefined, gap: string | undefined) =>
    target === undefined
      ? 'There is no target for this period.'
      : `Target ${target}${gap === undefined ? '' : `, ${gap}`}.`,
  seen: {
    pace: (share: string | undefined, end: string, target: string) =>
      `${share === undefined ? 'Behind' : `Pace ${share}`}: at the rate of late it ends at ${end}, the target is ${target}.`,
    more: (share: string) => `It needs ${share} more a period than lately.`,
    less: (share: string) => `It has to use ${share} less a period than lately.`,
    change: (share: string, way: 'more' | 'less', before: string, when: string) =>
      `${share} ${way} than ${when}: ${before} then.`,
    forecast: (miss: string, end: string, target: string) =>
      `The target will be missed with a probability of ${miss}: ${end} is expected in the end, the target is ${target}.`,
    usual: (lower: string, upper: string, centre: string) => `Usual is ${lower} to ${upper}, around ${centre}.`,
    capability: 'Even the best usual value misses the target: change how the work is done, or the target.',
    sides: { high: 'high', low: 'low' },
    rules: {
      limit: (side: string) => `This one is unusually ${side}.`,
      trend: (side: string) => `It has been moving steadily, and is now ${side}.`,
      'two-of-three': (side: string) => `Two of the last three are unusually ${side}.`,
      'half-way': (side: string) => `Three of the last four are rather ${side}, which chance seldom brings.`,
      'four-of-five': (side: string) => `Four of the last five are rather ${side}, which chance seldom brings.`,
      shift: (side: string) => `It has stayed on the ${side} side for long, which chance seldom brings.`,
      alternation: () => 'It goes up and down by turns, which chance seldom brings.',
      'within-third': () => 'It hardly moves any more.',
      'outside-third': () => 'It keeps away from its middle.',
      range: () => 'It has jumped further than it usually does.',
    },
    compared: {
      previous: 'in the period before',
      'last-week': 'on the same day a week before',
      'last-year': 'in the same period a year before',
    },
  },
  restated: {
    changed: (when: string) => `The figures were corrected on ${when}, after this was asked.`,
    gone: (when: string) => `The figures were corrected on ${when}. As they stand now, this would not have been asked.`,
    late: 'Corrected after the lock date, which changes no alarm:',
    latePoint: (period: string, value: string, was: string, reason: string) =>
      `${period} is ${value}, when asked ${was}${reason === '' ? '.' : ` (“${reason}”).`}`,
    none: 'no figure',
    point: (period: string, value: string, was: string) => `Now ${value} for ${period}, when asked ${was}.`,
    stays: 'The question stays open until it is answered; if nothing is left to decide, dismiss it.',
  },
  confirm: {
    line: (title: string) => `The figures were corrected. As they stand now, you would not have been asked: “${title}”`,
    deadline: (when: string) => `Say by ${when} whether it is still to be decided`,
    silence: 'Without a word it is taken back then. To decide now is a word too.',
    page: 'Is it still to be decided?',
    text: 'Why is nothing left?',
    hint: 'Optional.',
    yes: 'It stays; I will decide',
    no: 'Nothing is left to decide',
  },
  noFigure: 'No figure',
  noTarget: 'no target yet',
  target: 'Target',
  result: 'Result',
  period: 'Period',

  // What is asked
  titles: {
    'carry-out': (question: string, where: string) =>
      `Time ran out on “${question}” (${where}): carry out the fallback and say when it is done`,
    rethink: (where: string) => `Two decisions have not brought ${where} back: change the process or the target`,
  },
  deadline: {
    decide: (when: string) => `Decide by ${when}`,
    'carry-out': (when: string) => `Carry out by ${when}`,
    rethink: (when: string) => `Settle by ${when}`,
  },
  overdue: (when: string) => `Was due ${when}`,
  due: (when: string, relative: string) => `${when} (${relative})`,
  expected: (effect: string) => `Expected: ${effect}`,
  fallbackMark: 'Recorded if time runs out',
  fallback: (when: string, option: string) => `If nobody decides by ${when}, “${option}” is recorded as the fallback.`,
  fallbackDone: (when: string, option: string) =>
    `Time ran out on ${when}, so the fallback was recorded: “${option}”. Nobody chose it.`,
  onward: {
    told: (manager: string, when: string) => `Without an answer, ${manager} hears of it on ${when}.`,
    from: (people: string, when: string, steps: boolean) =>
      steps ? `From ${when} on it goes, step by step, to ${people}.` : `On ${when} it goes to ${people}.`,
    unanswered: (people: string, when: string, steps: boolean) =>
      steps
        ? `Without an answer by ${when} it goes, step by step, to ${people}.`
        : `Without an answer by ${when} it goes to ${people}.`,
  },
  roles: { deputy: 'deputy', manager: 'manager', accountable: 'accountable person', desk: 'desk' },
  carryOut: (option: string) => `Please see that it is done: “${option}”. Then tell us with one tap.`,
  rethink: (option: string | undefined, when: string | undefined) =>
    `Two decisions did not bring the figure back${option === undefined ? '' : `, the last of them “${option}” of ${when}`}. Please choose: change how the work is done, or change the target.`,
  rethinkOptions: {
    process: { label: 'Change the process', hint: 'The target is right; the way we work has to change.' },
    target: {
      label: 'Change the target',
      hint: 'The target is out of reach for this process; set one that means something.',
    },
  },
  secondTry: 'This is the second decision: the first did not bring the figure back.',

  // Check-ins
  checkIn,
  checkInForm,
  unasked,

  // Why this person has it
  escalated: (name: string, since: string) => `Escalated to you because ${name} has not answered since ${since}.`,
  handedOn: (name: string, role: string) => `It was first meant for ${name}; you have it as ${role}.`,
  handedBy: {
    delegate: (name: string, words: string) => `${name} handed this to you${words === '' ? '.' : `: “${words}”`}`,
    'not-mine': (name: string, words: string) =>
      `${name} says that this is not theirs but yours${words === '' ? '.' : `: “${words}”`}`,
  },
  reminded: (since: string) => `Reminder: you were first asked on ${since}.`,
  urgent: 'Urgent',

  // Mails and pages
  zone: (zone: string) => `Times are in ${zone}.`,

  // Page
  page: {
    title: (count: number) => many(count, 'One question waits for you', `${count} questions wait for you`),
    nothing: 'Nothing waits for you',
    nothingMore: 'Everything this link is about is settled. You can close this page.',
    asks: 'Questions in this link',
    forName: (name: string) => `For ${name}`,
    answersAs: (name: string) => `This link answers as ${name}, whoever opens it.`,
    linkUntil: (when: string) => `It works until ${when}.`,
    next: (title: string) => `Next: ${title}`,
  },
  form,
  person,
  state: {
    answered: 'Answered',
    by: (name: string, when: string) => `${name}, ${when}`,
    byLink: (name: string, when: string) => `${name}, by link, ${when}`,
    decided: 'Decided',
    from: (date: string) => `Holds from ${date}.`,
    fallback: 'Time ran out',
    withdrawn: 'No answer needed any more',
    withdrawnBecause: {
      recovered: 'The figure recovered before anybody had to act.',
      'data-arrived': 'The figures arrived before anybody had to act.',
      'trigger-removed': 'The plan changed and no longer asks this.',
      'series-removed': 'The plan changed and no longer measures this here.',
      'kpi-removed': 'The plan changed and no longer measures this.',
      restated: 'The figure was corrected and no longer calls for a decision.',
    },
    dismissed: 'Dismissed',
    merged: 'Merged into another question',
    mergedInto: (question: string) => `“${question}” goes on for both.`,
    handedOn: 'Handed on',
    handedOnText: 'It is with somebody else now. You have nothing left to do.',
    acknowledged: (when: string) => `You have seen it, on ${when}. Thank you. The deadline stays.`,
    snoozed: (when: string) => `You asked to be reminded on ${when}.`,
    closed: 'Closed',
    carryOutOver: 'The time to say so is over; the next figures will show the effect.',
    firstStands: 'This was already settled, so your new answer was not recorded. What counts is below.',
    checked: {
      effective: 'It worked: the figure recovered.',
      'not-effective': 'It did not bring the figure back.',
      unknown: 'The effect is not known yet.',
    },
  },
  history: {
    fact,
    closing,
    passed,
    passedOver,
    title: 'What happened so far',
    command: 'by command',
    who: {
      trigger: 'the figures',
      clock: 'Throughline',
      plan: 'the plan',
      fallback: 'nobody: time ran out',
      operator: 'the desk’s operators',
    } as Readonly<Record<string, string>>,
    what: {
      'Decision opened': 'Asked',
      'Decision acknowledged': 'Taken up',
      'Decision decided': 'Decided',
      'Decision dismissed': 'Dismissed',
      'Decision withdrawn': 'Taken back',
      'Confirmation asked': 'Asked whether it stays',
      'Decision confirmed': 'It stays',
      'Decision merged': 'Merged into another question',
      'Decision joined': 'Another question joined this one',
      'Decision overdue': 'Overdue',
      'Decider asked again': 'Asked again',
      'Decision severity raised': 'More serious',
      'Decision in effect': 'In effect',
      'Decision effect unknown': 'Effect not known yet',
      'Decision closed': 'Closed',
      'Decision rethought': 'Something else will change',
      'Ask opened': 'Sent',
      'Ask acknowledged': 'Seen',
      'Ask snoozed': 'Put off',
      'Ask delegated': 'Handed to somebody',
      'Ask not mine': 'Not theirs',
      'Ask handed on': 'Handed on',
      'Ask escalated': 'Escalated',
      'Ask withdrawn': 'No longer asked',
      'Manager told': 'Manager told',
      'Trigger fired again': 'Fired again',
      'Episode ended': 'The figure recovered',
      'Episode restated': 'Figures corrected',
      'Evidence corrected late': 'Figures corrected after their lock date',
      'Evidence restated': 'Figures corrected',
    } as Readonly<Record<string, string>>,
  },
  saved: {
    title: (name: string) => `Recorded. Thank you, ${name}.`,
    decide: (option: string) => `You decided: “${option}”.`,
    acknowledge: 'You have taken it on. The reminders rest; the deadline stays.',
    snooze: (when: string) => `You will be reminded on ${when}. The deadline keeps running.`,
    dismiss: 'The question is dismissed. The reason is kept with it.',
    confirm: 'It stays a question; the deadline stays too.',
    withdraw: 'The question is taken back. If the figures bring it back, it is asked again.',
    merge: (question: string) => `This question has ended. “${question}” goes on for both; please decide there.`,
    delegate: (name: string) => `It is with ${name} now. You have nothing left to do.`,
    'not-mine': 'The question is handed on, with your words.',
    checkIn: (name: string, said: string) => `${name}: ${said}.`,
    'check-in': 'Your check-in is in the review.',
    late: 'The review had closed before: your words are kept with it as late, and the next one begins with them.',
    done: 'Marked as done. The next figures will show the effect.',
    rethink: (option: string) => `You chose: “${option}”.`,
  },
  chart: {
    title: (kpi: string) => `Chart: ${kpi}`,
    numbers: 'The numbers',
    evidence: 'What the question was about',
    amber: 'At risk',
    red: 'Off track',
    missed: 'A result that is off track',
    limits: 'Between these it usually moves',
    episode: 'What the question is about',
    since: (period: string) => `The question is about what began in ${period}.`,
    signal: 'Not usual',
    fan: 'Expected: four in five courses stay in it',
    expected: (periods: number, end: string, low: string, high: string) =>
      `Expected ${many(periods, 'in the next period', `after ${periods} more periods`)}: ${end}, four in five times between ${low} and ${high}.`,
    marked: (count: number) =>
      many(
        count,
        'The point that is not usual is marked.',
        `The ${count} points that together are not usual are marked.`,
      ),
    acted: 'In effect',
    actedIn: (period: string) => `What was decided took effect in ${period}.`,
    means: (before: string, after: string) => `On average ${before} before it and ${after} after it.`,
    known: (when: string) => `As known on ${when}. Later corrections do not change what you see here.`,
    description: (first: string, last: string, value: string | undefined, target: string | undefined) =>
      `From ${first} to ${last}. Newest result: ${value ?? 'missing'}. Target: ${target ?? 'none'}.`,
  },

  message,
}

export type Texts = typeof en
