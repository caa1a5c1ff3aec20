/** What every ask is when it is opened: with the first person asked, answered by nobody, waiting for its first mail. */
import { formatInstant } from './instant.ts'

/** Of the person asked first, who leads its ladder. What it is about, its deadlines and its first slot are its kind's. */
export const beginning = (person: string, now: number) => ({
  person,
  owner: person,
  leads: true,
  asked: [person],
  state: 'open' as const,
  epoch: 1,
  openedAt: formatInstant(now),
  step: 'deliver' as const,
  mails: [],
  snoozes: 0,
  revision: 1,
})
