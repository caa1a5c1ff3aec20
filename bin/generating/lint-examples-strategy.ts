/** Examples of findings about priorities, functions, initiatives and milestones. */
import type { LintExample } from './lint-example.ts'

export const STRATEGY_EXAMPLES: LintExample[] = [
  {
    code: 'too-many-priorities',
    bad: 'limits: { priorities: 1 }',
    good: 'limits: { priorities: 2 }',
    where: 'limits: { itemsPerPerson: 8, asksPerWeek: 8 }',
    at: 'id: margin',
    message: '2 priorities are more than the limit of 1; merge or drop some',
  },
  {
    code: 'only-a-direction',
    bad: '- { function: operations, commitment: Checks at every change of shift }\n',
    good: '- { function: operations, commitment: Checks at every change of shift }\n    initiatives: [kitchen]\n',
    at: 'id: margin',
    message: 'priority "margin" has no initiative and no dated milestone: it is a direction, not a plan; add them',
  },
  {
    code: 'priority-without-outcome',
    bad: 'name: Waste less\n',
    good: 'name: Waste less\n    outcome: { kpi: waste, target: 4, by: 2026-12-31 }\n',
    at: 'id: margin',
    message: 'priority "margin" has no outcome; add "outcome:" with a KPI, a target and a date',
  },
  {
    code: 'only-lagging',
    bad: 'kind: lagging\n    leads: [waste]',
    good: 'kind: leading\n    leads: [waste]',
    at: 'id: margin',
    message:
      'every KPI of priority "margin" is lagging; add one with "kind: leading" that moves before the outcome does',
  },
  {
    code: 'priority-without-commitment',
    bad: '    accountable: oli\n    initiatives: [kitchen]',
    good: '    accountable: oli\n    functions:\n      - { function: operations, commitment: Checks at every change of shift }\n    initiatives: [kitchen]',
    at: 'id: margin',
    message: 'no function commits to priority "margin"; add "functions:" with what each of them will do for it',
  },
  {
    code: 'idle-function',
    bad: '- { id: operations, name: Operations }\n  - { id: finance, name: Finance }',
    good: '- { id: operations, name: Operations }',
    at: '{ id: finance, name: Finance }',
    message: 'function "finance" commits to no priority; add its commitment to one, or acknowledge that it has none',
  },
  {
    code: 'priorities-trade-off',
    bad: '- { function: sales, commitment: No order is thrown away }\n      - { function: operations, commitment: Checks at every change of shift }\n    initiatives: [kitchen]',
    good: '- { function: operations, commitment: Checks at every change of shift }\n    initiatives: [kitchen]',
    at: 'sales',
    message:
      '"sales" also serves "growth", whose outcome "revenue" pulls against "waste"; say in its commitment which comes first',
  },
  {
    code: 'trade-off-undecided',
    bad: 'owner: ben\n    priority: margin',
    good: 'owner: ben\n    priority: growth',
    at: 'offers',
    message:
      '"discount" (ben) pulls against "offers" (sue) and nobody in "sales" is above both; put both under one priority or manager',
  },
  {
    code: 'initiative-without-priority',
    bad: 'initiatives: [kitchen]',
    good: 'initiatives: [portal, kitchen]',
    where: 'initiatives: [portal]',
    at: 'id: portal',
    message: 'initiative "portal" serves no priority; name it under one, or stop it',
  },
  {
    code: 'initiative-without-milestone',
    bad: '    accountable: oli\nkpis:',
    good: '    accountable: oli\n    milestones:\n      - { id: menu, name: Menu agreed, due: 2026-05-11, owner: ada }\nkpis:',
    at: 'id: kitchen',
    message: 'initiative "kitchen" has no milestone; add one with a date and an owner',
  },
  {
    code: 'milestone-cycle',
    bad: '- { id: design, name: Design agreed, due: 2026-03-02, owner: sam, dependsOn: [opened] }',
    good: '- { id: design, name: Design agreed, due: 2026-03-02, owner: sam }',
    at: 'opened',
    message: 'milestones wait for each other: design → opened → design; remove one of these dependencies',
  },
  {
    code: 'due-before-dependency',
    bad: '- { id: design, name: Design agreed, due: 2026-06-03, owner: sam }',
    good: '- { id: design, name: Design agreed, due: 2026-03-02, owner: sam }',
    at: 'design',
    message: '"design" is due on 2026-06-03, after "opened" (2026-06-01), which waits for it; move one of the two',
  },
  {
    code: 'milestone-after-outcome',
    bad: 'due: 2027-01-11, owner: ada',
    good: 'due: 2026-05-11, owner: ada',
    at: '2027-01-11',
    message:
      '2027-01-11 is after 2026-12-31, when priority "margin" is to be reached; move the milestone or the outcome',
  },
  {
    code: 'milestone-outside-phase',
    bad: 'name: Portal open, due: 2026-07-01',
    good: 'name: Portal open, due: 2026-06-01',
    at: '2026-07-01',
    message: '2026-07-01 is after phase "build" ends on 2026-06-30; move the milestone or the phase',
  },
  {
    code: 'milestone-on-day-off',
    bad: 'due: 2026-04-03, owner: ada',
    good: 'due: 2026-05-11, owner: ada',
    at: '2026-04-03',
    message: '2026-04-03 is no working day of "ada"; take a working day',
  },
  {
    code: 'milestone-owner-away',
    bad: 'due: 2026-07-08, owner: sue',
    good: 'due: 2026-05-11, owner: ada',
    at: '2026-07-08',
    message: '"sue" is away on 2026-07-08; move the milestone or give it to somebody who is there',
  },
]
