/** Examples of findings about reviews, programmes and workflows. */
import type { LintExample } from './lint-example.ts'
import { decision } from './sound-plan.ts'

const asked = decision('portal-idle', 'Few use the portal. What is in their way?')

const silence = `triggers:
      - id: portal-missing
        kind: freshness
        question: The figure is missing. What happens?
        options: [{ id: soon, label: It comes today }, { id: fault, label: The feed has a fault }]
        fallback: { option: fault, note: The desk calls the supplier }
`

const weekly = `schedule: '0 9 * * mon'`

const programme = (id: string, goLive: string): string => `
  - id: ${id}
    name: ${id}
    behaviours: [{ id: do, description: Does it the new way }]
    audience: { functions: [sales, operations] }
    sponsor: mia
    goLive: ${goLive}
    measures: { adoption: portal-use }
    why: It saves time.
    howTo: Do it.`

export const MOTION_EXAMPLES: LintExample[] = [
  {
    code: 'review-owns-nothing',
    bad: 'participants: [ben, desk]\n    scope: { priorities: [margin] }',
    good: 'participants: [mia, sam, oli]\n    scope: { priorities: [growth, margin] }',
    at: 'participants',
    message: 'nobody in review "weekly" owns anything it looks at; name owners as participants or widen the scope',
  },
  {
    code: 'chair-alone',
    bad: 'participants: [mia]',
    good: 'participants: [mia, sam, oli]',
    at: 'mia',
    message: '"mia" leads review "weekly" and is its only participant; let somebody else lead or take part',
  },
  {
    code: 'review-too-often',
    bad: `schedule: '0 9,15 * * mon'`,
    good: weekly,
    at: "'0 9,15 * * mon'",
    message: '"0 9,15 * * mon" comes several times a day; one time a day is the most a review can take',
  },
  {
    code: 'reviews-overlap',
    bad: 'closesAfter: 6 wd',
    good: 'closesAfter: 2 wd',
    at: '6 wd',
    message:
      'review "weekly" stays open for 6 wd, until after the next one opens; close it earlier or review less often',
  },
  {
    code: 'review-closes-unasked',
    bad: 'closesAfter: 6 h',
    good: 'closesAfter: 2 wd',
    at: '6 h',
    message:
      'review "weekly" closes 6 h after it opens, too soon after the mail that asks; open it before 08:00 or close it later',
  },
  {
    code: 'review-time-removed',
    bad: `schedule: '30 1 * * sun'`,
    good: weekly,
    at: "'30 1 * * sun'",
    message: '2026-03-29 01:30 does not exist in Europe/London: the clocks skip it; choose another time of day',
  },
  {
    code: 'review-time-repeated',
    bad: `schedule: '15 1 * 10 sun'`,
    good: weekly,
    at: "'15 1 * 10 sun'",
    message: '2026-10-25 01:15 comes twice in Europe/London: the clocks go back; choose another time of day',
  },
  {
    code: 'priority-without-review',
    bad: 'scope: { priorities: [growth] }',
    good: 'scope: { priorities: [growth, margin] }',
    at: 'id: margin',
    message: 'no review looks at priority "margin"; add it to the scope of one',
  },
  {
    code: 'too-many-programmes',
    bad: `programmes:${programme('price-book', '2026-05-04')}${programme('one-crm', '2026-05-18')}`,
    good: `programmes:${programme('price-book', '2026-05-04')}${programme('one-crm', '2026-10-05')}`,
    where: 'programmes:',
    at: 'audience',
    message:
      '5 people are still in "price-book" and "one-crm" when "use-portal" goes live on 2026-06-02; begin later or narrow the audience',
  },
  {
    code: 'small-audience',
    bad: 'audience: { functions: [sales] }',
    good: 'audience: { functions: [sales], people: [oli, ada] }',
    at: 'audience',
    message: 'programme "use-portal" is for 3 people; groups under 5 are never shown, so widen the audience',
  },
  {
    code: 'adoption-without-target',
    bad: silence,
    good: `target: 60\n    bands: { amber: 10, red: 20 }${asked}`,
    at: 'portal-use',
    message:
      'KPI "portal-use" has no target, so no gate can say whether adoption is enough; add "target:" and "bands:" to it',
  },
  {
    code: 'gates-unordered',
    bad: 'gates: [60, 30, 90]',
    good: 'gates: [30, 60, 90]',
    at: '30',
    message: 'gate 30 is not after gate 60; list gates by day, earliest first',
  },
  {
    code: 'gate-after-horizon',
    bad: 'gates: [30, 60, 120]',
    good: 'gates: [30, 60, 90]',
    at: '120',
    message: 'gate 120 is beyond the horizon of programme "use-portal" (90 days); bring it forward or set "horizon:"',
  },
  {
    code: 'go-live-on-day-off',
    bad: 'goLive: 2026-06-06',
    good: 'goLive: 2026-06-02',
    at: '2026-06-06',
    message: '2026-06-06 is no working day; go live on one',
  },
  {
    code: 'sponsor-is-champion',
    bad: 'champions: [sue, mia]',
    good: 'champions: [sue]',
    at: 'mia',
    message: '"mia" sponsors this programme; name colleagues as champions',
  },
  {
    code: 'late-at-once',
    bad: 'lateAfter: 0 d',
    good: 'lateAfter: 3 d',
    at: '0 d',
    message: '"0 d" makes every case late at once; give the time a case may take',
  },
]
