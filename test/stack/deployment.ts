import { readFileSync } from 'node:fs'
import { App } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { readSettings } from '../../lib/settings.ts'
import { ThroughlineStack } from '../../lib/stack.ts'

export interface Resource {
  Type: string
  // biome-ignore lint/suspicious/noExplicitAny: a template is JSON of many shapes; each test reads the few fields of its sentence
  Properties: Record<string, any>
  DeletionPolicy?: string
  DependsOn?: string[]
}

const context = JSON.parse(readFileSync('cdk.json', 'utf8')).context as Record<string, unknown>

/** The app's stack with other settings over those of cdk.json; functions are not bundled. */
export function stackWith(settings: Record<string, unknown> = {}): { app: App; stack: ThroughlineStack } {
  process.env.CDK_VALIDATION = 'false'
  const all = { ...context, ...settings }
  const app = new App({ context: { ...all, 'aws:cdk:bundling-stacks': [] } })
  return { app, stack: new ThroughlineStack(app, 'Throughline', readSettings(all)) }
}

/** The template of the app as it is in the repository. */
export const template = Template.fromStack(stackWith().stack)

/** Resources of a type by logical id. */
export function resources(type: string, from = template): [string, Resource][] {
  return Object.entries(from.findResources(type)) as [string, Resource][]
}

/** Functions by the file of lambdas/ they run. */
export const functions: Map<string, Resource> = new Map(
  resources('AWS::Lambda::Function').map(([, resource]) => [
    String(resource.Properties.FunctionName).replace(/^Throughline-/, ''),
    resource,
  ]),
)

/** Text of a value that may hold intrinsic functions: references as `<LogicalId>` or `<LogicalId.Attribute>`. */
export function spell(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  const {
    Ref,
    'Fn::GetAtt': attribute,
    'Fn::Join': join,
  } = value as { Ref?: string; 'Fn::GetAtt'?: string[]; 'Fn::Join'?: [string, unknown[]] }
  if (Ref) return `<${Ref}>`
  if (attribute) return `<${attribute.join('.')}>`
  if (join) return join[1].map(spell).join(join[0])
  throw new Error(`No text can be made of ${JSON.stringify(value)}`)
}

/** A definition in Amazon States Language. */
export interface Definition {
  StartAt: string
  QueryLanguage: string
  States: Record<string, State>
}

/** The definition of a machine by the end of its name, references spelled, in the partition `aws`. */
export function definitionOf(name: 'Decision' | 'ReviewCycle'): Definition {
  const machines = resources('AWS::StepFunctions::StateMachine')
  const [, machine] = machines.find(([, one]) => one.Properties.StateMachineName.endsWith(`-${name}`))!
  return JSON.parse(spell(machine.Properties.DefinitionString).replaceAll('<AWS::Partition>', 'aws'))
}

/** Every state, those inside a Map too. */
export const statesOf = ({ States }: Pick<Definition, 'States'>): State[] =>
  Object.values(States).flatMap((state) => [state, ...(state.ItemProcessor ? statesOf(state.ItemProcessor) : [])])

/** A state, with the fields tests look at. */
export interface State {
  Type: string
  Resource?: string
  Next?: string
  Default?: string
  Choices?: { Condition: string; Next: string }[]
  Catch?: { ErrorEquals: string[]; Next: string }[]
  Retry?: { ErrorEquals: string[]; MaxAttempts: number }[]
  TimeoutSeconds?: number | string
  ItemProcessor?: { States: Record<string, State> }
  Arguments?: Record<string, unknown> & { Payload?: { act: string } }
}
