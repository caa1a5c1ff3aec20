/** The state machine of one level of a trigger: ok → pending → firing → recovering → ok. */
import * as z from 'zod'
import { conditionOf, type Mark } from './condition.ts'

export const MachineState = z.enum(['ok', 'pending', 'firing', 'recovering'])
export type MachineState = z.infer<typeof MachineState>

/** `window` holds the marks since the last clearing, newest right; `recovered` counts recovered slots in a row. */
export const Machine = z.strictObject({ state: MachineState, window: z.string(), recovered: z.int() })
export type Machine = z.infer<typeof Machine>

/** How often must breach to fire, and how many recovered slots in a row clear. */
export interface FiringRule {
  m: number
  n: number
  k: number
}

/** One due slot as this level sees it. */
export interface Reading {
  mark: Mark
  /** Breaches, but on data that may not fire yet (provisional before it settled): pending, no further. */
  suspected: boolean
  /** At or beyond the recovery threshold. */
  recovered: boolean
  /** There is enough history to fire. */
  mayFire: boolean
}

/** A machine that has seen nothing. */
export const freshMachine = (): Machine => ({ state: 'ok', window: '', recovered: 0 })

/** Whether an episode goes on. */
export const isActive = (machine: Machine): boolean => machine.state === 'firing' || machine.state === 'recovering'

/** The machine after one more slot. */
export const stepMachine = (machine: Machine, rule: FiringRule, reading: Reading): Machine => {
  const window = (machine.window + reading.mark).slice(-rule.n)
  return isActive(machine) ? stepActive(machine, rule, reading, window) : stepQuiet(machine, rule, reading, window)
}

const stepQuiet = (machine: Machine, rule: FiringRule, reading: Reading, window: string): Machine => {
  const { mark } = reading
  const truth = conditionOf(window, rule.m, rule.n)
  // Only a breach fires: a good slot that merely completes the history must not.
  if (mark === 'X' && truth === 'true' && reading.mayFire) return { state: 'firing', window, recovered: 0 }
  if (mark === 'X' || reading.suspected) return { state: 'pending', window, recovered: 0 }
  const state = mark === '0' && truth === 'false' ? 'ok' : machine.state
  return { state, window, recovered: 0 }
}

const stepActive = (machine: Machine, rule: FiringRule, reading: Reading, window: string): Machine => {
  if (reading.mark === '-') return { ...machine, window }
  if (!reading.recovered) return { state: 'firing', window, recovered: 0 }
  const recovered = machine.recovered + 1
  // A cleared machine forgets its window: those breaches belong to the episode that ended and open no second one.
  return recovered >= rule.k ? freshMachine() : { state: 'recovering', window, recovered }
}
