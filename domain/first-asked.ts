/** Since when a question waits for an answer: from the mail that first asked it, not from when it was opened. */
import type { Ask } from './ask.ts'
import { slotInstant } from './mail-occasion.ts'

/** The first mail of this ask (ISO); when it was opened, where none went out. */
export const firstMailed = ({ mails, openedAt }: Pick<Ask, 'mails' | 'openedAt'>): string =>
  mails[0] === undefined ? openedAt : slotInstant(mails[0])

/** The first mail that asked anybody: a copy knows it of the ask it came from. */
export const askedFirst = (ask: Pick<Ask, 'mails' | 'openedAt' | 'since'>): string => ask.since ?? firstMailed(ask)
