/** Ways in which `throughline lint` prints what it found: for people, programs, and services that show it in a pull request. */
export const FORMATS = ['text', 'json', 'github', 'sarif'] as const

export type Format = (typeof FORMATS)[number]
