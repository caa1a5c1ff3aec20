/** Codes of findings about priorities, functions, initiatives and milestones. */
import { type CodeEntry, error, warning } from './code-entry.ts'

export const STRATEGY_CODES = {
  'too-many-priorities': error(
    'More priorities than the limit',
    'With too many priorities nothing comes first. The limit is 5, or what `limits.priorities` says.',
  ),
  'only-a-direction': warning(
    'A priority is a direction, not a plan',
    'Without a KPI, an initiative and a dated milestone nobody can say whether anything happens.',
  ),
  'priority-without-outcome': warning(
    'A priority has no outcome',
    'Without a number and a date it can neither be reached nor missed.',
  ),
  'only-lagging': warning(
    'A priority has lagging KPIs only',
    'A lagging KPI tells when it is too late to act; a leading one moves first.',
  ),
  'priority-without-commitment': warning(
    'No function commits to a priority',
    'A priority moves when functions say what each of them will do for it.',
  ),
  'idle-function': warning(
    'A function contributes to no priority',
    'Its people do work that the strategy does not mention, or the strategy forgets what they do.',
  ),
  'priorities-trade-off': warning(
    'One function serves two priorities that pull against each other',
    'Their outcome KPIs trade off: what the function does for one costs the other.',
  ),
  'trade-off-undecided': warning(
    'Two KPIs of one function pull against each other and nobody weighs them',
    'Each owner does well at the cost of the other. Somebody who sees both has to weigh them: a manager in the same function, or the person accountable for the priority both belong to.',
  ),
  'initiative-without-priority': warning(
    'An initiative serves no priority',
    'Work outside the priorities takes time from them.',
  ),
  'initiative-without-milestone': warning(
    'An initiative has no milestone',
    'Without a date there is nothing to be on time for.',
  ),
  'milestone-cycle': error('Milestones wait for each other', 'None of them can ever begin.'),
  'due-before-dependency': warning(
    'A milestone is due before one it depends on',
    'One of the two dates will not be kept.',
  ),
  'milestone-after-outcome': warning(
    'A milestone is due after the outcome it serves',
    'It cannot help to reach an outcome that is judged before.',
  ),
  'milestone-outside-phase': warning(
    'A milestone is due outside its phase',
    'The phase ends without it, or begins after it.',
  ),
  'milestone-on-day-off': warning(
    'A milestone is due on a day its owner does not work',
    'It is late, or done a day before it was asked for.',
  ),
  'milestone-owner-away': warning(
    'A milestone is due while its owner is away',
    'Nobody is there to deliver it or to say that it slips.',
  ),
} as const satisfies Record<string, CodeEntry>
