import { expect, it } from 'vitest'
import type { ResolvedPlan, ResolvedReview } from '../../../domain/plan/resolved.ts'
import { begunWith } from '../../../domain/review/begun.ts'
import { reviews } from '../../invariants/sound-cycles.ts'
import { organisation } from '../ask-organisation.ts'

const [tuesday, wednesday] = reviews() as [ResolvedReview, ResolvedReview]
const having = (...all: ResolvedReview[]): ResolvedPlan => ({ ...organisation(), reviews: all })

it.each<[sentence: string, earlier: ResolvedPlan[], begins: string[]]>([
  ['a review that was there at the same times goes on', [having(tuesday, wednesday)], []],
  ['a new one begins', [having(tuesday)], ['wednesday']],
  ['one that was left out in between begins again', [having(tuesday, wednesday), having(wednesday)], ['tuesday']],
  ['one with another day begins again', [having({ ...tuesday, schedule: '0 7 * * mon' }, wednesday)], ['tuesday']],
  ['one in another zone begins again', [having({ ...tuesday, timezone: 'Asia/Kolkata' }, wednesday)], ['tuesday']],
  ['one with other people goes on', [having({ ...tuesday, participants: ['owner'] }, wednesday)], []],
  ['a plan without any before it begins all', [{ ...organisation(), reviews: undefined }], ['tuesday', 'wednesday']],
  ['nothing is known of what held before: all go on', [], []],
])('%s', (_sentence, earlier, begins) => {
  expect(begunWith(having(tuesday, wednesday), earlier)).toEqual(begins)
})
