/** The line in a next mail that a question which was mailed needs no answer any more. */
import type { Ask, AskNote } from './ask.ts'
import { titleOf } from './ask-title.ts'
import { idHash } from './hash.ts'
import { formatInstant } from './instant.ts'
import { slotInstant } from './mail-occasion.ts'

/** Why it needs none: the plan dropped it, another question asks it, its owner is there again, or its ground is gone. */
type Unneeded = 'plan-dropped' | 'merged' | 'returned' | 'withdrawn'

/** Undefined for who never saw the question. `about` is what the line says besides the question itself. */
export const unneededNote = (
  kind: Unneeded,
  ask: Ask,
  now: number,
  about: Partial<AskNote['about']> = {},
): AskNote | undefined =>
  ask.mails.length === 0
    ? undefined
    : {
        id: `N-${idHash([kind, ask.id])}`,
        person: ask.person,
        kind,
        about: {
          person: ask.person,
          ask: ask.id,
          ...titleOf(ask),
          dueBy: ask.dueBy,
          since: slotInstant(ask.mails[0]!),
          ...about,
        },
        createdAt: formatInstant(now),
      }
