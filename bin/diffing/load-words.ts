import type { LoadChange } from '../../domain/plan/diff/load-change.ts'

const SMALL = ['asksPerWeek', 'mailsPerWeek'] as const

/** `+1 ask, −0.5 mails, +2 items owned`; what does not change is left out. */
export function loadWords({ items, ...weekly }: Omit<LoadChange, 'person' | 'name'>): string {
  const parts = SMALL.map((key) => counted(weekly[key], key === 'asksPerWeek' ? 'ask' : 'mail'))
  return [...parts, items === 0 ? '' : `${counted(items, 'item')} owned`].filter((part) => part !== '').join(', ')
}

/** `+1 ask a week`: the more telling half of a person's change. */
export const weeklyWords = ({ name, asksPerWeek, mailsPerWeek }: LoadChange): string =>
  `${name} ${asksPerWeek === 0 ? counted(mailsPerWeek, 'mail') : counted(asksPerWeek, 'ask')} a week`

function counted(n: number, what: string): string {
  if (n === 0) return ''
  return `${n > 0 ? '+' : '−'}${Math.abs(n)} ${what}${Math.abs(n) === 1 ? '' : 's'}`
}
