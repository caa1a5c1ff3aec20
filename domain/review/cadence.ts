/** How often a review is held, read from its schedule: for people who do not read cron. */

export const CADENCES = [
  'daily',
  'working-days',
  'several-a-week',
  'weekly',
  'several-a-month',
  'twice-a-month',
  'monthly',
  'quarterly',
] as const
export type ReviewCadence = (typeof CADENCES)[number]

/** Months of a schedule that is held once a quarter. */
export const QUARTERLY = '1,4,7,10'

/** Undefined where the pattern is none of these; then only a person knows. */
export const cadenceOf = (schedule: string): ReviewCadence | undefined => {
  const { day, month, weekday } = daysOf(schedule)
  const within = cadenceWithin(day, weekday)
  if (month === '*') return within
  return month === QUARTERLY && within === 'monthly' ? 'quarterly' : undefined
}

/** The fields of a schedule that say on which days. */
export const daysOf = (schedule: string): { day: string; month: string; weekday: string } => {
  const [, , day, month, weekday] = schedule.trim().toLowerCase().split(/\s+/)
  return { day: day ?? '', month: month ?? '', weekday: weekday ?? '' }
}

const cadenceWithin = (day: string, weekday: string): ReviewCadence | undefined => {
  if (day === '*' && weekday.includes('#')) return timesAMonth(weekday)
  if (day === '*' && weekday === '*') return 'daily'
  if (day === '*' && /^(1-5|mon-fri)$/.test(weekday)) return 'working-days'
  if (day === '*' && /[-,]/.test(weekday)) return 'several-a-week'
  if (day === '*' && /^([a-z]{3}|\d)$/.test(weekday)) return 'weekly'
  return weekday === '*' && /^(\d+(,.+)?|l)$/.test(day) ? timesAMonth(day) : undefined
}

const timesAMonth = (days: string): ReviewCadence => {
  const times = days.split(',').length
  if (times === 1) return 'monthly'
  return times === 2 && !days.includes('-') ? 'twice-a-month' : 'several-a-month'
}
