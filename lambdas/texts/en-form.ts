import { many } from './en-many.ts'

/** The forms of a question's page, in British English; part of the catalogue. */
export const form = {
  choose: 'What do you decide?',
  rationale: 'Why?',
  rationaleHint: 'One or two sentences. You will see them again when the effect is checked.',
  effectFrom: 'From when does it hold?',
  effectFromHint: 'The effect is measured from this day on.',
  decide: 'Record my decision',
  done: 'It is done',
  doneText: 'What was done?',
  doneHint: 'Optional. Anything that helps to read the next figures.',
  rethink: 'Record my choice',
  rethinkLegend: 'What has to change?',
  rethinkText: 'What will you do next?',
  rethinkHint: 'A sentence is enough.',
  otherwise: 'Not now, or not mine?',
  acknowledge: 'I have seen it',
  acknowledgeHint: (when: string) => `You take it on and answer by ${when}. Until then the reminders rest.`,
  acknowledgeButton: {
    decide: (when: string) => `I will decide by ${when}`,
    'carry-out': (when: string) => `I will do it by ${when}`,
    rethink: (when: string) => `I will answer by ${when}`,
  },
  snooze: 'Remind me again on a day',
  snoozeHint: (left: number, before: string | undefined) =>
    `${before === undefined ? 'At most 14 days' : `Until ${before} at most`}; ${many(left, 'once more', `${left} more times`)}. The deadline keeps running.`,
  snoozeUntil: 'Remind me on',
  snoozeButton: 'Remind me then',
  dismiss: 'No decision is needed',
  dismissLegend: 'Why not?',
  dismissReasons: {
    'false-alarm': 'False alarm: nothing is wrong',
    known: 'Known and already dealt with',
    'data-error': 'The figure is wrong',
  },
  dismissText: 'In a sentence',
  dismissButton: 'Dismiss the question',
  together: 'Decide it together with another question',
  togetherHint:
    'Where two have one cause. This question ends; the other one goes on for both, with its own options and deadline, and its effect is good only when both figures are back.',
  togetherLegend: 'Which one goes on?',
  togetherBy: (when: string) => `decide by ${when}`,
  togetherText: 'Why are both one question?',
  togetherButton: 'Decide them together',
  delegate: 'Somebody else will do it',
  delegateHint: 'They get the question with their next mail, and your words. The deadline stays.',
  delegateLegend: 'Who?',
  delegateOther: 'Or somebody else',
  delegateName: 'A name or an address of the plan.',
  delegateText: 'A word for them',
  delegateButton: 'Hand it over',
  near: { deputy: 'your deputy', manager: 'your manager', function: 'your colleague' },
  notMine: 'This is not mine',
  notMineHint: 'It goes to whom you name, else to your manager, with your words.',
  notMineText: 'Who should have it, and why?',
  notMineWho: 'Whose is it, if you know?',
  notMineWhoHint: 'Optional. A name or an address of the plan.',
  notMineButton: 'Hand it on',
  refused: 'Nothing was recorded',
  typedWords: 'What you wrote, to copy:',
}

/** What somebody says of themselves: away, back, without reminders. */
export const person = {
  reminders: 'Fewer mails?',
  remindersHint: (manager: string | undefined) =>
    `You are still asked once, and urgent questions come as ever. There is no second mail any more: what you leave without an answer goes to ${manager ?? 'whoever comes next'} as before. ${manager ?? 'The desk'} is told that you want no reminders.`,
  remindersStop: 'No more reminders for me',
  remindersAreOff: (since: string) =>
    `Reminders have been off since ${since}, as you wished. You are asked once, and answer for it.`,
  remindersAgain: 'Remind me again from now on',
  title: 'Going away?',
  hint: (deputy: string | undefined) =>
    `Until you are back, everything that waits for you and all that comes goes to ${deputy ?? 'whoever stands in for you'}, and you get no reminders. What the plan says of your absences counts as well.`,
  back: 'I am back on',
  away: 'I am away from now on',
  awayUntil: (back: string, deputy: string | undefined) =>
    `You are away until ${back}. What is asked of you goes to ${deputy ?? 'whoever stands in for you'}.`,
  backButton: 'I am back already',
  byPlan: 'The plan says so; only a change of the plan ends it.',
  saved: {
    'reminders-off': (manager: string | undefined) =>
      `You get no reminders any more. You are still asked, once, and what you leave without an answer goes on as before. ${manager ?? 'The desk'} is told so.`,
    'reminders-on': 'You are reminded again from now on.',
    away: (back: string, deputy: string | undefined) =>
      `You are away until ${back}. What waits for you goes to ${deputy ?? 'whoever stands in for you'} now, and so does what comes. Have a good time.`,
    back: (deputy: string | undefined) =>
      `You are asked again from now on. What ${deputy ?? 'whoever stood in for you'} has in hand stays there.`,
  },
}
