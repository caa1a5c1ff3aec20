import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, it } from 'vitest'
import { functions, resources, spell } from './deployment.ts'

interface Statement {
  Effect: string
  Action: string | string[]
  Resource: unknown
  Condition?: Record<string, Record<string, unknown>>
}

const many = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value])
const statements = resources('AWS::IAM::Policy').flatMap(([id, policy]) =>
  (policy.Properties.PolicyDocument.Statement as Statement[]).map((statement) => ({
    id,
    ...statement,
    actions: many(statement.Action),
  })),
)

/** Actions that know no resource, so that IAM takes only `*` for them. */
const KNOW_NO_RESOURCE = new Set([
  // Lambda calls it for the function to follow a stream.
  'dynamodb:ListStreams',
  // The group is an argument of the call.
  'scheduler:ListSchedules',
  // Step Functions sets up the delivery of its logs.
  ...[
    'CreateLogDelivery',
    'DeleteLogDelivery',
    'DescribeLogGroups',
    'DescribeResourcePolicies',
    'GetLogDelivery',
    'ListLogDeliveries',
    'PutResourcePolicy',
    'UpdateLogDelivery',
  ].map((name) => `logs:${name}`),
])

it('no permission is for every resource, except of actions that know none', () => {
  for (const { actions, Resource } of statements) {
    if (many(Resource).some((one) => spell(one) === '*'))
      expect([...KNOW_NO_RESOURCE]).toEqual(expect.arrayContaining(actions))
  }
})

it('no permission is for every action of a service', () => {
  for (const { actions } of statements) for (const action of actions) expect(action).not.toContain('*')
})

it('resources with a wildcard inside are failed batches, what is kept of cycles, schedules of the group, and identities under a fixed sender', () => {
  const wide = statements.flatMap(({ Resource, Condition }) =>
    many(Resource)
      .map(spell)
      .filter((one) => one !== '*' && one.includes('*'))
      .map((one) => ({ one, Condition })),
  )
  for (const { one, Condition } of wide) {
    const named = [/\/aws\/lambda\/\*$/, /\/cycles\/\*$/, /:schedule\/Throughline\/\*$/].some((pattern) =>
      pattern.test(one),
    )
    const fixed =
      /:identity\/\*$/.test(one) && Condition?.StringEquals?.['ses:FromAddress'] === 'throughline@example.org'
    expect([one, named || fixed]).toEqual([one, true])
  }
})

it('a role is handed to Scheduler and to nobody else', () => {
  for (const { Condition } of statements.filter(({ actions }) => actions.includes('iam:PassRole'))) {
    expect(Condition).toEqual({ StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } })
  }
})

it('no function can make a log group, which would come back after the stack is destroyed', () => {
  for (const { actions } of statements) expect(actions).not.toContain('logs:CreateLogGroup')
  const roles = resources('AWS::IAM::Role').filter(([, role]) => role.Properties.ManagedPolicyArns)
  expect(roles.map(([id]) => id.replace(/[0-9A-F]{8}$/, ''))).toEqual(['ApiRestCloudWatchRole'])
})

/** Environment variables by the name under which lambdas/env.ts exports their readers. */
const readers = new Map(
  [...readFileSync('lambdas/env.ts', 'utf8').matchAll(/export const (\w+) = reader(?:<[^>]*>)?\(\s*'([A-Z_]+)'/g)].map(
    (match) => [match[1]!, match[2]!],
  ),
)

/** Readers that any module imports which this file imports, directly or not. */
function reads(file: string, seen = new Set<string>()): Set<string> {
  const found = new Set<string>()
  if (seen.has(file)) return found
  seen.add(file)
  for (const [, what, from] of readFileSync(file, 'utf8').matchAll(/import \{([^}]*)\} from '(\.[^']*)'/g)) {
    const target = normalize(join(dirname(file), from!))
    if (target === 'lambdas/env.ts') for (const name of what!.split(',')) found.add(readers.get(name.trim())!)
    else if (target.startsWith('lambdas/')) for (const name of reads(target, seen)) found.add(name)
  }
  found.delete(undefined as never)
  return found
}

/** Variables that may be absent, by their default or because another setting makes them needless. */
const OPTIONAL = ['MAIL_ALLOWLIST', 'MAIL_REDIRECT_TO', 'NOTICE', 'CONFIGURATION_SET']
/** Imported with what reads items, and never read: it writes nothing into the Ledger. */
const NEVER_READ: Record<string, string[]> = { 'run-workflows': ['LEDGER_TABLE'] }

it.each([...functions.keys()])('%s is given the variables it reads and no others', (entry) => {
  const given = Object.keys(functions.get(entry)!.Properties.Environment?.Variables ?? {})
  const used = [...reads(`lambdas/${entry}.ts`)]
  const needless = [...OPTIONAL, ...(NEVER_READ[entry] ?? [])]
  expect(given.filter((name) => !used.includes(name))).toEqual([])
  expect(used.filter((name) => !given.includes(name) && !needless.includes(name))).toEqual([])
})
