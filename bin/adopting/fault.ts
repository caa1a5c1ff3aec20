/** What is wrong in a file that is imported, and where. */

/** A place in the file; both count from 1, the column in characters. */
export interface Place {
  line: number
  column: number
}

export interface CellFinding extends Place {
  message: string
}

/** Why a cell cannot be used, in one sentence that says what to write. */
export class Fault {
  readonly message: string

  constructor(message: string) {
    this.message = message
  }
}

/** A file of which nothing can be used; caught by the command, never shown with a stack. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
  readonly findings: CellFinding[]

  constructor(...given: [Place, string] | CellFinding[]) {
    super('unreadable')
    this.findings =
      typeof given[1] === 'string' ? [{ ...(given[0] as Place), message: given[1] }] : (given as CellFinding[])
  }
}
