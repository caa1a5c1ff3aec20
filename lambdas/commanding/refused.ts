import { nameIn } from '../../domain/ask-opening.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { RefusedBecause } from '../../domain/refused-because.ts'
import { plainRefusal } from '../texts/plain-refusal.ts'
import { type Refusal, refusal } from './command.ts'

/** A refusal of the rules as the command line prints it: in English, with names, dates as they are typed there. */
export const refused = (plan: ResolvedPlan, why: { code: string; refused: RefusedBecause }): Refusal =>
  refusal(why.code, [plainRefusal(why.refused, (person) => nameIn(plan, person))])
