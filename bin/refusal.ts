/** Something the person at the keyboard can mend: printed as it is, exit code 2, no stack trace. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}
