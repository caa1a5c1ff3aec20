import { firstMailed } from '../../domain/first-asked.ts'
import type { Voice } from '../texts/ask-words.ts'
import { askedSince } from '../texts/asked-since.ts'
import { mailTexts } from '../texts/mail-catalogue.ts'
import { whyYou } from '../texts/why-you.ts'
import { urgedBy } from './sections.ts'
import type { MailedAsk, SlotMailInput } from './slot-mail.ts'

/** Why this person gets this ask now, where that is not plain: a reminder, an escalation, somebody else's question. */
export function reasonLine(entry: MailedAsk, input: SlotMailInput, voice: Voice): string | undefined {
  const again = urgedBy(entry, input, voice)
  const reason = askedFor(entry, voice)
  if (again === undefined) return reason
  return [mailTexts(voice).urged.onCard(again), reason].filter(Boolean).join(' ')
}

function askedFor({ ask, decision, how }: MailedAsk, voice: Voice): string | undefined {
  const { t } = voice
  if (how === 'escalated') return t.escalated(voice.name(ask.owner), voice.day(ask.since ?? askedSince(ask, decision)))
  if (how === 'remind') return t.reminded(voice.day(firstMailed(ask)))
  return whyYou(ask, voice)
}
