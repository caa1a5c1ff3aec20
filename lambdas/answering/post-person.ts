import type { APIGatewayProxyResult } from 'aws-lambda'
import type { Link } from '../../domain/ask.ts'
import { type AnswerRefused, isAnswerRefused } from '../../domain/ask-answered.ts'
import { goAway } from '../../domain/away.ts'
import { leavingSlot } from '../../domain/mail-occasion.ts'
import { personOf } from '../../domain/plan/lookup.ts'
import type { ResolvedPlan } from '../../domain/plan/resolved.ts'
import { stopReminders, wantsNone } from '../../domain/reminders.ts'
import { transact } from '../aws/dynamo.ts'
import { planMailOf } from '../aws/mails.ts'
import { newNote, readStates, sayOfPerson } from '../aws/people.ts'
import { retryLost } from '../decisions/conflict.ts'
import { pageResponse } from '../http/page.ts'
import { Slots } from '../posting/slots.ts'
import { surroundings } from '../posting/surroundings.ts'
import { refusedWords } from '../texts/refused-words.ts'
import type { Posted } from './form.ts'
import { showAsks } from './show.ts'

type Said = Extract<Posted, { kind: 'person' }>

/** Records what somebody says of themselves and shows the page as it then is. Said twice, nothing more happens. */
export async function postPerson(
  plan: ResolvedPlan,
  link: Link,
  said: Said,
  now: number,
): Promise<APIGatewayProxyResult> {
  const refused = await record(plan, link, said, now)
  if (!refused) return pageResponse(200, await showAsks(plan, link, { personSaved: said.action }, now))
  const refusal = {
    ask: '',
    action: said.action,
    sentence: refusedWords(refused.refused, surroundings(plan, link.person, now)),
    field: 'until' as const,
    typed: said.typed,
  }
  return pageResponse(refused.code === 'bad-date' ? 422 : 409, await showAsks(plan, link, { refused: refusal }, now))
}

const record = (plan: ResolvedPlan, link: Link, said: Said, now: number): Promise<AnswerRefused | undefined> => {
  switch (said.action) {
    case 'away':
      return away(plan, link, said, now)
    case 'back':
      return takeBack(link, 'away')
    case 'reminders-off':
      return unsubscribe(plan, link, 'link', now)
    case 'reminders-on':
      return takeBack(link, 'remindersOff')
  }
}

/** The button of a mail client. It works with an expired link too: what it asks for can be undone, and shows nothing. */
export async function oneClick(plan: ResolvedPlan, link: Link, now: number): Promise<void> {
  await unsubscribe(plan, link, 'one-click', now)
}

/** The wish, the line for their manager and the mail that brings it, in one transaction. Said twice, nothing more happens. */
async function unsubscribe(
  plan: ResolvedPlan,
  { person }: Link,
  via: 'link' | 'one-click',
  now: number,
): Promise<AnswerRefused | undefined> {
  const slots = new Slots(plan)
  return retryLost(`reminders of ${person}`, async () => {
    const manager = personOf(plan, person)?.manager
    const states = await readStates([person, ...(manager === undefined ? [] : [manager])])
    if (wantsNone({ states }, person)) return { refused: undefined }
    const outcome = stopReminders({ plan, states }, { person, via }, now)
    if (isAnswerRefused(outcome)) return { refused: outcome }
    const { remindersOff, note, slot } = outcome
    const failed = await transact([
      sayOfPerson(person, 'remindersOff', remindersOff, 'once'),
      newNote(note),
      ...slots.clauses([{ person: note.person, slot, urgent: false }]),
    ])
    slots.note(failed)
    return failed.length === 0 ? { refused: undefined } : undefined
  }).then(({ refused }) => refused)
}

/** The absence, and the order to hand everything on, in one transaction. */
async function away(
  plan: ResolvedPlan,
  { person }: Link,
  { typed }: Said,
  now: number,
): Promise<AnswerRefused | undefined> {
  const outcome = goAway({ plan, person, until: typed.until ?? '', via: 'link' }, now)
  if (isAnswerRefused(outcome)) return outcome
  const { from, to, at } = outcome.away
  const [known] = await readStates([person])
  // Said twice: the first saying counts, or two tabs would hand on twice what was opened in between.
  if (known?.away?.from === from && known.away.to === to) return undefined
  const order = { person, slot: leavingSlot(at, to) }
  const failed = await transact([sayOfPerson(person, 'away', outcome.away), planMailOf(order, true)])
  if (failed.length > 0)
    throw new Error(`The mail ${order.slot} of ${person} is under way already; the absence was not kept.`)
  return undefined
}

/** What was handed on stays where it is: somebody has begun with it. A line about reminders that still waits is dropped at its slot. */
async function takeBack({ person }: Link, what: 'away' | 'remindersOff'): Promise<undefined> {
  await transact([sayOfPerson(person, what, undefined)])
}
