/** Codes of findings about people: who answers, who stands in, and how much one person carries. */
import { type CodeEntry, error, warning } from './code-entry.ts'

export const PEOPLE_CODES = {
  unowned: error(
    'Nobody answers for an item',
    'What everybody owns nobody does; an item without an owner cannot be asked about.',
  ),
  'two-accountables': error(
    'Two people where one answers',
    'Each of two accountable people can wait for the other. Exactly one answers; others may be responsible or consulted.',
  ),
  'own-deputy': error('Somebody is their own deputy', 'Nobody stands in for themselves.'),
  'manager-cycle': error(
    'Managers go in a circle',
    'Silence escalates to the manager; in a circle it would never end.',
  ),
  'shared-email': warning(
    'Two people have one e-mail address',
    'The address gets two mails a slot, and an answer by link is put down to whom the mail was for.',
  ),
  'person-without-function': warning(
    'A person belongs to no function',
    'What they own is missing from the picture of every function.',
  ),
  'deputy-away-too': warning(
    'A deputy is away with the person they stand in for',
    'What waits for the person then goes past the deputy, to the manager.',
  ),
  'chain-without-desk': warning(
    'The escalation chain does not end at the desk',
    'The desk always comes last, whatever the chain says; a chain that says otherwise misleads whoever reads it.',
  ),
  'too-many-items': warning('A person owns too much', 'Whoever owns everything follows up nothing.'),
  'too-many-asks': warning(
    'A person is asked too often',
    'Asks beyond what a week has room for are answered without thought, or not at all. Programmes and due days of milestones count too, although nobody is asked for them so far.',
  ),
  'mail-slot-removed': warning(
    'A change of clocks removes the time of the mails',
    'On that day the mails come later by the hour the clocks skip.',
  ),
  'mail-slot-repeated': warning(
    'A change of clocks repeats the time of the mails',
    'On that day the time is ambiguous; mails go out the first time it comes.',
  ),
} as const satisfies Record<string, CodeEntry>
