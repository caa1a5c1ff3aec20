import { firstAnswerStays } from './answers.ts'
import { asksEnd, asksGoOn, laddersEndAtDesk } from './asks.ts'
import { reviewsEnd } from './conclusions.ts'
import { answersCount, askedOnceACycle } from './cycle-items.ts'
import { cyclesClose } from './cycles.ts'
import { decisionsAsk, oneOpenDecision, openDecisionsGoOn } from './decisions.ts'
import type { Invariant, RunFacts } from './facts.ts'
import { foldIsReplay } from './folds.ts'
import { historyComplete, toldAsFacts } from './history.ts'
import { leftOverRings, logsKeepSecrets } from './left-over.ts'
import { askedByMail, noMailLost, oneMailASlot } from './mails.ts'
import { noObservationInvented, noObservationLost } from './observations.ts'
import { eachOccurrenceOnce } from './occurrences.ts'
import { promisesOnce } from './promises.ts'

/** What holds at the end of every run, whatever went wrong in it. */
export const INVARIANTS: Readonly<Record<string, Invariant>> = {
  'no observation lost': noObservationLost,
  'no observation invented': noObservationInvented,
  'a fold is its replay': foldIsReplay,
  'one open decision a trigger and series': oneOpenDecision,
  'open decisions go on': openDecisionsGoOn,
  'decisions ask': decisionsAsk,
  'asks end with their decision': asksEnd,
  'asks go on': asksGoOn,
  'ladders end at the desk': laddersEndAtDesk,
  'the first answer stays': firstAnswerStays,
  'one mail a person and slot': oneMailASlot,
  'no mail lost': noMailLost,
  'asked by mail': askedByMail,
  'history is complete': historyComplete,
  'told as facts': toldAsFacts,
  'each occurrence once': eachOccurrenceOnce,
  'cycles close with one pack': cyclesClose,
  'asked once a cycle': askedOnceACycle,
  'answers count': answersCount,
  'promises once': promisesOnce,
  'reviews end': reviewsEnd,
  'what is left over has rung': leftOverRings,
  'logs keep secrets': logsKeepSecrets,
}

/** An invariant that does not hold, with what breaks it. */
export interface Violation {
  invariant: string
  sentence: string
}

/** Checks all of them. One that cannot be checked because a record is malformed is broken too. */
export function violationsOf(facts: RunFacts): Violation[] {
  return Object.entries(INVARIANTS).flatMap(([invariant, check]) => {
    try {
      return check(facts).map((sentence) => ({ invariant, sentence }))
    } catch (error) {
      return [{ invariant, sentence: `could not be checked: ${error instanceof Error ? error.message : error}` }]
    }
  })
}
