import type { Ask } from '../../domain/ask.ts'
import type { Voice } from './ask-words.ts'

/** Why somebody has a question that was first meant for somebody else; undefined for whom it was meant. Escalated copies say it in their own way. */
export function whyYou({ owner, person, role, handedBy }: Ask, { t, name }: Voice): string | undefined {
  if (handedBy) return t.handedBy[handedBy.how](name(handedBy.person), handedBy.words ?? '')
  if (owner === person || role === 'owner' || role === 'delegate') return undefined
  return t.handedOn(name(owner), t.roles[role])
}

/** Whether the ladder asked this person beside the one who is silent. */
export const isEscalated = ({ leads, handedBy }: Ask): boolean => !leads && handedBy === undefined
