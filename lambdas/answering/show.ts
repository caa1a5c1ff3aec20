import { isDecisionAsk, type Link } from '../../domain/ask.ts'
import type { AnswerRefused } from '../../domain/ask-answered.ts'
import { formatInstant } from '../../domain/instant.ts'
import { asksOfLink } from '../../domain/link.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { readDecisions } from '../aws/decisions.ts'
import { personPartition } from '../aws/people.ts'
import { type AnswerPageInput, answerPage, type Refusal } from '../pages/answer-page.ts'
import { surroundings } from '../posting/surroundings.ts'

/** A link may show what was closed up to this long ago: the life of a link and two weeks. */
const SHOWN_MS = 60 * 86_400_000

/** What a POST did, for the page that answers it. */
export type Done = Pick<AnswerPageInput, 'saved' | 'refused'>

/** The page behind a link, as the Ledger is now. Reads only. */
export async function showAsks(plan: ResolvedPlan, link: Link, done: Done, now: number): Promise<string> {
  const { asks, mails } = await personPartition(link.person, formatInstant(now - SHOWN_MS))
  const mail = mails.find((one) => one.slot === link.slot)
  const shown = asksOfLink(link, mail, asks).filter(isDecisionAsk)
  const decisions = await readDecisions(shown.map((ask) => ask.decision))
  const entries = shown.flatMap((ask) => {
    const decision = decisions.get(ask.decision)
    return decision ? [{ ask, decision }] : []
  })
  return answerPage({ ...surroundings(plan, link.person, now), asks: entries, linkExpiresAt: link.expiresAt, ...done })
}

/** Which field a refusal is about, so that the page can say it there. */
const FIELD: Partial<Record<AnswerRefused['code'], Refusal['field']>> = {
  'unknown-option': 'option',
  'bad-reason': 'option',
  'text-missing': 'text',
  'text-too-long': 'text',
}

/** The refusal as the page shows it, with everything typed kept. */
export function refusalOf(
  refused: AnswerRefused,
  posted: { ask: string; action: string },
  typed: Record<string, string>,
): Refusal {
  const day = posted.action === 'snooze' ? ('until' as const) : ('effectFrom' as const)
  const field = refused.code === 'bad-date' ? day : FIELD[refused.code]
  return { ask: posted.ask, action: posted.action, sentence: refused.sentence, field, typed }
}

/** Somebody, or time, was first: the page shows the first answer, which is a success of its own kind. */
const FIRST_STANDS = ['already-answered', 'already-decided', 'already-done', 'not-open', 'withdrawn']

/** 200 when the first answer is shown, 422 when what was typed can be mended, 409 when the ask has moved on. */
export function refusalStatus({ code }: AnswerRefused): number {
  if (FIRST_STANDS.includes(code)) return 200
  return code === 'bad-date' || FIELD[code] ? 422 : 409
}
