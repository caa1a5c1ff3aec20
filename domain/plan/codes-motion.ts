/** Codes of findings about reviews, programmes and workflows. */
import { type CodeEntry, error, warning } from './code-entry.ts'

export const MOTION_CODES = {
  'review-owns-nothing': warning(
    'Nobody in a review owns anything it looks at',
    'There is nothing to check in on, and nobody who could change anything.',
  ),
  'chair-alone': warning(
    'The chair of a review is its only participant',
    'Who leads a review of themselves answers to nobody.',
  ),
  'review-too-often': warning(
    'A review comes more than once a day',
    'Check-ins take a mail and an answer; more than one a day is a report, not a review.',
  ),
  'reviews-overlap': warning(
    'A review closes after the next one opens',
    'People are asked for the next check-in while the last is still open.',
  ),
  'review-closes-unasked': warning(
    'A review closes before its owners have had time to answer',
    'Owners are asked with their daily mail. A review that opens after it and closes the same day asks nobody in time, and calls all of them late.',
  ),
  'review-time-removed': error(
    'A change of clocks removes the time of a review',
    'On that day there is no such time: the review would not come, or at another hour than the plan says.',
  ),
  'review-time-repeated': warning(
    'A change of clocks repeats the time of a review',
    'On that day the time comes twice; the review opens at the first.',
  ),
  'priority-without-review': warning('No review looks at a priority', 'What nobody looks at together drifts unseen.'),
  'too-many-programmes': warning(
    'More than two programmes at once for one group',
    'People who are asked to change many things at once change none of them.',
  ),
  'small-audience': warning(
    'A programme for fewer than five people',
    'Groups under five are never shown individually, so its measures stay hidden.',
  ),
  'adoption-without-target': warning(
    'A programme measures adoption without a target',
    'Its gates ask whether adoption is where it should be, and the plan does not say where.',
  ),
  'gates-unordered': error('Gates out of order', 'Each gate decides whether to go on to the next.'),
  'gate-after-horizon': warning('A gate lies beyond the horizon', 'The programme has ended when it comes.'),
  'go-live-on-day-off': warning(
    'A programme goes live on a day off',
    'On the first day of the new way nobody is at work.',
  ),
  'sponsor-is-champion': warning(
    'A sponsor is also a champion',
    'A champion is a colleague who helps on the spot; from a sponsor it is an order.',
  ),
  'late-at-once': error('A workflow in which every case is late', 'A limit of 0 is passed by every case as it begins.'),
} as const satisfies Record<string, CodeEntry>
