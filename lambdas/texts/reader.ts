/** The person a mail or a page is written for: decides language, number format and the clock of every date. */
export interface Reader {
  id: string
  name: string
  /** BCP 47, e.g. `en-GB`. */
  locale: string
  /** IANA, e.g. `Europe/London`. */
  timezone: string
}

/** What every view needs beside its own content. */
export interface Surroundings {
  reader: Reader
  /** Instant at which the view is made; every "tomorrow" and "overdue" is relative to it. */
  now: string
  /** Name of the organisation, as the plan has it. */
  organisation: string
  /** Person id → name, for everybody a view may mention. A missing name is shown as the id. */
  names: Readonly<Record<string, string>>
  /** One line on top of every mail and page, e.g. that the time is simulated. */
  notice?: string
}
