import { expect, test } from 'vitest'
import { loadChanges } from '../../../../domain/plan/diff/load-change.ts'
import { company } from './company.ts'

const today = '2026-03-02'

test('a KPI that changes hands takes its check-ins and its item along', () => {
  const changes = loadChanges(company(), company(['owner: ann, priority', 'owner: bo, priority']), today)
  const weekly = changes.map(({ person, asksPerWeek, items }) => [person, asksPerWeek, items])
  // Ann also loses the item's check-ins of the monthly review, where Bo takes no part.
  expect(weekly).toEqual([
    ['ann', expect.any(Number), -1],
    ['bo', 1, 1],
  ])
  expect(changes[0]!.asksPerWeek).toBeLessThanOrEqual(-1)
})

test('what changes nobody’s week is no change; a new person has all of their load as one', () => {
  expect(loadChanges(company(), company(['name: Bo Chen', 'name: Bo Li'], ['amber: 1', 'amber: 1.5']), today)).toEqual(
    [],
  )
  const first = loadChanges(undefined, company(), today)
  expect(first.map(({ person }) => person).sort()).toEqual(['ann', 'bo', 'cy', 'desk'])
})

test('the largest change comes first, and nobody is listed who left', () => {
  const after = company(["'0 9 * * mon'", "'0 9 1 1 *'"], ['owner: ann, priority', 'owner: bo, priority'])
  const sizes = loadChanges(company(), after, today).map(({ asksPerWeek }) => Math.abs(asksPerWeek))
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
  const people = company().people.filter((one) => one.id !== 'ann')
  expect(loadChanges(company(), { ...company(), people }, today).map(({ person }) => person)).not.toContain('ann')
})
