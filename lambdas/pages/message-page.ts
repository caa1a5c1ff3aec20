/**
 * `unknown`: forged, mistyped or revoked link (404). `expired`: the link was good once (410), offers a fresh mail.
 * `renewed`: the fresh mail is on its way (200). `trouble`: something broke on our side, try again (5xx).
 * `refused`: the request cannot be read, e.g. a body that is no form (400).
 */
export type MessageKind = 'unknown' | 'expired' | 'renewed' | 'trouble' | 'refused'

/** A page without asks. Language and names are those of the reader only where a link proves who that is. */
export interface MessagePageInput {
  kind: MessageKind
  locale?: string
  organisation?: string
  notice?: string
}
