/** What README and docs/backtest.md say of 140 emergency departments is what the back-test says. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readHistory } from '../../bin/backtesting/csv-history.ts'
import { readPlan } from '../../bin/plan-file.ts'
import { backtestPlan } from '../../domain/backtest/backtest.ts'
import { peopleOf, summarize } from '../../domain/backtest/summary.ts'
import { resolvePlan } from '../../domain/plan/resolve.ts'
import { england } from '../../examples/england/organisations.ts'

const { plan, findings } = readPlan('examples/england/plan.yaml')
const resolved = resolvePlan(plan!)

test('the plan has no finding that is not acknowledged, and every organisation with its region', () => {
  expect(findings.filter(({ acknowledged }) => acknowledged === undefined)).toEqual([])
  const owners = Object.fromEntries(resolved.series.map(({ dimensions, owner }) => [dimensions.org, owner]))
  const regions = Object.entries(england).flatMap(([region, all]) => all.map(([code]) => [code, `${region}-director`]))
  expect(owners).toEqual(Object.fromEntries(regions))
  expect(Object.keys(owners)).toHaveLength(140)
})

test('the numbers in the documentation are those of a run', () => {
  const { histories, leftOut } = readHistory(resolved, ['examples/england/data.csv'], Date.now())
  const backtest = backtestPlan(resolved, histories)
  const [fall] = summarize(resolved, backtest)
  const people = peopleOf(resolved, backtest)
  const of = (person: string) => people.find((one) => one.person === person)!
  const alarms = backtest.series.flatMap((one) => (one.definition.series.owner === 'north-director' ? one.alarms : []))
  const falls = alarms.filter(({ trigger }) => trigger === 'sustained-fall')
  const unasked = (some: typeof falls) => some.filter(({ verdict }) => verdict === 'false').length
  const between = (from: string, to: string) =>
    falls.filter(({ at }) => at >= Date.parse(`${from}T00:00:00Z`) && at < Date.parse(`${to}T00:00:00Z`))
  const [spring, september] = [between('2018-03-01', '2018-06-01'), between('2018-09-01', '2018-10-01')]
  expect(leftOut).toEqual([])
  const docs = readFileSync('docs/backtest.md', 'utf8').replaceAll('\n', ' ')
  const { decisions, mails } = of('north-director')
  const still = falls.filter(({ verdict }) => verdict === 'true').length
  const words = [
    'zero',
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eight',
    'nine',
    'ten',
    'eleven',
    'twelve',
    'thirteen',
    'fourteen',
    'fifteen',
    'sixteen',
    'seventeen',
  ]
  for (const sentence of [
    `would have decided ${decisions} times about ${new Set(falls.map(({ series }) => series)).size} of the region's 46 organisations, in ${mails} mails`,
    `${words[between('2017-06-01', '2017-07-01').length]} organisations at once`,
    `there are ${words[spring.length]}, of which ${words[unasked(spring)]} came back unasked`,
    `In September 2018 ${words[september.length]} more follow, of which ${words[september.length - unasked(september)]} were still off`,
    `${unasked(falls)} of the ${unasked(falls) + still} decisions that can be judged came back unasked and ${still} were still off`,
    `${of('london-director').decisions} decisions in ${of('london-director').mails} mails`,
    `${backtest.series.flatMap((one) => one.alarms).length} decisions and ${people.reduce((sum, one) => sum + one.mails, 0)} mails`,
    `decisions instead of ${fall!.decisions}, 45 of 136 unasked instead of ${fall!.falseAlarms} of ${fall!.judged}`,
    `151 of ${fall!.misses} misses told instead of ${fall!.told}`,
  ])
    expect(docs).toContain(sentence)
  const readme = readFileSync('README.md', 'utf8').replaceAll('\n', ' ')
  expect(readme).toContain(
    `would have taken ${decisions} decisions in ${mails} mails over 22 months; ${unasked(falls)} of ${unasked(falls) + still} came back unasked`,
  )
})
