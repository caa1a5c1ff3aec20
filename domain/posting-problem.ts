/** Why a posted observation is refused: literal codes with their HTTP status, the same in answers, logs and tests. */

/** 403 the key may not · 409 needs a reason · 422 the caller can correct it. Trying again unchanged never helps. */
export const POSTING_PROBLEMS = {
  malformed: 422,
  'unknown-kpi': 422,
  'unknown-series': 422,
  'may-not-post': 403,
  'wrong-unit': 422,
  'wrong-period': 422,
  'future-period': 422,
  'future-as-of': 422,
  'value-required': 422,
  'ratio-required': 422,
  'not-finite': 422,
  'zero-denominator': 422,
  'out-of-range': 422,
  'key-reused': 422,
  'too-many-revisions': 422,
  'locked-without-reason': 409,
} as const

export type PostingCode = keyof typeof POSTING_PROBLEMS

/** A refusal: what was got and what to do. */
export interface PostingProblem {
  code: PostingCode
  status: 403 | 409 | 422
  detail: string
}

export const refuse = (code: PostingCode, detail: string): { ok: false; problem: PostingProblem } => ({
  ok: false,
  problem: { code, status: POSTING_PROBLEMS[code], detail },
})
