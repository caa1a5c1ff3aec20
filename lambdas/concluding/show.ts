import { type Ask, type DecisionAsk, isDecisionAsk, type Link } from '../../domain/ask.ts'
import { lastPutOff } from '../../domain/ask-defer.ts'
import { onwardOf } from '../../domain/ask-onward.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { holderOf, urgeId } from '../../domain/urging.ts'
import { readChairDrafts } from '../aws/chair-drafts.ts'
import { readDrafts } from '../aws/drafts.ts'
import { readNote } from '../aws/people.ts'
import type { PackDone, WaitingDecision } from '../pages/conclude-part.ts'
import { packPage } from '../pages/pack-page.ts'
import { statesAround } from '../posting/states.ts'
import { surroundings } from '../posting/surroundings.ts'
import { waitsUntil } from '../texts/ask-words.ts'
import { decidedIn, type ReviewFacts, readReview } from './facts.ts'

/** The pack behind a link, as everything around it now is; undefined where the link does not lead there. Reads only. */
export async function showPack(
  plan: ResolvedPlan,
  link: Link,
  { cycle: id, done = {} }: { cycle: string; done?: PackDone },
  now: number,
): Promise<string | undefined> {
  const facts = await readReview(link, id, now)
  if (!facts) return undefined
  const { cycle, pack, ask, actions } = facts
  const [waiting, drafts] = await Promise.all([
    waitingFor(plan, link.person, facts, now),
    ask ? readChairDrafts(link.person, ask.id) : [],
  ])
  const names = plan.people.map(({ name }) => name)
  return packPage({
    ...surroundings(plan, link.person, now),
    ...(pack ? { pack } : {}),
    review: cycle.name,
    heldOn: cycle.heldOn,
    missed: cycle.missed,
    functions: Object.fromEntries((plan.functions ?? []).map(({ id: key, name }) => [key, name])),
    chairs: ask !== undefined,
    putOff: Object.fromEntries(
      waiting.flatMap(({ ask: own, decision }) =>
        own ? [[own.id, lastPutOff(plan, { ...own, dueBy: waitsUntil({ ask: own, decision }) }, now) ?? '']] : [],
      ),
    ),
    concluding: {
      cycle,
      ...(ask ? { ask } : {}),
      actions,
      decided: decidedIn(facts),
      waiting,
      drafts,
      people: names,
      done,
    },
  })
}

/** The decisions of the pack with what the reader can do about each: answer it, or have it asked again. */
async function waitingFor(
  plan: ResolvedPlan,
  person: string,
  { cycle, decisions }: ReviewFacts,
  now: number,
): Promise<WaitingDecision[]> {
  const own = new Map(decisions.map(({ decision, asks }) => [decision.id, ownOf(person, asks)]))
  const open = [...own.values()].flatMap((ask) => (ask?.state === 'open' ? [ask] : []))
  const [drafts, states] = await Promise.all([
    readDrafts(
      person,
      open.map(({ id }) => id),
    ),
    statesAround(plan, open),
  ])
  return Promise.all(
    decisions.map(async ({ decision, asks }) => {
      const ask = own.get(decision.id)
      const draft = ask && drafts.get(ask.id)
      const holder = holderOf(asks)
      const urged = holder && (await readNote(holder.person, urgeId(decision.id, cycle.id)))
      return {
        decision,
        ...(ask ? { ask, onward: onwardOf({ plan, states }, ask, decision, now) } : {}),
        ...(draft ? { draft: { action: draft.action, fields: draft.fields } } : {}),
        ...(holder ? { holder: holder.person } : {}),
        ...(urged ? { urged: { by: urged.about.person, at: urged.createdAt } } : {}),
      }
    }),
  )
}

const ownOf = (person: string, asks: readonly Ask[]): DecisionAsk | undefined =>
  asks.filter(isDecisionAsk).find((ask) => ask.person === person && ask.kind === 'decide')
