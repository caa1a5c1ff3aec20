/** A call failed in the terms the state machine matches. */
export class IntegrationError extends Error {
  readonly error: string
  constructor(error: string, cause: string) {
    super(cause)
    this.name = 'IntegrationError'
    this.error = error
  }
}
