/** The same item was changed by somebody else again and again; the caller's whole run may be tried again later. */
export class TooManyConflicts extends Error {
  override readonly name = 'TooManyConflicts'
}

/** Rounds of read, decide, write. Each loss means that another writer won, so the system as a whole moved on. */
const ROUNDS = 6

/** Repeats read–decide–write until it was written: `undefined` means that a condition failed and all must be read again. */
export async function retryLost<T>(what: string, round: () => Promise<T | undefined>): Promise<T> {
  for (let attempt = 1; attempt <= ROUNDS; attempt += 1) {
    const done = await round()
    if (done !== undefined) return done
  }
  throw new TooManyConflicts(`Writing the ${what} lost against other writers ${ROUNDS} times.`)
}
