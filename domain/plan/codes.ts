/**
 * The registry of findings. Every code is here with its level, so that a code and its level cannot disagree and a
 * misspelt code does not compile. docs/lint.md has a section for each, in this order.
 */
import type { CodeEntry } from './code-entry.ts'
import { FILE_CODES } from './codes-file.ts'
import { MEASURE_CODES } from './codes-measures.ts'
import { MOTION_CODES } from './codes-motion.ts'
import { PEOPLE_CODES } from './codes-people.ts'
import { STRATEGY_CODES } from './codes-strategy.ts'

export const CODES = { ...FILE_CODES, ...PEOPLE_CODES, ...STRATEGY_CODES, ...MEASURE_CODES, ...MOTION_CODES }

export type FindingCode = keyof typeof CODES

/** What there is to know of a code. */
export const entryOf = (code: FindingCode): CodeEntry => CODES[code]

/** Whether a text, such as one of an acknowledgement, is a code. */
export const isCode = (text: string): text is FindingCode => Object.hasOwn(CODES, text)
