import { urged } from './en-conclude.ts'
import { many } from './en-many.ts'

const mailsADay = (count: number) => many(count, 'one mail a day', `${count} mails a day`)

/** What only mails say, in British English; part of the catalogue. */
export const enMail = {
  urged,
  subject: {
    remind: (rest: string) => `Reminder: ${rest}`,
    escalated: (rest: string) => `Now with you too: ${rest}`,
    urgent: (rest: string) => `Urgent: ${rest}`,
    overdue: (when: string) => `Overdue since ${when}`,
    missing: (period: string) => `no figure for ${period}`,
    many: (count: number, decisions: boolean) => `${count} ${decisions ? 'decisions' : 'questions'} wait for you`,
    first: (when: string) => `the first by ${when}`,
    overdueCount: (count: number) => `${count} overdue`,
    notes: (count: number) =>
      many(
        count,
        'For your information: one question is without an answer',
        `For your information: ${count} questions are without an answer`,
      ),
    dropped: (count: number) =>
      many(
        count,
        'For your information: one question needs no answer any more',
        `For your information: ${count} questions need no answer any more`,
      ),
    told: (count: number) => `For your information: ${count} lines, nothing to answer`,
    remindersOff: (name: string) => `For your information: ${name} wants no reminders`,
    urged: (title: string) => `Asked again: ${title}`,
    again: (names: string, rest: string) => `Asked again by ${names}: ${rest}`,
    moved: (milestone: string) => `For your information: ${milestone} has another day`,
    confirm: (title: string) => `Still to be decided? ${title}`,
    confirmBy: (when: string) => `Still to be decided? Say by ${when}`,
  },
  lead: {
    one: 'One question waits for you.',
    many: (count: number) => `${count} questions wait for you.`,
    late: (count: number) => many(count, 'One is overdue.', `${count} are overdue.`),
    first: (when: string, afterLate: boolean) => `The ${afterLate ? 'next' : 'first'} is due ${when}.`,
    notes: 'Nothing waits for you today. This is only so that you know.',
  },
  remindersOff: {
    told: (name: string) => `${name} wants no reminders from Throughline any more.`,
    means: (name: string) =>
      `${name} is still asked, once, and answers for it. What stays without an answer comes to you as before, only that nobody was reminded. A word between you may help.`,
    footer: 'You may do without reminders:',
    stop: 'No more reminders',
  },
  moved: {
    line: (name: string, milestone: string, from: string, to: string) =>
      `${name} moved “${milestone}” from ${from} to ${to}.`,
    split: (name: string, milestone: string, from: string) =>
      `${name} made two milestones of “${milestone}”, which was due on ${from}:`,
    part: (name: string, due: string) => `“${name}”, due on ${due}.`,
    waits: (own: string, due: string, isBefore: boolean) =>
      isBefore
        ? `Your “${own}” waits for it and is due before, on ${due}: you may want to give it another day at its next check-in.`
        : `Your “${own}” waits for it and is due on ${due}.`,
  },
  silent: (name: string, title: string, since: string) => `${name} has not answered since ${since}: “${title}”`,
  silentNext: (when: string) => `On ${when} you will get the question too.`,
  silentDue: (when: string) => `Due ${when}.`,
  silentHelp: (name: string) => `A word with ${name} is often all it takes.`,
  droppedWhy: (since: string) =>
    `You were asked on ${since}. The plan has changed, and this is no longer yours to answer.`,
  mergedWhy: (into: string, since: string) =>
    `You were asked on ${since}. It was merged into another question, which goes on for both: “${into}”`,
  returnedWhy: (name: string, since: string) =>
    `You were asked on ${since} in place of ${name}, who is there again and is asked now.`,
  against: (value: string, target: string) => `${value} against ${target}`,
  options: 'Your options',
  greeting: (name: string) => `Good day, ${name}.`,
  sections: {
    ask: 'New for you',
    remind: 'Reminders',
    escalated: 'Escalated to you',
    'still-open': 'Still open',
    notes: 'For your information',
  },
  dropped: (title: string) => `No answer needed any more: “${title}”`,
  asked: (since: string) => `You were asked on ${since}.`,
  button: {
    decide: 'Look and decide',
    'carry-out': 'Look and confirm',
    rethink: 'Look and choose',
  },
  answersAs: (name: string) =>
    `The links in this mail answer as ${name}, whoever opens them. If a question is not yours, say so on its page; please do not forward this mail.`,
  linkUntil: (when: string) => `They work until ${when}.`,
  whyTold: (organisation: string, mails: number) =>
    `You get at most ${mailsADay(mails)} from Throughline at ${organisation}; urgent questions come at once, and the pack of a review you chair or answer in, when it closes. This one asks nothing of you.`,
  why: (organisation: string, mails: number) =>
    `You get at most ${mailsADay(mails)} from Throughline at ${organisation}, and only when something waits for you; urgent questions come at once, and the pack of a review you chair or answer in, when it closes.`,
}
