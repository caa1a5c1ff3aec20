import { log } from './aws/log.ts'
import { type CurrentPlan, currentPlan, NoPlanApplied } from './aws/plan.ts'
import { act } from './commanding/act.ts'
import { Command, refusal } from './commanding/command.ts'
import { listDecisions } from './commanding/list.ts'
import { openDecision } from './commanding/open.ts'
import { showDecision } from './commanding/show.ts'
import { endSilence, listSilences, makeSilence } from './commanding/silence.ts'
import { showStanding } from './commanding/standing.ts'

/**
 * What `throughline decision`, `silence` and `why` ask for: a list, one decision with its history, where a KPI stands, an act. Answers
 * `{ok: true, …}` or `{ok: false, code, sentences}`; throws only what another try may mend.
 */
export async function handler(event: unknown) {
  const parsed = Command.safeParse(event)
  if (!parsed.success)
    return refusal(
      'malformed-request',
      parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the request'}: ${message}`),
    )
  const command = parsed.data
  const now = Date.now()
  const current = await holding()
  if (!current) return refusal('no-plan', ['No plan was applied to this deployment yet: run "throughline apply PLAN".'])
  const { plan } = current
  if (command.act === 'list') return listDecisions(command)
  if (command.act === 'silences') return listSilences(now)
  if (command.act === 'standing') return showStanding(plan, command.kpi)
  if (command.act === 'silence') return makeSilence(plan, command, now)
  if (command.act === 'end-silence') return endSilence(command, now)
  if (command.act === 'show') return showDecision(plan, command.decision)
  const done = command.act === 'open' ? await openDecision(current, command, now) : await act(plan, command, now)
  const { act: what, as, stated } = command
  const decision = command.act === 'open' ? done.ok && done.decision.id : command.decision
  log('info', 'decision commanded', { act: what, decision, as, stated, ok: done.ok })
  return done
}

/** The plan that holds; undefined before the first one is applied. */
async function holding(): Promise<CurrentPlan | undefined> {
  try {
    return await currentPlan()
  } catch (error) {
    if (error instanceof NoPlanApplied) return undefined
    throw error
  }
}
