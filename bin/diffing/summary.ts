import type { Preview } from '../../domain/plan/diff/preview.ts'
import { plural } from '../../domain/plan/diff/words.ts'
import { weeklyWords } from './load-words.ts'

/** `3 changes, 1 decision withdrawn, 2 asks handed on; Ann Lee +1 ask a week` */
export function summaryOf({ changes, consequences = [], loads }: Preview): string {
  const count = (kind: (typeof consequences)[number]['kind']) => consequences.filter((one) => one.kind === kind).length
  const [withdrawn, handedOn] = [count('withdrawn'), count('handed-on')]
  const parts = [
    plural(changes.length, 'change'),
    ...(withdrawn > 0 ? [`${plural(withdrawn, 'decision')} withdrawn`] : []),
    ...(handedOn > 0 ? [`${plural(handedOn, 'ask')} handed on`] : []),
  ]
  const weekly = loads.filter(({ asksPerWeek, mailsPerWeek }) => asksPerWeek !== 0 || mailsPerWeek !== 0)
  const more = weekly.length > 2 ? [`${weekly.length - 2} more`] : []
  const people = [...weekly.slice(0, 2).map(weeklyWords), ...more].join(', ')
  return people === '' ? parts.join(', ') : `${parts.join(', ')}; ${people}`
}
