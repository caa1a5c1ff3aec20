import { readdirSync } from 'node:fs'
import { buildSync } from 'esbuild'

/**
 * What each function's code calls, by what it calls it on. Kept by hand, and held against two witnesses: the calls
 * found in the code of its bundle, and the permissions of its role. `due` is the index of that name.
 */
export const CALLS: Record<string, Record<string, string>> = {
  ingest: { Plan: 'GetItem Query', Measurements: 'GetItem BatchGetItem PutItem' },
  'read-api': { Plan: 'GetItem Query', Measurements: 'GetItem BatchGetItem Query', Ledger: 'BatchGetItem' },
  'evaluate-kpi': {
    Plan: 'GetItem Query',
    Measurements: 'GetItem BatchGetItem Query PutItem ConditionCheckItem',
    Ledger: 'GetItem BatchGetItem Query PutItem UpdateItem DeleteItem',
  },
  'evaluate-due': {
    Plan: 'GetItem Query PutItem',
    Measurements: 'GetItem BatchGetItem Query PutItem ConditionCheckItem',
    'Measurements/index/due': 'Query',
    'Ledger/index/due': 'Query',
    Ledger: 'GetItem BatchGetItem Query PutItem UpdateItem DeleteItem',
    schedules: 'CreateSchedule UpdateSchedule DeleteSchedule',
    '*': 'ListSchedules',
    SchedulesRole: 'PassRole',
  },
  'advance-decision': {
    Plan: 'GetItem Query',
    Measurements: 'GetItem Query',
    Ledger: 'GetItem BatchGetItem PutItem UpdateItem DeleteItem',
  },
  'open-cycle': { Plan: 'GetItem Query', Ledger: 'GetItem PutItem' },
  'advance-cycle': {
    Plan: 'GetItem Query',
    Measurements: 'BatchGetItem',
    Ledger: 'GetItem BatchGetItem Query PutItem UpdateItem',
    Archive: 'ListBucket',
    'Archive/cycles/*': 'GetObject PutObject',
  },
  'run-workflows': {
    DecisionsCourseMachine: 'StartExecution SendTaskSuccess',
    ReviewsCourseMachine: 'StartExecution SendTaskSuccess',
    PostQueue: 'SendMessage',
    ConsequencesBus: 'PutEvents',
  },
  'deliver-slot': { 'Ledger/index/due': 'Query', PostQueue: 'SendMessage' },
  'send-mail': {
    Plan: 'GetItem Query',
    Ledger: 'GetItem BatchGetItem Query PutItem UpdateItem',
    Archive: 'ListBucket',
    'Archive/cycles/*': 'GetObject',
    identities: 'SendRawEmail',
    OutboxConfigurationSet: 'SendRawEmail',
  },
  'answer-ask': {
    Plan: 'GetItem Query',
    Ledger: 'GetItem BatchGetItem Query PutItem UpdateItem DeleteItem',
  },
  'conclude-review': {
    Plan: 'GetItem Query',
    Ledger: 'GetItem BatchGetItem Query PutItem UpdateItem DeleteItem',
    Archive: 'ListBucket',
    'Archive/cycles/*': 'GetObject',
  },
  audit: {
    Plan: 'GetItem BatchGetItem Query PutItem',
    'Ledger/index/due': 'Query',
    Ledger: 'GetItem BatchGetItem Query PutItem UpdateItem DeleteItem',
    PostQueue: 'SendMessage',
    DecisionsCourseMachine: 'StartExecution SendTaskSuccess',
    ReviewsCourseMachine: 'StartExecution SendTaskSuccess',
    schedules: 'CreateSchedule UpdateSchedule DeleteSchedule',
    '*': 'ListSchedules',
    SchedulesRole: 'PassRole',
  },
  'apply-plan': {
    Plan: 'GetItem BatchGetItem Query PutItem UpdateItem',
    'Ledger/index/due': 'Query',
    Ledger: 'GetItem BatchGetItem Query PutItem UpdateItem DeleteItem',
    Archive: 'ListBucket',
    'Archive/cycles/*': 'GetObject',
    schedules: 'CreateSchedule UpdateSchedule DeleteSchedule',
    '*': 'ListSchedules',
    SchedulesRole: 'PassRole',
  },
  'command-decision': {
    Plan: 'GetItem Query',
    'Measurements/index/due': 'Query',
    Measurements: 'BatchGetItem',
    'Ledger/index/due': 'Query',
    Ledger: 'GetItem BatchGetItem Query PutItem UpdateItem DeleteItem',
  },
  'record-feedback': { Plan: 'GetItem Query', Ledger: 'UpdateItem' },
}

/** IAM names some calls otherwise than the SDK; a transaction is allowed by the actions of its clauses. */
const ACTION: Record<string, string> = {
  Get: 'GetItem',
  BatchGet: 'BatchGetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  SendMessageBatch: 'SendMessage',
}
/** The module that makes single writes of clauses: which, its callers say. */
const OF_CALLERS = 'lambdas/aws/dynamo.ts'

/**
 * The IAM actions behind the calls in a function's code, found in its bundle, from which esbuild has removed
 * what the function never uses. PassRole is no call; CreateSchedule and UpdateSchedule need it for the role they name.
 * Nor is ListBucket; GetObject needs it to be told that there is nothing under a key.
 */
export function callsInCode(): Map<string, Set<string>> {
  const entries = readdirSync('lambdas')
    .filter((file) => file.endsWith('.ts') && file !== 'env.ts')
    .map((file) => file.replace('.ts', ''))
  const { outputFiles } = buildSync({
    entryPoints: Object.fromEntries(entries.map((entry) => [entry, `lambdas/${entry}.ts`])),
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    write: false,
    outdir: '.',
    logLevel: 'error',
  })
  return new Map(outputFiles.map(({ path, text }) => [/([^/\\]+)\.js$/.exec(path)![1]!, actionsIn(text)]))
}

function actionsIn(bundle: string): Set<string> {
  const found = new Set<string>()
  // esbuild heads each module with its path.
  for (const [, file, code] of bundle.matchAll(/^\/\/ (\S+\.ts)\n([\s\S]*?)(?=^\/\/ \S+\.ts\n|$(?![\s\S]))/gm)) {
    if (file === OF_CALLERS) continue
    const calls = [...code!.matchAll(/new (\w+?)Command\d*\(/g)].map((match) => match[1]!)
    const clauses = [...code!.matchAll(/\b(Put|Update|Delete|ConditionCheck): ?\{/g)].map((match) => match[1]!)
    for (const name of [...calls, ...clauses]) found.add(ACTION[name] ?? name)
  }
  if (found.has('CreateSchedule')) found.add('PassRole')
  if (found.has('GetObject')) found.add('ListBucket')
  return found
}
