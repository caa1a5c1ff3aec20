import { Refusal } from './refusal.ts'

/** Codes of the system for an address behind which nobody answers. */
const UNREACHABLE = ['ECONNREFUSED', 'ENOTFOUND', 'ECONNRESET', 'EHOSTUNREACH', 'ETIMEDOUT', 'EAI_AGAIN']

/** What AWS's client says about whoever runs the command, and what to do about it. */
const OF_THE_CALLER: [name: RegExp, todo: string][] = [
  [
    /^CredentialsProviderError$/,
    'There are no AWS credentials: log in (aws sso login), name a profile (AWS_PROFILE), or give the --endpoint of a local runner.',
  ],
  [/^(ExpiredToken|ExpiredTokenException|TokenRefreshRequired)/, 'The AWS credentials have expired: log in again.'],
  [
    /^(InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch)/,
    'AWS does not know these credentials: check AWS_PROFILE, or the keys in the environment.',
  ],
  [
    /^(AccessDenied|AccessDeniedException|UnauthorizedOperation)/,
    'These AWS credentials may not do this: use a role that may, or have the permission granted.',
  ],
]

/** What ended a command, in a sentence that says what to do; only what nobody foresaw keeps its name. */
export function explain(error: unknown): string {
  if (error instanceof Refusal) return error.message
  if (!(error instanceof Error)) return String(error)
  const code = codeOf(error)
  if (code !== undefined && UNREACHABLE.includes(code)) return unreachable(code)
  if (/Region is missing/.test(error.message))
    return 'No AWS region is set: set AWS_REGION, or give the --endpoint of a local runner.'
  const found = OF_THE_CALLER.find(([name]) => name.test(error.name))
  return found ? `${found[1]}\n(${error.name}: ${error.message})` : `${error.name}: ${error.message}`
}

function unreachable(code: string): string {
  const endpoint = process.env.AWS_ENDPOINT_URL
  return endpoint
    ? `Nobody answers at ${endpoint} (${code}): start a local runner with "npm start", which prints its address.`
    : `AWS could not be reached (${code}): check the network and AWS_REGION.`
}

/** The system's code of an error or of what caused it: fetch and the AWS clients wrap it in different depths. */
function codeOf(error: unknown, depth = 0): string | undefined {
  if (typeof error !== 'object' || error === null || depth > 4) return undefined
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown[] }
  return typeof code === 'string' ? code : (codeOf(cause, depth + 1) ?? codeOf(errors?.[0], depth + 1))
}
