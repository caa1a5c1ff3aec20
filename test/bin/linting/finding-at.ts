import { CODES, type FindingCode } from '../../../domain/plan/codes.ts'
import type { Finding } from '../../../domain/plan/finding.ts'
import { linedText, placeIn } from '../../../domain/plan/place.ts'

/** A finding at a stretch of a text. */
export const findingAt = (text: string, from: number, to: number, rest: Partial<Finding> = {}): Finding => {
  const code: FindingCode = rest.code ?? 'invalid'
  return {
    level: CODES[code].level,
    file: 'plan.yaml',
    message: 'mend it',
    ...placeIn(linedText(text), from, to),
    ...rest,
    code,
  }
}
