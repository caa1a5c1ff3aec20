/** Statuses of what is read, worst first; `not-due`: nothing of it was due yet. Apart from the schemas, which no function needs. */
export const SHOWN_STATUSES = ['off-track', 'stale', 'at-risk', 'on-track', 'no-target', 'not-due'] as const
