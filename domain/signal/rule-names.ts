/** Names of the detection rules, for whoever only reads what they found. */

/** The weightiest first: where several rules hold at one slot, this order names it (as NHS Making Data Count does). */
export const PRECEDENCE = [
  'limit',
  'trend',
  'two-of-three',
  'half-way',
  'four-of-five',
  'shift',
  'alternation',
  'within-third',
  'outside-third',
  'range',
] as const

export type RuleName = (typeof PRECEDENCE)[number]
