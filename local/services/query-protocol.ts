import type { AwsRequest, AwsResponse, World } from '../world.ts'
import { find, type Operations } from './operations.ts'
import { element } from './xml.ts'

/**
 * Answers AWS's query protocol (SES, STS, CloudFormation, SNS): a form with `Action=…` in, XML out.
 * Lists arrive as `Name.member.1`, maps as `Name.entry.1.key`; every value is text.
 */
export async function answerQuery(
  operations: Operations,
  request: AwsRequest,
  world: World,
  namespace: string,
): Promise<AwsResponse> {
  const form = new URLSearchParams(request.body.toString('utf8'))
  const action = form.get('Action') ?? ''
  const output = await find(operations, action, request)(formTree(form), world, request)
  const result = element(`${action}Result`, output ?? {})
  const metadata = element('ResponseMetadata', { RequestId: world.uuid('request-id') })
  return {
    status: 200,
    headers: { 'content-type': 'text/xml' },
    body: `<${action}Response xmlns="${namespace}">${result}${metadata}</${action}Response>`,
  }
}

type Tree = { [name: string]: Tree | string | (Tree | string)[] }

/** The nested value a flat form stands for, without `Action` and `Version`. */
export function formTree(form: URLSearchParams): Tree {
  const root: Tree = {}
  for (const [name, value] of form) {
    if (name === 'Action' || name === 'Version') continue
    place(root, name.split('.'), value)
  }
  return collapse(root) as Tree
}

function place(tree: Tree, path: string[], value: string): void {
  const [head = '', ...rest] = path
  if (rest.length === 0) {
    tree[head] = value
    return
  }
  if (typeof tree[head] !== 'object') tree[head] = {}
  place(tree[head] as Tree, rest, value)
}

/** Turns `{member: {1: a, 2: b}}` into `[a, b]`, in the order of the numbers. */
function collapse(value: Tree | string): Tree | string | (Tree | string)[] {
  if (typeof value === 'string') return value
  const names = Object.keys(value)
  const members = value['member']
  if (names.length === 1 && typeof members === 'object' && !Array.isArray(members)) {
    const numbered = Object.entries(members).sort(([a], [b]) => Number(a) - Number(b))
    return numbered.map(([, item]) => collapse(item as Tree | string) as Tree | string)
  }
  return Object.fromEntries(names.map((name) => [name, collapse(value[name] as Tree | string)]))
}
