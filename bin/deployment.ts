import { APIGatewayClient, GetApiKeyCommand } from '@aws-sdk/client-api-gateway'
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { STAGE } from '../lib/stage.ts'
import { Refusal } from './refusal.ts'

/** A deployed stack as the command line sees it: its state and its outputs by name. */
export interface Deployment {
  stackName: string
  status: string
  outputs: Record<string, string>
}

/** Options every command that talks to a deployment has. */
export interface Reach {
  stack: string
  endpoint?: string
}

/**
 * Points every AWS client of this process at a local runner. Its gateway takes any credentials, so none are needed.
 * Without an endpoint the ordinary credential chain and AWS_REGION count.
 */
export function reach({ endpoint }: Reach): void {
  if (!endpoint) return
  if (!URL.canParse(endpoint) || !/^https?:/.test(endpoint))
    throw new Refusal(`--endpoint takes an address like http://127.0.0.1:4510, not "${endpoint}".`)
  process.env.AWS_ENDPOINT_URL = endpoint.replace(/\/+$/, '')
  process.env.AWS_REGION ??= 'eu-west-2'
  process.env.AWS_ACCESS_KEY_ID ??= 'local'
  process.env.AWS_SECRET_ACCESS_KEY ??= 'local'
}

/** Reads the stack's outputs; refuses with what to do when there is no such stack or it is not ready. */
export async function deployment(options: Reach): Promise<Deployment> {
  reach(options)
  try {
    const { Stacks } = await new CloudFormationClient({}).send(new DescribeStacksCommand({ StackName: options.stack }))
    const stack = Stacks?.[0]
    if (!stack) throw new Refusal(missing(options.stack))
    const outputs = Object.fromEntries((stack.Outputs ?? []).map((o) => [o.OutputKey ?? '', o.OutputValue ?? '']))
    return { stackName: options.stack, status: stack.StackStatus ?? 'UNKNOWN', outputs }
  } catch (error) {
    if (error instanceof Error && error.name === 'ValidationError') throw new Refusal(missing(options.stack))
    throw error
  }
}

const missing = (stack: string) =>
  `There is no stack "${stack}" in this account and region. Deploy it with "npx cdk deploy", or name another with --stack.`

/** An output every deployment of this version has. */
export function output({ outputs, stackName }: Deployment, name: string): string {
  const value = outputs[name]
  if (value === undefined) {
    throw new Refusal(
      `The stack "${stackName}" has no output "${name}": it was deployed from another version. Deploy this one.`,
    )
  }
  return value
}

/** Start of the API's addresses, without a trailing slash. A local runner serves the same stage at its own address. */
export const apiUrl = (found: Deployment, { endpoint }: Reach): string =>
  endpoint ? `${endpoint.replace(/\/+$/, '')}/${STAGE}` : output(found, 'ApiUrl').replace(/\/+$/, '')

/** The API key ids of the deployment by source. */
export const keyIds = (found: Deployment): Record<string, string> =>
  JSON.parse(output(found, 'ApiKeys')) as Record<string, string>

/** The API key with which a source posts: given, from THROUGHLINE_API_KEY, or read from API Gateway with the operator's own credentials. */
export async function apiKey(found: Deployment, { key, source }: { key?: string; source?: string }): Promise<string> {
  const given = key ?? process.env.THROUGHLINE_API_KEY
  if (given) return given
  const ids = keyIds(found)
  const names = Object.keys(ids)
  const chosen = source ?? (names.length === 1 ? names[0] : undefined)
  if (!chosen) throw new Refusal(`Several sources may post (${names.join(', ')}): name one with --source.`)
  const id = ids[chosen]
  if (!id)
    throw new Refusal(
      `There is no API key for the source "${chosen}". The deployment has keys for: ${names.join(', ')}.`,
    )
  const { value } = await new APIGatewayClient({}).send(new GetApiKeyCommand({ apiKey: id, includeValue: true }))
  if (!value)
    throw new Refusal(
      `The key of the source "${chosen}" could not be read: apigateway:GET on it is needed, or give --key.`,
    )
  return value
}
