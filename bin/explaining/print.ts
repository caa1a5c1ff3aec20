import { slotInstant } from '../../domain/mail-occasion.ts'
import { when } from '../applying/when.ts'
import type { ExplainedMail, Explanation } from './explanation.ts'

/** The explanation as lines to print; at most `most` mails, the newest first, and how many are left out. */
export function explanationLines(explained: Explanation, most: number): string[] {
  const { name, person, zone, mails, open, notes, spared } = explained
  const at = (instant: string) => when(instant, zone)
  const [coming, past] = [mails.filter(isComing).reverse(), mails.filter((mail) => !isComing(mail))]
  const left = past.length - most
  return [
    `${name} (${person}), ${zone}`,
    ...stateLines(explained, at),
    '',
    coming.length === 0 ? 'Next: nothing is planned.' : 'Next:',
    ...coming.flatMap((mail) => mailLines(mail, at)),
    '',
    open.length === 0 ? 'Nothing waits for an answer.' : 'Waits for an answer:',
    ...open.flatMap(({ title, dueBy, why, next, nextAt, mails: sent }) => [
      `  “${title}”`,
      `    due ${at(dueBy)}; ${sent} mail${sent === 1 ? '' : 's'} so far; ${why}`,
      `    next: ${next}${nextAt === undefined ? '' : `, ${at(nextAt)}`}`,
    ]),
    ...(spared.length === 0
      ? []
      : [
          '',
          'Not asked by the newest review:',
          ...spared.map(
            (one) => `  “${one.name}”, ${one.review}: ${one.why}${one.at === undefined ? '' : `, ${at(one.at)}`}`,
          ),
        ]),
    ...(notes.length === 0 ? [] : ['', 'To be told with the next mail:', ...notes.map((note) => `  ${note}`)]),
    '',
    past.length === 0 ? 'No mail is over.' : 'Mails, newest first:',
    ...past.slice(0, most).flatMap((mail) => mailLines(mail, at)),
    ...(left > 0 ? [`  and ${left} before them: --since 2026-01-31 shows all since a day`] : []),
  ]
}

const isComing = ({ state }: ExplainedMail): boolean => state !== 'sent' && state !== 'skipped'

function stateLines(explained: Explanation, at: (instant: string) => string): string[] {
  const { inPlan, unreachable, absences, deputy, remindersOff } = explained
  const standIn = deputy === undefined ? '' : `; ${deputy} stands in`
  return [
    ...(inPlan ? [] : ['No longer in the plan: is asked nothing more.']),
    ...(unreachable
      ? [
          `Unreachable since ${at(unreachable.since)}: ${unreachable.because}${unreachable.counts ? '; nothing is sent to this address' : '; the plan has another address since, so this counts no more'}`,
        ]
      : []),
    ...(remindersOff
      ? [
          `Gets no reminders since ${at(remindersOff)}, as they wished: is asked once, and their manager hears of silence as ever`,
        ]
      : []),
    ...absences.map(
      ({ from, to, said }) => `Away ${from} to ${to}${standIn}${said ? `; they said so on ${at(said)}` : ''}`,
    ),
  ]
}

const OCCASIONS: Record<ExplainedMail['occasion'], string> = {
  slot: '',
  urgent: ', urgent, of its own',
  'asked-for': ', because they wanted a fresh link',
  pack: '',
  leaving: ', because they said that they are away',
}

function mailLines({ slot, occasion, state, sentAt, about, reasons }: ExplainedMail, at: (i: string) => string) {
  const late = sentAt !== undefined && Date.parse(sentAt) - Date.parse(slotInstant(slot)) > 3_600_000
  return [
    `  ${at(slotInstant(slot))}  ${state}${OCCASIONS[occasion]}${about === undefined ? '' : `, ${about}`}${late ? `, late: at ${at(sentAt!)}` : ''}`,
    ...reasons.map((reason) => `    ${reason}`),
  ]
}
