import type { Decision } from '../../domain/decision.ts'
import { decide } from '../../domain/decision-answering.ts'
import { parseInstant } from '../../domain/instant.ts'
import { workingTimeOf } from '../../domain/ladder-time.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import type { Cycle } from '../../domain/review/cycle.ts'
import type { ReviewItem } from '../../domain/review/items.ts'
import { handed } from './ladder.ts'
import { type Fired, firedIn, type Question, questionAbout } from './situation.ts'
import { HOUR, Story } from './story.ts'

/** Decisions about the items of a review: one waits when its pack is made, another was taken while it was open. */
export interface ReviewDecisions {
  waiting?: Question
  taken?: Question
  /** The one that was taken, as it was when the review opened. */
  opened?: Decision[]
}

/** Both are asked when the review opens. None is about the first KPI of `owner`, which a silence is shown of, where there are others. */
export function decisionsIn(
  plan: ResolvedPlan,
  { opensAt, closesAt }: Cycle,
  items: readonly ReviewItem[],
  owner: string,
): ReviewDecisions {
  const silenced = items.find((one) => one.kind === 'kpi' && one.owner === owner)?.id
  const about = firedIn(plan).filter(({ series }) => items.some(({ kind, id }) => kind === 'kpi' && id === series.key))
  const others = about.filter(({ series }) => series.key !== silenced)
  const inReview = others.length > 0 ? others : about
  const judged = inReview.filter(({ trigger }) => trigger.kind === 'threshold')
  const [first] = judged.length > 0 ? judged : inReview
  if (!first) return {}
  const waiting = heldBy(plan, questionAbout(plan, first, { came: opensAt }), owner)
  const isOther = ({ series, trigger }: Fired) => series.key !== first.series.key && trigger.kind === 'threshold'
  const second = inReview.find(isOther)
  if (!second) return { waiting }
  const opened = questionAbout(plan, second, { came: opensAt })
  return { waiting, taken: taken(plan, opened, parseInstant(closesAt)), opened: [opened.decision] }
}

/** With the owner whose mails are shown: handed to them an hour after it was opened, where it is somebody else's. */
function heldBy(plan: ResolvedPlan, question: Question, owner: string): Question {
  const { ask } = question
  if (ask.person === owner) return question
  return { ...question, ask: handed(plan, ask, owner, parseInstant(ask.openedAt) + HOUR) }
}

/** Chosen by its decider an hour after the mail, before the review closes. */
function taken(plan: ResolvedPlan, question: Question, closes: number): Question {
  const { ask } = question
  const at = Math.min(parseInstant(ask.stepAt!) + HOUR, closes - HOUR)
  const { zone } = workingTimeOf(plan, ask.person)
  const choice = { option: question.decision.options[0]!.id, rationale: 'Made up: the quickest that helps.', zone }
  const story = new Story(question).next((one) => decide(one, { by: ask.person, via: 'link', ...choice }, at))
  return { ask, decision: story.decision, history: [...story.history] }
}
