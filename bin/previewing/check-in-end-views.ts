import type { CheckInAsk } from '../../domain/ask.ts'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import { slotAfter, workingTimeOf } from '../../domain/ladder-time.ts'
import { parseItemKey } from '../../domain/review/item.ts'
import type { PageCheckIn } from '../../lambdas/pages/check-in-card.ts'
import type { Drawing } from './drawing.ts'
import { climb } from './ladder.ts'
import { otherThan } from './people.ts'
import type { ReviewSituation } from './review-situation.ts'
import { at, HOUR } from './story.ts'
import type { View } from './view.ts'

/** What an owner sees who comes late, or to whom a question no longer belongs. */
export function afterViews(situation: ReviewSituation, { page }: Drawing): View[] {
  const { plan, owner, checkIns, closed } = situation
  const [first] = checkIns
  const next = slotAfter(workingTimeOf(plan, owner), parseInstant(closed.closesAt))
  const ends = endings(situation)
  const ended = checkIns.slice(0, ends.length).map((one, i) => ({ ...one, ask: { ...one.ask, ...ends[i] } }))
  return [
    page(
      'check-in-late',
      'The review has closed, and what nobody spoke of counts as not kept; the answer counts for the next one',
      owner,
      { ...at(next + HOUR), checkIns: [lateOf(situation, first!)] },
    ),
    page(
      'check-in-ended',
      'What is no longer this person’s: handed on, answered by whoever stood in, dropped by the plan',
      owner,
      { ...at(climb(plan, first!.ask)[0].at + 2 * HOUR), checkIns: ended },
    ),
  ]
}

/** After the close: its promise was broken by it. */
function lateOf({ closed }: ReviewSituation, { ask, item }: PageCheckIn): PageCheckIn {
  const over = item.facts.commitments.map((one) => ({ ...one, state: 'broken' as const, settledBy: 'clock' }))
  return {
    ...{ ask, cycle: closed, over },
    item: { ...item, state: 'silent', facts: { ...item.facts, commitments: [] } },
  }
}

const endings = ({ plan, owner, checkIns }: ReviewSituation): Partial<CheckInAsk>[] => {
  const other = otherThan(plan, owner)
  const closedAt = formatInstant(climb(plan, checkIns[0]!.ask)[0].at + HOUR)
  const third = checkIns[2] ?? checkIns[0]!
  const handedTo = { ended: 'handed' as const, by: owner, to: other, notTheirs: false }
  const over = { state: 'withdrawn' as const, closedAt }
  return [
    {
      ...{ state: 'handed-on', closedAt, closedBecause: 'handed on' },
      closedFor: { ...handedTo, words: 'Made up: please take it.' },
    },
    { ...over, closedBecause: 'answered', closedFor: { ended: 'answered', by: other } },
    { ...over, closedBecause: 'dropped', closedFor: { ended: 'dropped', ...parseItemKey(third.item.item) } },
  ]
}
