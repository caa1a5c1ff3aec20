/** Codes of findings about KPIs, targets, bands, series, sources and triggers. */
import { type CodeEntry, error, warning } from './code-entry.ts'

export const MEASURE_CODES = {
  'wrong-dimensions': error('A series has other dimensions than its KPI', 'Its data would never be found.'),
  'duplicate-series': error('A series is given twice', 'Its values would have two owners and two targets.'),
  'no-bands': error('A target without bands', 'Without distances nothing is ever at risk or off track.'),
  'bands-crossed': error('Red lies nearer the target than amber', 'A series would be off track before it is at risk.'),
  'percent-of-zero': error(
    'Percent bands around a target that can be 0',
    'A percentage of nothing is nothing: every value would be off track.',
  ),
  'target-direction': error(
    'A target that does not fit the direction',
    'A range has two ends to miss; a KPI that should rise or fall has one.',
  ),
  'targets-unordered': error('Targets out of order', 'The order says which target is in force when.'),
  'wrong-period': error('A point of another cadence', 'A monthly KPI has no value for a week.'),
  'points-unordered': error('Points out of order', 'A trajectory runs forwards.'),
  'own-measure': error(
    'What Throughline measures itself has another form',
    'How long decisions take is written by Throughline alone, as days per decision.',
  ),
  'no-total': error(
    'Totals of something that does not add up',
    'A mean or a newest value has no total: what a period added could not be found in it.',
  ),
  'no-target': error('A trigger has nothing to compare with', 'It would never fire.'),
  'other-kind': error('A key of another kind of trigger', 'The key would be without effect.'),
  'no-sum': error(
    'Pace of something that does not add up',
    'A year of rates has no sum; only amounts per period bring a target nearer.',
  ),
  'no-forecast': error(
    'A forecast of something that has no window',
    'Only a sum, a mean or a last value of a year or quarter can be held against its target beforehand.',
  ),
  'too-many-leaves': error('A composite of too many triggers', 'Nobody could say why it fires.'),
  'circular-composite': error('A composite depends on itself', 'It could never be known whether it holds.'),
  'short-window': error(
    'A window of one period',
    'Within one period there is no rate yet, and after it nothing to do.',
  ),
  'no-whole': error('A KPI is part of one that is no whole', 'Parts have a dimension more than what they make up.'),
  'no-week': error(
    'A comparison with the week before for other than daily data',
    'Only days have a counterpart a week earlier.',
  ),
  'no-decider': error('A trigger asks somebody who does not exist', 'A decision without a decider is never taken.'),
  'no-level': error('A level where none can be', 'The key would be without effect.'),
  'half-condition': error(
    'm without n, or n without m',
    'How many breaches only means something out of how many slots.',
  ),
  'impossible-condition': error('A condition that can never be met', 'The trigger would never fire.'),
  'kpi-without-trigger': warning(
    'A KPI has no trigger',
    'It is tracked and not used: whatever its value, nobody has to decide anything.',
  ),
  'kpi-without-priority': warning('A KPI belongs to no priority', 'It takes attention from what was agreed to matter.'),
  'kpi-without-target': warning('A KPI has no target', 'Without a target no value is good or bad.'),
  'kpi-without-source': warning('No source may post a KPI', 'Its values would be refused; it would be stale for ever.'),
  'fires-often': warning(
    'A trigger would have fired too often',
    'A question that comes again and again is no longer answered.',
  ),
  'fires-never': warning(
    'A trigger that could never have fired, on history',
    'It guards nothing: it has no target, needs more history than there is, or wants final figures that never come.',
  ),
  'leads-nothing': warning(
    'A leading KPI leads nothing',
    'It is leading because another KPI follows it; naming that one lets the two be compared.',
  ),
} as const satisfies Record<string, CodeEntry>
