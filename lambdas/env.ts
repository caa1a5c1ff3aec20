import * as z from 'zod'

/** A variable of the environment is missing or malformed: the deployment is wrong, no retry helps. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError'
}

/**
 * A reader of one variable. It reads when first needed, not at import, so that a function needs only what it uses;
 * it remembers what it parsed as long as the text stays the same.
 */
function reader<T>(name: string, parse: (text: string) => T, absent?: () => T): () => T {
  let known: { text: string; value: T } | undefined
  return () => {
    const text = process.env[name]
    if (text === undefined || text === '') {
      if (absent) return absent()
      throw new EnvironmentError(
        `The environment variable ${name} is not set; the template of this function must set it.`,
      )
    }
    if (known?.text === text) return known.value
    try {
      known = { text, value: parse(text) }
    } catch (cause) {
      throw new EnvironmentError(
        `The environment variable ${name} is malformed: ${cause instanceof Error ? cause.message : cause}`,
      )
    }
    return known.value
  }
}

const plain = (text: string) => text
const list = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter(Boolean)

/** Table of plan versions. */
export const planTable = reader('PLAN_TABLE', plain)
/** Table of observations and fold checkpoints. */
export const measurementsTable = reader('MEASUREMENTS_TABLE', plain)
/** Table of decisions, asks, mails and history. */
export const ledgerTable = reader('LEDGER_TABLE', plain)
/** Event bus that every change is published on. */
export const busName = reader('BUS_NAME', plain)
/** Queue of mails to send. */
export const mailQueueUrl = reader('MAIL_QUEUE_URL', (text) => z.url().parse(text))
/** Bucket of what is too large for a table. */
export const archiveBucket = reader('ARCHIVE_BUCKET', plain)
/** State machine that gives each review's cycle its course. */
export const reviewMachineArn = reader('REVIEW_MACHINE_ARN', plain)
/** State machine that gives each decision its course. */
export const decisionMachineArn = reader('DECISION_MACHINE_ARN', plain)
/** Start of every link in a mail, without a trailing slash. */
export const linkBaseUrl = reader('LINK_BASE_URL', (text) => z.url().parse(text).replace(/\/+$/, ''))
/** The From of every mail. */
export const mailSender = reader('MAIL_SENDER', plain)
/** Whom mail may reach: everybody, only the allowlist, or one address instead of all. The careful one is the default. */
export const mailMode = reader(
  'MAIL_MODE',
  (text) => z.enum(['live', 'allowlist', 'redirect']).parse(text),
  () => 'allowlist' as const,
)
/** Addresses, or `@domain` for a whole domain, in lower case. */
export const mailAllowlist = reader('MAIL_ALLOWLIST', list, () => [])
/** The one address that gets everything in mode `redirect`. */
export const mailRedirectTo = reader('MAIL_REDIRECT_TO', plain)
/** SES configuration set (TLS required, bounces and complaints published); none outside a deployment. */
export const configurationSet = reader<string | undefined>('CONFIGURATION_SET', plain, () => undefined)
/** Which source each API key speaks for: key id → source. */
export const apiKeySources = reader('API_KEY_SOURCES', (text) =>
  z.record(z.string(), z.string()).parse(JSON.parse(text)),
)
/** Ids of the API keys that read every KPI and post none. */
export const apiKeyReaders = reader(
  'API_KEY_READERS',
  (text) => z.array(z.string()).parse(JSON.parse(text)),
  () => [],
)
/** Group of the schedules that applying a plan creates. */
export const scheduleGroup = reader('SCHEDULE_GROUP', plain)
/** Role under which Scheduler invokes functions. */
export const scheduleRoleArn = reader('SCHEDULE_ROLE_ARN', plain)
/** Queue of invocations that Scheduler gave up. */
export const scheduleDlqArn = reader('SCHEDULE_DLQ_ARN', plain)
/** Function that queues the mails of a slot. */
export const deliverSlotArn = reader('DELIVER_SLOT_ARN', plain)
/** Function that looks for silence. */
export const evaluateDueArn = reader('EVALUATE_DUE_ARN', plain)
/** Function that opens the cycles of reviews. */
export const openCycleArn = reader('OPEN_CYCLE_ARN', plain)
/** Name of the stack: tells metrics of deployments in one account apart. */
export const deploymentName = reader('DEPLOYMENT_NAME', plain)
/** A line on top of every page and mail, e.g. that the time is simulated. */
export const notice = reader<string | undefined>('NOTICE', plain, () => undefined)
