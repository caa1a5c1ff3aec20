import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Settings } from '../../lib/settings.ts'
import { functions, resources, stackWith, template } from './deployment.ts'

const page = readFileSync('docs/deploying.md', 'utf8')

/** How IAM begins the actions of a service, by the name of its client. */
const PREFIX: Record<string, string> = {
  'api-gateway': 'apigateway',
  cloudformation: 'cloudformation',
  cloudwatch: 'cloudwatch',
  dynamodb: 'dynamodb',
  lambda: 'lambda',
  ses: 'ses',
  sns: 'sns',
  sqs: 'sqs',
}

it('the page on deploying names every setting', () => {
  for (const name of Object.keys(Settings.shape)) expect(page).toMatch(new RegExp(`\\| \`${name}[\`.]`))
})

it('the page on deploying and the README count the alarms as they are', () => {
  const readme = readFileSync('README.md', 'utf8')
  for (const text of [page, readme])
    expect(text).toContain(`${resources('AWS::CloudWatch::Alarm').length} alarms $1.70`)
})

it('the pages for operators name outputs and functions that exist', () => {
  const { stack } = stackWith()
  const text = page + readFileSync('docs/runbook.md', 'utf8')
  const names = resources('AWS::Lambda::Function').map(([, fn]) => fn.Properties.FunctionName as string)
  for (const [, name] of text.matchAll(/\$STACK-([a-z]+(?:-[a-z]+)*)/g))
    expect(names).toContain(`${stack.stackName}-${name}`)
  const outputs = Object.keys(template.toJSON().Outputs)
  for (const [, name] of text.matchAll(/outputs? `?([A-Z][A-Za-z]+)/g))
    expect([...outputs, 'DomainTarget']).toContain(name)
})

it('the runbook has a row for every function, and for no other', () => {
  const table = readFileSync('docs/runbook.md', 'utf8').split('## When a function fails')[1]!
  const rows = [...table.matchAll(/^\| ([a-z]+(?:-[a-z]+)*) \|/gm)].map(([, name]) => name)
  expect(rows.filter((name) => name !== 'function').sort()).toEqual([...functions.keys()].sort())
})

it('before destroying, the executions of every machine are stopped', () => {
  const machines = Object.keys(template.toJSON().Outputs).filter((name) => name.endsWith('Machine'))
  expect(machines).toHaveLength(resources('AWS::StepFunctions::StateMachine').length)
  const loop = /^ +for machine in (.+); do$/m.exec(page)![1]!
  expect(loop).toBe(machines.map((name) => `<output ${name}>`).join(' '))
})

/** IAM names some calls otherwise than the SDK; of API Gateway it knows the methods alone. */
const ACTION: Record<string, string> = { Invoke: 'InvokeFunction', GetApiKey: 'GET' }

it('the permissions of an operator name each function that a command calls, and each call', () => {
  const table = page.split('Whoever runs these commands needs')[1]!.split('\n## ')[0]!
  for (const name of ['apply-plan', 'command-decision']) expect(table).toContain(`\`<stackName>-${name}\``)
  const imported = readdirSync('bin', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/^(faulting|starting)\//.test(file))
    .flatMap((file) => [
      ...readFileSync(join('bin', file), 'utf8').matchAll(
        /import \{([^}]+)\} from '@aws-sdk\/(?:client|lib)-([a-z-]+)'/g,
      ),
    ])
  const calls = imported.flatMap(([, names, service]) =>
    [...names!.matchAll(/\bpaginate(\w+)|\b(\w+)Command\b/g)].map(([, pages, one]) => [service!, (pages ?? one)!]),
  )
  expect(calls.length).toBeGreaterThan(10)
  for (const [service, call] of calls) {
    // Asking who one is needs no permission.
    if (service === 'sts') continue
    const action = ACTION[call!] ?? call!
    const verb = /^[A-Z][a-z]+/.exec(action)?.[0] ?? action
    expect(table).toMatch(new RegExp(`\`${PREFIX[service!]}:(${action}|${verb}\\*)\``))
  }
})

it('the permissions of an operator name the calls of the runbook', () => {
  const table = page.split('Whoever runs these commands needs')[1]!.split('\n## ')[0]!
  const rows = table.split('\n').filter((row) => row.includes('(runbook.md)'))
  const runbook = readFileSync('docs/runbook.md', 'utf8')
  const calls = [...runbook.matchAll(/\baws (sqs|stepfunctions|lambda|dynamodb) ([a-z-]+)/g)]
  expect(calls.length).toBeGreaterThan(10)
  for (const [, service, call] of calls) {
    const action = call!.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())
    const prefix = service === 'stepfunctions' ? 'states' : service
    expect(rows.join()).toContain(`\`${prefix}:${ACTION[action] ?? action}\``)
  }
})
