import { expect, test } from 'vitest'
import { followThroughLines } from '../../bin/following/print.ts'
import { figuresOfAll } from '../../domain/review/figures.ts'
import { company } from '../domain/review/a-company.ts'
import { throughline } from './throughline.ts'

const owner = (
  id: string,
  asked: number,
  onTime: number,
  late: number,
  kept: number,
  broken: number,
  mails: number,
) => ({ id, asked, onTime, late, kept, broken, mails })
const cycle = (id: string, decided: number, owners: ReturnType<typeof owner>[]) => ({
  cycle: id,
  heldOn: id.split('@')[1]!,
  closedAt: `${id.split('@')[1]}T17:00:00Z`,
  decided,
  owners,
})
const figures = figuresOfAll(
  [
    {
      review: 'weekly',
      cycles: [
        cycle('weekly@2026-03-09', 0, [owner('anna', 2, 2, 0, 1, 0, 3), owner('bert', 1, 0, 1, 0, 1, 2)]),
        cycle('weekly@2026-03-02', 3, [owner('anna', 2, 1, 0, 0, 0, 2)]),
      ],
    },
    { review: 'quarterly', cycles: [] },
  ],
  (person) => (person === 'bert' ? 'operations' : undefined),
)

test('three tables by name: reviews, functions, people', () => {
  expect(followThroughLines(figures, company()).slice(0, -2)).toEqual([
    'Review           reviews  in time  late    kept  mails/answer  decisions and actions/review',
    'quarterly              0        -     0       -             -                             -',
    'Weekly check-in        2   3 of 5     1  1 of 2           1.8                           1.5',
    '',
    'Function    in time  late    kept  mails/answer',
    'operations   0 of 1     1  0 of 1           2.0',
    '',
    'Person        in time  late    kept  mails/answer',
    'Name of anna   3 of 4     0  1 of 1           1.7',
    'Name of bert   0 of 1     1  0 of 1           2.0',
  ])
})

test('before any review was packed it says so', () => {
  const [line] = followThroughLines(
    figuresOfAll([], () => undefined),
    company(),
  )
  expect(line).toMatch(/No review of this plan has been packed/)
})

test('a number of cycles that is none is refused before anything is asked', async () => {
  for (const cycles of ['0', '105', 'many', '1.5']) {
    const said = await throughline(['follow-through', '--cycles', cycles])
    expect([said.code, said.err]).toEqual([2, expect.stringContaining(`not "${cycles}"`)])
  }
})
