/** A plan in two files with something to find in each: a tab, wide characters, a line that is too long to show. */

export const PEOPLE = `people:
  - { id: desk, name: The Desk, email: desk@example.org }
  - { name: "👩‍💻 Ada 日本", id: ada, email: ada@example.org, manager: dsk }
`

const LONG = 'Grow with the customers we have, '.repeat(5)

export const PLAN = `include: [people.yaml]
organisation: { name: Example, timezone: Europe/London, desk: desk }
calendars: [{ id: office }]
priorities:
  - { id: growth, name: "${LONG}and waste less", accountable: adda }
sources: [{ id: feed, kpis: [waste] }]
kpis:
  - id:\twaste
    owner:\t\teda\t# until June
    name: Waste
    unit: t
    decimals: 1
    direction: down
    cadence: monthly
    aggregation: sum
    steward: desk
    priority: growth
    target: 10
    bands: { amber: 1, red: 2 }
acknowledged:
  - { finding: kpi-without-trigger, of: waste, because: Shown for context }
  - { finding: only-lagging, of: growth, because: "100%: the first year\\nis for measuring" }
  - { finding: only-a-direction, of: growth, because: Being written }
`

/** The same plan without its errors: a warning, and three that are acknowledged. */
export const MENDED = PLAN.replace('adda', 'ada').replace('eda', 'ada')
export const MENDED_PEOPLE = PEOPLE.replace('dsk', 'desk')

/** What lint prints of it. */
export const PRINTED = `plan.yaml:5:221 error unknown-reference there is no person "adda"; did you mean "ada"?
 5 | …h the customers we have, Grow with the customers we have, Grow with the customers we have, Grow with the customers we have, and waste less", accountable: adda }
   |                                                                                                                                                            ^~~~
plan.yaml:9:13 error unknown-reference there is no person "eda"; did you mean "ada"?
 9 |     owner:        eda    # until June
   |                   ^~~
people.yaml:3:71 error unknown-reference there is no person "dsk"; did you mean "desk"?
 3 |   - { name: "👩‍💻 Ada 日本", id: ada, email: ada@example.org, manager: dsk }
   |                                                                      ^~~
plan.yaml:5:5 warning priority-without-outcome priority "growth" has no outcome; add "outcome:" with a KPI, a target and a date
 5 |   - { id: growth, name: "Grow with the customers we have, Grow with the customers we have, Grow with the customers we have, Grow with the customers we have, Gro…
   |     ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
plan.yaml:5:5 acknowledged only-a-direction priority "growth" has no initiative and no dated milestone: it is a direction, not a plan; add them (because: Being written)
plan.yaml:5:5 acknowledged only-lagging every KPI of priority "growth" is lagging; add one with "kind: leading" that moves before the outcome does (because: 100%: the first year is for measuring)
plan.yaml:8:5 acknowledged kpi-without-trigger KPI "waste" has no trigger; add one that says who decides what, or drop the KPI (because: Shown for context)
plan.yaml: 3 errors, 1 warning, 3 acknowledged (not a plan yet)
`
