/**
 * Kleene's strong three-valued logic (S. C. Kleene, Introduction to Metamathematics, 1952, §64): unknown is neither; an
 * answer is known as soon as no way of filling in what is unknown could change it. M of N with gaps is `conditionOf`.
 */
import type { Truth } from '../condition.ts'

/** True becomes false and the other way round; unknown stays unknown. */
export const negate = (truth: Truth): Truth => (truth === 'unknown' ? truth : truth === 'true' ? 'false' : 'true')

/** Whether all are true: one false decides, then one unknown leaves it open. Of none at all: true. */
export const allTrue = (truths: readonly Truth[]): Truth =>
  truths.includes('false') ? 'false' : truths.includes('unknown') ? 'unknown' : 'true'

/** Whether any is true: one true decides, then one unknown leaves it open. Of none at all: false. */
export const anyTrue = (truths: readonly Truth[]): Truth =>
  truths.includes('true') ? 'true' : truths.includes('unknown') ? 'unknown' : 'false'
