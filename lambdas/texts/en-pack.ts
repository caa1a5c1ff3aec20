import { conclude } from './en-conclude.ts'

/** The words of a review pack, in British English; part of the catalogue. */
const some = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`

export const enPack = {
  conclude,
  subject: (review: string, day: string, head: string) => `${review}, ${day}: ${head}`,
  /** To whom it falls to conclude it. */
  subjectToConclude: (day: string, review: string, head: string) => `Conclude by ${day}: ${review} — ${head}`,
  head: (off: number, silent: number, decisions: number) =>
    [
      off > 0 && `${off} off track`,
      decisions > 0 && some(decisions, 'decision', 'decisions'),
      silent > 0 && `${silent} silent`,
    ]
      .filter(Boolean)
      .join(', '),
  /** What the subject says where nothing needs anybody. */
  calm: (items: number, risk: number) =>
    items === 0 ? 'nothing was asked' : risk > 0 ? some(risk, 'item at risk', 'items at risk') : 'all on track',
  lead: (answered: number, items: number, carried: number) =>
    `${answered} of ${some(items, 'item', 'items')} answered in time${carried > 0 ? `, ${carried} of them in the last days before` : ''}.`,
  standing: (on: number, risk: number, off: number) => `${on} on track, ${risk} at risk, ${off} off track.`,
  nothing: 'There was nothing to ask about in this review.',
  missed: (days: string) => `It was not held on ${days}; this one catches up.`,
  sections: {
    decisions: 'Decide first',
    taken: 'Decided while this review was open',
    changes: 'What changed since last time',
    offTrack: 'Off track',
    atRisk: 'At risk',
    silent: 'Nobody answered',
    stale: 'Figures that did not come',
    unasked: 'Owner says on track, the figure does not; no decision is asked for',
    unowned: 'Nobody answers for',
    late: 'Answered after the last close',
    blockers: 'What stands in the way, and whom it sits with',
    broken: 'Promises not kept',
    kept: 'Promises kept',
    actionsMissed: 'Actions past their day',
    actionsDone: 'Actions done',
    actionsOpen: 'Actions still ahead',
    owners: 'Owner by owner',
  },
  status: { 'on-track': 'On track', 'at-risk': 'At risk', 'off-track': 'Off track' },
  unknown: 'No word',
  overdue: 'Overdue',
  ways: {
    worse: (from: string | undefined, to: string) => `${from} → ${to}`,
    better: (from: string | undefined, to: string) => `${from} → ${to}`,
    new: (_from: string | undefined, to: string) => `New: ${to}`,
    'fell-silent': (from: string | undefined) => (from === undefined ? 'No answer' : `${from} → no answer`),
    'spoke-again': (_from: string | undefined, to: string) => `Answered again: ${to}`,
  },
  confidence: (n: number) => `confidence ${n} of 10`,
  wayBack: (text: string) => `Way back: ${text}`,
  /** `in` a month, `on` a day. */
  reading: (value: string, period: string, target: string | undefined, isDay: boolean) =>
    `${value} ${isDay ? 'on' : 'in'} ${period}, ${target === undefined ? 'no target yet' : `target ${target}`}`,
  lastReading: (reading: string) => `The last one that came: ${reading}`,
  /** Where the owner says something else, or nothing. */
  kpiSays: {
    'on-track': 'The figure itself says: on track',
    'at-risk': 'The figure itself says: at risk',
    'off-track': 'The figure itself says: off track',
    stale: 'The newest figure has not come',
    'no-target': 'The figure has no target',
    missing: 'There is no figure yet',
  },
  options: (labels: readonly string[]) => `To choose from: ${labels.map((one) => `“${one}”`).join(', ')}`,
  reason: (text: string) => `Because: ${text}`,
  takenBy: (name: string, day: string) => `${name}, ${day}`,
  sayBy: (name: string, when: string) => `${name} says by ${when} whether it is still to be decided`,
  decideBy: (name: string, when: string, overdue: boolean) => `${name}, ${overdue ? 'was due' : 'by'} ${when}`,
  nobody: 'With nobody named',
  promised: (name: string, day: string) => `${name}, by ${day}`,
  doneOn: (day: string, late: boolean) => `Done on ${day}${late ? ', after the day it was promised for' : ''}`,
  before: {
    open: (day: string) => `The review of ${day} has not been concluded; it still waits for that.`,
    ended: (day: string, name: string, decisions: number, actions: number) => {
      const parts = [
        decisions > 0 && some(decisions, 'decision', 'decisions'),
        actions > 0 && some(actions, 'action', 'actions'),
      ]
      return `Last time (${day}) ended with ${parts.filter(Boolean).join(' and ')}, concluded by ${name}.`
    },
    noAction: (day: string, name: string, text: string) =>
      `Last time (${day}) ended without action. ${name}: “${text}”`,
  },
  moved: (n: number) => some(n, 'new date given before', 'new dates given before'),
  more: {
    onPage: (n: number) => `and ${n} more on the page`,
    someOnPage: (n: number, there: number) =>
      `and ${n} more, ${there} of them on the page: a pack has only the first of each list`,
    underOwners: (n: number) => `and ${n} more, each named under “Owner by owner”`,
    beyond: (n: number) => `and ${n} more, not listed: a pack has only the first of each list`,
    ofOwner: (n: number) => `and ${n} more, not named`,
    owners: (n: number) => `and ${some(n, 'more owner', 'more owners')}, not named`,
    /** Why, once. */
    named: (owners: string, items: string) =>
      `A pack names up to ${owners} owners, first those with most off track, silent or at risk, and up to ${items} items, of each owner first what needs somebody.`,
  },
  /** Asked again, after its day. */
  concludeLate: (when: string) =>
    `It was to be concluded by ${when} and still can be: take the decisions that are yours, assign actions, or say why none is needed.`,
  concludeBy: (when: string) =>
    `Please conclude it by ${when}: take the decisions that are yours, assign actions, or say why none is needed.`,
  open: 'Open the pack',
  rest: {
    all: 'The page names every item, owner by owner, and can be printed.',
    some: 'The page says more, owner by owner, and can be printed.',
  },
  why: (review: string, organisation: string) =>
    `You get this because you chair ${review} or answer for one of its priorities at ${organisation}.`,
  opensAs: (name: string) => `The link opens the pack as ${name}; please do not forward this mail.`,
  /** How the items of one owner stand. */
  owner: (of: { items: number; answered: number; silent: number; offTrack: number; atRisk: number; onTrack: number }) =>
    [
      some(of.items, 'item', 'items'),
      [
        of.offTrack > 0 && `${of.offTrack} off track`,
        of.atRisk > 0 && `${of.atRisk} at risk`,
        of.onTrack > 0 && `${of.onTrack} on track`,
        of.silent > 0 && `${of.silent} silent`,
        of.answered > 0 && `${of.answered} answered in time`,
      ]
        .filter(Boolean)
        .join(', '),
    ]
      .filter(Boolean)
      .join(': '),
  /** One item of theirs. */
  owned: {
    said: (status: string, confidence: number) => `${status}, confidence ${confidence} of 10`,
    silent: (status: string | undefined) => (status === undefined ? 'No answer' : `No answer; ${status} by its figure`),
    byFigure: (status: string) => `${status} by its figure`,
  },
  slower: {
    heading: 'Worth a thought: hold it less often',
    why: (review: string, cycles: number) =>
      `${review} ended ${cycles} times in a row without a decision or an action.`,
    held: {
      daily: 'every day',
      'working-days': 'every working day',
      'several-a-week': 'several times a week',
      weekly: 'every week',
      'several-a-month': 'several times a month',
      'twice-a-month': 'twice a month',
      monthly: 'every month',
    },
    /** What can be proposed; the most often is once a week. */
    once: {
      weekly: 'once a week',
      'twice-a-month': 'twice a month',
      monthly: 'once a month',
      quarterly: 'once a quarter',
    },
    change: (once: string, held: string) => `Hold it ${once} instead of ${held}, or narrow what it looks at.`,
    think: 'Hold it less often, or narrow what it looks at.',
    reschedule: (id: string, from: string, to: string) =>
      `For whoever edits the plan: the schedule of review “${id}” becomes “${to}” instead of “${from}”.`,
    schedule: (id: string, now: string) => `For whoever edits the plan: review “${id}” is scheduled “${now}”.`,
    again: 'Nothing changes by itself. You will not hear this again before four more.',
  },
  figures: {
    heading: (cycles: number) =>
      cycles === 1 ? 'Follow-through in this review' : `Follow-through over the last ${cycles} reviews`,
    since: (day: string) => `Since ${day}.`,
    of: (part: number, whole: number) => `${part} of ${whole}`,
    inTime: 'answered in time',
    kept: 'promises and actions kept',
    decided: 'decisions and actions a review',
    mails: 'mails sent per answer',
    /** In a line: the word is of the figure, not the other way round. */
    mailsLine: (value: string) => `mails sent per answer: ${value}`,
    none: 'none yet',
    byFunction: 'By function',
    byOwner: 'Owner by owner',
    columns: { who: 'Who', inTime: 'In time', late: 'Late', kept: 'Kept', mails: 'Mails' },
    how: 'How it is counted: an item counts once for each review that asked about it, for who answers for it, whoever stood in. In time is before the close; an answer of the three days before the review is not asked for and not counted. A promise or an action is kept when it was done by its day; another day that was given before counts, a day that passed without a word does not. Mails are those that asked or reminded.',
  },
  notFound: 'This pack is not ready yet; look again in a few minutes.',
}
