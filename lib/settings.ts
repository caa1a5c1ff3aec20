import * as z from 'zod'
import { senderOf } from '../domain/sender.ts'

const ADDRESS = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/
/** Function environments hold 4 KB of text: room for the ids of this many keys, and for a list of this length. */
const MOST_SOURCES = 50
const MOST_READERS = 20
const LONGEST_ALLOWLIST = 2500
/** AWS has a bus and a schedule group of this name already. */
const TAKEN = 'default'
/** CloudWatch Logs keeps for these days only; any other number is refused at deployment, so it is refused here. */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]

const Address = z.string().regex(ADDRESS, 'write an e-mail address such as operations@example.org')
const Sender = z
  .string()
  .refine(
    (text) => ADDRESS.test(senderOf(text).address),
    'write an address, or a name and an address: Throughline <throughline@example.org>',
  )
  .refine(
    (text) => /^[\x21-\x7e]+$/.test(senderOf(text).address),
    'SES takes addresses of ASCII characters alone (a domain in other letters as xn--…); the name may have any',
  )
  // In the From of a mail the domain is in small letters, and SES compares letter by letter with the permission to send.
  .transform((text) => text.replace(/@[^@>\s]*>?\s*$/, (domain) => domain.toLowerCase()))
const Allowed = z.string().refine((text) => ADDRESS.test(text) || /^@[^\s@]+\.[^\s@]+$/.test(text), {
  message: 'write addresses or whole domains: ann@example.org,@example.org',
})
const SourceId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "write the source's id as in the plan: lower-case letters, digits and hyphens")

/** A list given as a JSON array, or on the command line as text with commas. */
const list = <T extends z.ZodType>(entry: T) =>
  z.preprocess(
    (got) =>
      typeof got === 'string'
        ? got
            .split(',')
            .map((part) => part.trim())
            .filter(Boolean)
        : got,
    z.array(entry),
  )

const Mail = z
  .strictObject({
    /** Whom mail may reach; a first deployment reaches nobody who is not listed. */
    mode: z.enum(['live', 'allowlist', 'redirect'], 'write live, allowlist or redirect').default('allowlist'),
    allowlist: list(Allowed)
      .refine(
        (entries) => entries.join(',').length <= LONGEST_ALLOWLIST,
        `it is longer than ${LONGEST_ALLOWLIST} characters, for which a function has no room: write whole domains`,
      )
      .default([]),
    redirectTo: Address.optional(),
  })
  .refine((mail) => mail.mode !== 'redirect' || mail.redirectTo, {
    path: ['redirectTo'],
    message: 'mode redirect needs the one address that gets every mail',
  })

const Domain = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'write a host name such as decide.example.org'),
  certificateArn: z
    .string()
    .regex(
      /^arn:[a-z-]+:acm:[a-z0-9-]+:\d{12}:certificate\/.+$/,
      'write the ARN of an ACM certificate in the region of the stack',
    ),
  /** Where the alias record goes; without it the record is the operator's to make. */
  hostedZone: z.strictObject({ id: z.string().min(1), name: z.string().min(1) }).optional(),
})

/** What an operator chooses of a deployment: `throughline` in cdk.json, single values by `-c throughline:mail.mode=live`. */
export const Settings = z.strictObject({
  /** Names the stack and everything in it: `<stackName>-ingest`. Another name is another deployment. */
  stackName: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/, 'write letters, digits and hyphens, at most 40')
    .refine((name) => name.toLowerCase() !== TAKEN, 'AWS has things of this name already: write another')
    .default('Throughline'),
  /** The From of every mail: an address of an identity verified in SES. */
  sender: Sender.default('Throughline <throughline@example.org>'),
  /** Who is told by mail when an alarm rings. */
  alarmAddress: Address.default('operations@example.org'),
  mail: Mail.prefault({}),
  /** Systems that post observations: one API key each, named as in the plan. */
  sources: list(SourceId)
    .refine((ids) => ids.length > 0, 'name at least one source')
    .refine((ids) => ids.length <= MOST_SOURCES, `name at most ${MOST_SOURCES} sources; systems may share one`)
    .refine((ids) => new Set(ids).size === ids.length, 'name each source once')
    .default(['emergency-feed']),
  /** Programs that read every KPI and post none: one API key each, by a name of yours. */
  readers: list(SourceId)
    .refine((ids) => ids.length <= MOST_READERS, `name at most ${MOST_READERS} readers; programs may share one`)
    .refine((ids) => new Set(ids).size === ids.length, 'name each reader once')
    .default([]),
  domain: Domain.optional(),
  /** A line on top of every page and mail. */
  notice: z.string().max(200).optional(),
  logRetentionDays: z.coerce
    .number()
    .refine((days) => RETENTION_DAYS.includes(days), `write one of ${RETENTION_DAYS.join(', ')}`)
    .default(90),
  /** Where operators read the runbook; alarms link its sections. */
  runbook: z.string().min(1).default('docs/runbook.md'),
})
export type Settings = z.infer<typeof Settings>

/** A setting cannot be used. The message says which, what was got and what to write. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
}

const PREFIX = 'throughline:'

/**
 * Reads the settings from the app's context: the object `throughline`, over it every `throughline:dotted.path`.
 * Throws a SettingsError with one line for each setting that is wrong.
 */
export function readSettings(context: Record<string, unknown>): Settings {
  const given = structuredClone(context.throughline ?? {}) as Record<string, unknown>
  for (const [key, value] of Object.entries(context)) {
    if (key.startsWith(PREFIX)) place(given, key.slice(PREFIX.length).split('.'), value)
  }
  const parsed = Settings.safeParse(given)
  if (parsed.success) return parsed.data
  throw new SettingsError(parsed.error.issues.map((issue) => complaint(issue, given)).join('\n'))
}

function place(target: Record<string, unknown>, [head, ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    target[head!] = value
    return
  }
  const inner = target[head!]
  const next = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : {}
  target[head!] = next
  place(next, rest, value)
}

function complaint(issue: z.core.$ZodIssue, given: unknown): string {
  if (issue.code === 'unrecognized_keys') {
    const where = [...issue.path, ''].join('.')
    return `The setting ${PREFIX}${where}${issue.keys.join(', ')} does not exist; see Settings in lib/settings.ts for those that do.`
  }
  const got = issue.path.reduce<unknown>(
    // A list given as text has no entries to point at: the whole text is what was got.
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : value,
    given,
  )
  return `The setting ${PREFIX}${issue.path.join('.')} is ${JSON.stringify(got) ?? 'missing'}: ${issue.message}.`
}
