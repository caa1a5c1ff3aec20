import type { Finding } from '../../domain/plan/finding.ts'

const rank = ({ level, acknowledged }: Finding): number => (acknowledged !== undefined ? 2 : level === 'error' ? 0 : 1)

/** What stops a plan first, then what does not, then what is acknowledged; each in the order it came, that of the files. */
export const errorsFirst = (findings: readonly Finding[]): Finding[] => findings.toSorted((a, b) => rank(a) - rank(b))
