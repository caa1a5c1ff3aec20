import { type Ask, isDecisionAsk } from '../../domain/ask.ts'
import { settledBecause } from '../../domain/ask-ladder.ts'
import { topicOf } from '../../domain/ask-opening.ts'
import { escalationOrder, personInRole } from '../../domain/escalation-order.ts'
import { parseInstant } from '../../domain/instant.ts'
import { slotAfter, workingTimeOf } from '../../domain/ladder-time.ts'
import { slotInstant } from '../../domain/mail-occasion.ts'
import { slotPresent } from '../../domain/presence.ts'
import type { Invariant, RunFacts } from './facts.ts'
import { ledgerOf } from './ledger.ts'

const DAY = 86_400_000

/** Once its decision is settled no ask stays open, and an ask that ended says how. */
export const asksEnd: Invariant = (facts) => {
  const { decisionAsks, decisions } = ledgerOf(facts)
  const byId = new Map(decisions.map((decision) => [decision.id, decision]))
  return decisionAsks.flatMap((ask) => {
    const decision = byId.get(ask.decision)
    if (!decision) return [`${nameOf(ask)} is about ${ask.decision}, which does not exist`]
    if (!decision.asks.some((one) => one.ask === ask.id && one.person === ask.person))
      return [`${nameOf(ask)} is not listed by ${ask.decision}`]
    if (ask.state === 'open') {
      const over = settledBecause(ask, decision)
      return over === undefined ? [] : [`${nameOf(ask)} is still open: ${over}`]
    }
    const said = ask.state === 'answered' ? ask.answer : ask.closedBecause
    return ask.closedAt && said ? [] : [`${nameOf(ask)} is ${ask.state} and does not say why`]
  })
}

/** No open ask is past its step, and the mail that will take the step is planned. */
export const asksGoOn: Invariant = (facts) => {
  const { asks, mails } = ledgerOf(facts)
  const { plan } = facts.plans.at(-1)!
  const around = { plan, states: [] }
  return asks
    .filter(({ state, stepAt }) => state === 'open' && stepAt !== undefined)
    .flatMap((ask) => {
      const time = workingTimeOf(plan, ask.person)
      const step = parseInstant(ask.stepAt!)
      // A spent budget or a day away puts a step off to the slot that follows.
      const latest = Math.max(slotAfter(time, step), slotPresent(around, ask.person, step))
      if (latest + DAY < facts.now) return [`${nameOf(ask)} is past its step "${ask.step}" of ${ask.stepAt}`]
      const next = Math.max(step, latest, slotPresent(around, ask.person, facts.now))
      const waits = mails.some(
        (mail) =>
          mail.person === ask.person &&
          (mail.state === 'planned' || mail.state === 'claimed' || mail.state === 'frozen') &&
          parseInstant(slotInstant(mail.slot)) <= next,
      )
      return waits ? [] : [`${nameOf(ask)} has its step "${ask.step}" at ${ask.stepAt}, and no mail is planned by then`]
    })
}

/** A ladder ends only when everybody was asked up to the desk; while it has not ended, exactly one ask of a decision and kind leads. */
export const laddersEndAtDesk: Invariant = (facts) => {
  const { asks } = ledgerOf(facts)
  const open = asks.filter(({ state }) => state === 'open')
  const ended = open
    .filter((ask) => ask.leads && ask.step === 'end' && !reachedDesk(facts, ask))
    .map((ask) => `the ladder of ${nameOf(ask)} ended before the desk; asked were ${ask.asked.join(', ')}`)
  const leads = [
    ...Map.groupBy(
      open,
      (ask) => `${isDecisionAsk(ask) ? ask.decision : ask.kind === 'check-in' ? ask.item : topicOf(ask)} ${ask.kind}`,
    ),
  ].flatMap(([name, all]) => {
    const leading = all.filter((ask) => ask.leads).length
    return leading === 1 ? [] : [`${name}: ${leading} of ${all.length} open asks lead the ladder`]
  })
  return [...ended, ...leads]
}

function reachedDesk({ plans }: RunFacts, ask: Ask): boolean {
  const { plan } = plans.at(-1)!
  const everybody = escalationOrder(ask.chain).map((role) => personInRole(plan, ask, role))
  return (
    ask.asked.includes(plan.organisation.desk) ||
    everybody.every((person) => person === undefined || ask.asked.includes(person))
  )
}

const nameOf = (ask: Ask) => `${ask.id} of ${ask.person} (${ask.kind})`
