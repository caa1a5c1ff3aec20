/** Examples of findings about people. */
import type { LintExample } from './lint-example.ts'

const sue = 'function: sales, manager: sam, absences: [{ from: 2026-07-06, to: 2026-07-10 }] }'

export const PEOPLE_EXAMPLES: LintExample[] = [
  {
    code: 'unowned',
    bad: '- { id: menu, name: Menu agreed, due: 2026-05-11 }',
    good: '- { id: menu, name: Menu agreed, due: 2026-05-11, owner: ada }',
    at: '{ id: menu, name: Menu agreed, due: 2026-05-11 }',
    message: 'nobody answers for milestone "menu"; add "owner:" with one person',
  },
  {
    code: 'two-accountables',
    bad: 'accountable: [sam, sue]',
    good: 'accountable: sam\n    responsible: [sue]',
    at: 'accountable',
    message:
      '"accountable" names 2 people (sam, sue) where one answers; keep one and put the others under "responsible:"',
  },
  {
    code: 'own-deputy',
    bad: 'manager: mia, deputy: sam',
    good: 'manager: mia, deputy: sue',
    at: 'sam',
    message: '"sam" is their own deputy; name somebody else or nobody',
  },
  {
    code: 'manager-cycle',
    bad: 'manager: sue, deputy: sue',
    good: 'manager: mia, deputy: sue',
    at: 'sue',
    message: 'managers go in a circle: sam → sue → sam; take one of them out',
  },
  {
    code: 'shared-email',
    bad: 'email: Sue@example.org, function: sales, manager: mia }',
    good: 'email: ben@example.org, function: sales, manager: mia }',
    at: 'Sue@example.org',
    message: '"sue" has this address too and would get two mails a slot; give "ben" an address of their own',
  },
  {
    code: 'person-without-function',
    bad: '- { id: mia, name: Mia, email: mia@example.org }',
    good: '- { id: mia, name: Mia, email: mia@example.org, function: operations }',
    at: '{ id: mia, name: Mia, email: mia@example.org }',
    message: '"mia" belongs to no function; add "function:"',
  },
  {
    code: 'deputy-away-too',
    bad: sue.replace('[{ from: 2026-07-06, to: 2026-07-10 }]', '[{ from: 2026-08-03, to: 2026-08-21 }]'),
    good: sue,
    at: '{ from: 2026-08-03, to: 2026-08-14 }',
    message: 'deputy "sue" is away too from 2026-08-03 to 2026-08-14; name another deputy or move one of the absences',
  },
  {
    code: 'chain-without-desk',
    bad: 'chain: [owner, manager, deputy, accountable]',
    good: 'chain: [owner, manager, deputy, accountable, desk]',
    at: 'accountable',
    message: 'the chain ends at "accountable", but the desk always comes last; write "desk" at its end',
  },
  {
    code: 'too-many-items',
    bad: 'limits: { itemsPerPerson: 4, asksPerWeek: 8 }',
    good: 'limits: { itemsPerPerson: 8, asksPerWeek: 8 }',
    at: '{ id: sam, name: Sam, email: sam@example.org, function: sales, manager: mia, deputy: sue, absences: [{ from: 2026-08-03, to: 2026-08-14 }] }',
    message: '"sam" owns 5 items, over the limit of 4; give some to others',
  },
  {
    code: 'too-many-asks',
    bad: 'limits: { itemsPerPerson: 8, asksPerWeek: 4 }',
    good: 'limits: { itemsPerPerson: 8, asksPerWeek: 8 }',
    at: '{ id: sam, name: Sam, email: sam@example.org, function: sales, manager: mia, deputy: sue, absences: [{ from: 2026-08-03, to: 2026-08-14 }] }',
    message: '"sam" gets 4.4 asks a week (mails: 1), over the limit of 4; own less, or review it less often',
  },
  {
    code: 'mail-slot-removed',
    bad: `mail: { slot: '01:30', budget: 1 }`,
    good: `mail: { slot: '08:00', budget: 1 }`,
    at: "'01:30'",
    message: '2026-03-29 01:30 does not exist in Europe/London: the clocks skip it; choose another slot',
  },
  {
    code: 'mail-slot-repeated',
    bad: `mail: { slot: '01:00', budget: 1 }`,
    good: `mail: { slot: '08:00', budget: 1 }`,
    at: "'01:00'",
    message: '2026-10-25 01:00 comes twice in Europe/London: the clocks go back; choose another slot',
  },
]
