/** Examples of what keeps a file from being read, and of ids and references. */
import type { LintExample } from './lint-example.ts'

export const FILE_EXAMPLES: LintExample[] = [
  {
    code: 'yaml',
    bad: `mail: { slot: '08:00', budget: 1`,
    good: `mail: { slot: '08:00', budget: 1 }`,
    at: '{',
    message: 'this bracket is never closed; close it with }',
  },
  {
    code: 'duplicate-key',
    bad: 'timezone: Europe/London\n  timezone: Europe/Paris',
    good: 'timezone: Europe/London',
    at: 'timezone',
    message: 'this key is already given above in the same block; keep one of the two',
  },
  {
    code: 'too-large',
    bad: '# a comment of five million characters\n',
    good: 'escalation:',
    times: 150_000,
    at: 'o',
    message: 'the plan has 5856799 characters; shorten it to 5000000',
  },
  {
    code: 'too-many-aliases',
    bad: `acknowledged:
  - &a [x, x, x, x, x, x, x, x, x, x]
  - &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
  - &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
  - [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
`,
    good: 'acknowledged: []\n',
    where: 'limits: { itemsPerPerson: 8, asksPerWeek: 8 }\n',
    at: '*a',
    message: 'aliases multiply this plan beyond reading; write the repeated parts out',
  },
  {
    code: 'too-deep',
    bad: `acknowledged: ${'['.repeat(80)}${']'.repeat(80)}\n`,
    good: 'acknowledged: []\n',
    where: 'limits: { itemsPerPerson: 8, asksPerWeek: 8 }\n',
    at: '[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]',
    message: 'this is nested more than 64 deep; a plan is not: take the brackets or dashes away',
  },
  {
    code: 'unknown-key',
    bad: 'stewart: ben',
    good: 'steward: ben',
    at: 'stewart',
    message: 'KPI "offers": "stewart" is not a key here; did you mean "steward"?',
  },
  {
    code: 'missing',
    bad: '  - { id: sam, email: sam@example.org, ',
    good: '  - { id: sam, name: Sam, email: sam@example.org, ',
    at: '{ id: sam, email: sam@example.org, function: sales, manager: mia, deputy: sue, absences: [{ from: 2026-08-03, to: 2026-08-14 }] }',
    message: 'person "sam": "name" is missing; add "name:"',
  },
  {
    code: 'invalid',
    bad: 'due: 2026-02-30',
    good: 'due: 2026-03-02',
    at: '2026-02-30',
    message:
      'initiative "portal", phase "build", milestone "design": due: write a date that exists, like 2026-03-05; not "2026-02-30"',
  },
  {
    code: 'duplicate-id',
    bad: '- { id: ada, name: Ben,',
    good: '- { id: ben, name: Ben,',
    at: 'ada',
    message: 'the person "ada" is already defined above; give this one another id',
  },
  {
    code: 'unknown-reference',
    bad: 'function: operations, manager: mai, calendar: uk',
    good: 'function: operations, manager: mia, calendar: uk',
    at: 'mai',
    message: 'there is no person "mai"; define it or name one that is defined',
  },
  {
    code: 'self-reference',
    bad: 'leads: [waste, checks]',
    good: 'leads: [waste]',
    at: 'checks',
    message: '"checks" names itself, and a KPI cannot move ahead of itself; remove it or name another',
  },
  {
    code: 'listed-twice',
    bad: 'participants: [mia, sam, sam]',
    good: 'participants: [mia, sam, oli]',
    at: 'sam',
    message: '"sam" is already in this list; remove one or name another',
  },
  {
    code: 'backwards',
    bad: `hours: { from: '17:00', to: '09:00' }`,
    good: `hours: { from: '09:00', to: '17:00' }`,
    at: 'hours',
    message: 'hours end at 09:00, before 17:00; swap them',
  },
  {
    code: 'cannot-acknowledge',
    bad: 'acknowledged:\n  - { finding: unowned, of: kitchen, because: Everybody helps }\n',
    good: 'acknowledged: []\n',
    where: 'limits: { itemsPerPerson: 8, asksPerWeek: 8 }\n',
    at: 'unowned',
    message: '"unowned" is an error and cannot be acknowledged; correct what it finds',
  },
  {
    code: 'needless-acknowledgement',
    bad: 'acknowledged:\n  - { finding: idle-function, of: sales, because: Sales is being built up }\n',
    good: 'acknowledged: []\n',
    where: 'limits: { itemsPerPerson: 8, asksPerWeek: 8 }\n',
    at: '{ finding: idle-function, of: sales, because: Sales is being built up }',
    message: 'there is no warning "idle-function" about "sales"; remove the acknowledgement',
  },
]
