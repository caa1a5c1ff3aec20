/**
 * The ladder of a check-in nobody answers, in working days of its addressee: deliver · +2 remind, but no later than the last
 * slot before the earliest close · +2 tell the manager · +2 the manager is asked too · then every 2 the next of the chain.
 * The close of a cycle changes nothing else: a late answer is still wanted.
 */
import type { AskStep } from '../ask.ts'
import { slotAfter, slotAfterDays, slotFrom, type WorkingTime } from '../ladder-time.ts'

/** Working days between the steps. */
const STEP_WORKING_DAYS = 2

/** What the ladder looks at. */
export interface CheckInLadder {
  time: WorkingTime
  /** False on a copy made by an escalation: it only delivers and reminds. */
  leads: boolean
  /** Closes (epoch ms) of the cycles that wait for the answer. */
  closes: readonly number[]
}

/** A step and its slot (epoch ms); without a slot the ladder has ended. */
export interface CheckInStep {
  step: AskStep
  at?: number
}

const FOLLOWING: Readonly<Record<AskStep, AskStep>> = {
  deliver: 'remind',
  remind: 'tell-manager',
  'tell-manager': 'escalate',
  escalate: 'escalate',
  end: 'end',
}

/** Where it begins: the first slot at or after the opening. */
export const firstCheckInStep = (time: WorkingTime, opensAt: number): CheckInStep => ({
  step: 'deliver',
  at: slotFrom(time, opensAt),
})

/** What follows the step just done at `at`. */
export const nextCheckInStep = (ladder: CheckInLadder, done: AskStep, at: number): CheckInStep => {
  if (done === 'end' || (!ladder.leads && done !== 'deliver')) return { step: 'end' }
  const step = FOLLOWING[done]
  const later = slotAfterDays(ladder.time, at, STEP_WORKING_DAYS)
  return { step, at: step === 'remind' ? beforeClose(ladder, at, later) : later }
}

/**
 * The step that waits once another cycle has joined the ask at `now`: a reminder may have to come sooner, nothing is done
 * again and nothing is put off.
 */
export const hurriedStep = (ladder: CheckInLadder, waiting: CheckInStep, now: number): CheckInStep => {
  if (waiting.step !== 'remind' || waiting.at === undefined) return waiting
  return { step: 'remind', at: beforeClose(ladder, now, waiting.at) }
}

/** `wanted`, or if the earliest close to come is not after it the last slot before that close; `wanted` if there is none left. */
const beforeClose = ({ time, closes }: CheckInLadder, after: number, wanted: number): number => {
  const close = Math.min(...closes.filter((one) => one > after))
  if (wanted < close) return wanted
  let last: number | undefined
  for (let slot = slotAfter(time, after); slot < close; slot = slotAfter(time, slot)) last = slot
  return last ?? wanted
}
