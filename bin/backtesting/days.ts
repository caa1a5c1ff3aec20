import { civilDate, pad } from '../../domain/civil.ts'
import { wallOf } from '../../domain/zone.ts'

/** The day of an instant in a zone: `2018-01-10`. */
export const civilOf = (at: number, zone: string): string => {
  const { year, month, day } = civilDate(wallOf(at, zone).day)
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}
