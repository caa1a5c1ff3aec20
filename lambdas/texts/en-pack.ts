import { conclude } from './en-conclude.ts'

/** The words of a review pack, in British English; part of the catalogue. */
const some = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`

export const enPack = {
  conclude,
  subject: (review: string, day: string, head: string) => `${review}, ${day}: ${head}`,
  head: (off: number, silent: number, decisions: number) =>
    [
      off > 0 && some(off, 'item off track', 'items off track'),
      decisions > 0 && some(decisions, 'decision to take', 'decisions to take'),
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
    unasked: 'Off target by the figure alone, and nobody is asked',
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
  kpiSays: (status: string) => `The figure itself says: ${status}`,
  kpi: {
    'on-track': 'on track',
    'at-risk': 'at risk',
    'off-track': 'off track',
    stale: 'late',
    'no-target': 'no target',
    missing: 'no figure',
  },
  reason: (text: string) => `Because: ${text}`,
  takenBy: (name: string, day: string) => `${name}, ${day}`,
  decideBy: (name: string, when: string, overdue: boolean) => `${name}, ${overdue ? 'was due' : 'by'} ${when}`,
  nobody: 'Nobody in the plan',
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
  more: (n: number) => `and ${n} more`,
  concludeBy: (when: string) =>
    `Please conclude it by ${when}: take the decisions that are yours, assign actions, or say why none is needed.`,
  open: 'Open the pack',
  rest: 'The page has everything, owner by owner, and can be printed.',
  why: (review: string, organisation: string) =>
    `You get this because you chair ${review} or answer for one of its priorities at ${organisation}.`,
  opensAs: (name: string) => `The link opens the pack as ${name}; please do not forward this mail.`,
  columns: { owner: 'Owner', items: 'Items', answered: 'In time', off: 'Off track', risk: 'At risk', silent: 'Silent' },
  slower: {
    heading: 'Worth a thought: hold it less often',
    why: (review: string, cycles: number) =>
      `${review} ended ${cycles} times in a row without a decision or an action.`,
    change: (id: string, from: string, to: string) =>
      `To do so, change its schedule in the plan (review “${id}”) from “${from}” to “${to}”. Or narrow what it looks at.`,
    think: (id: string, schedule: string) =>
      `To do so, change its schedule in the plan (review “${id}”, now “${schedule}”). Or narrow what it looks at.`,
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
    mails: 'mails for an answer',
    none: 'none yet',
    byFunction: 'By function',
    byOwner: 'Owner by owner',
    columns: { who: 'Who', inTime: 'In time', late: 'Late', kept: 'Kept', mails: 'Mails' },
    how: 'How it is counted: an item counts once for each review that asked about it, for who answers for it, whoever stood in. In time is before the close; an answer of the three days before the review is not asked for and not counted. A promise or an action is kept when it was done by its day; another day that was given before counts, a day that passed without a word does not. Mails are those that asked or reminded.',
  },
  notFound: 'This pack is not ready yet; look again in a few minutes.',
}
