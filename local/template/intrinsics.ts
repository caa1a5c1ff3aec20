import type { CreatedResource } from '../world.ts'
import type { Template } from './assembly.ts'

/** What references in a template can lead to. */
export interface Scope {
  template: Template
  /** `AWS::Region` and so on. */
  pseudo: Record<string, string>
  parameters: Record<string, unknown>
  /** Resources created so far. */
  resources: Map<string, CreatedResource>
}

/** Stands for `AWS::NoValue`: the property or element disappears. */
const NO_VALUE = Symbol('AWS::NoValue')

type Intrinsic = (argument: unknown, scope: Scope) => unknown

const INTRINSICS: Record<string, Intrinsic> = {
  Ref: (name, scope) => reference(String(name), scope),
  'Fn::GetAtt': (argument, scope) => attribute(argument, scope),
  'Fn::Sub': (argument, scope) => substitute(argument, scope),
  'Fn::Join': (argument, scope) => {
    const [separator, list] = argument as [string, unknown]
    return (resolved(list, scope) as unknown[]).map(String).join(separator)
  },
  'Fn::Select': (argument, scope) => {
    const [index, list] = resolved(argument, scope) as [number | string, unknown[]]
    if (!(Number(index) in list)) throw new Error(`Fn::Select ${index} of a list of ${list.length}`)
    return list[Number(index)]
  },
  'Fn::Split': (argument, scope) => {
    const [separator, text] = resolved(argument, scope) as [string, string]
    return text.split(separator)
  },
  'Fn::FindInMap': (argument, scope) => {
    const [map, first, second] = resolved(argument, scope) as [string, string, string]
    const found = scope.template.Mappings?.[map]?.[first]?.[second]
    if (found === undefined) throw new Error(`Fn::FindInMap: there is no ${map}.${first}.${second}`)
    return found
  },
  'Fn::Base64': (argument, scope) => Buffer.from(String(resolved(argument, scope))).toString('base64'),
  'Fn::GetAZs': (_argument, scope) => ['a', 'b', 'c'].map((zone) => `${scope.pseudo['AWS::Region']}${zone}`),
  'Fn::ImportValue': () => {
    throw new Error('Fn::ImportValue: the local runner runs one stack')
  },
  'Fn::If': (argument, scope) => {
    const [condition, yes, no] = argument as [string, unknown, unknown]
    return resolveValue(holds(condition, scope) ? yes : no, scope)
  },
  'Fn::Equals': (argument, scope) => {
    const [left, right] = resolved(argument, scope) as [unknown, unknown]
    return String(left) === String(right)
  },
  'Fn::Not': (argument, scope) => !truth((argument as unknown[])[0], scope),
  'Fn::And': (argument, scope) => (argument as unknown[]).every((one) => truth(one, scope)),
  'Fn::Or': (argument, scope) => (argument as unknown[]).some((one) => truth(one, scope)),
}

/** Whether a named condition of the template holds. */
export function holds(condition: string, scope: Scope): boolean {
  const definition = scope.template.Conditions?.[condition]
  if (definition === undefined) throw new Error(`there is no condition ${condition}`)
  return truth(definition, scope)
}

function truth(value: unknown, scope: Scope): boolean {
  const condition = intrinsicOf(value)
  if (condition?.[0] === 'Condition') return holds(String(condition[1]), scope)
  return resolved(value, scope) === true
}

/** A value of the template with every intrinsic resolved. Throws when something is unknown or not yet created. */
export function resolved(value: unknown, scope: Scope): unknown {
  const result = resolveValue(value, scope)
  return result === NO_VALUE ? undefined : result
}

function resolveValue(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((one) => resolveValue(one, scope)).filter((one) => one !== NO_VALUE)
  if (typeof value !== 'object' || value === null) return value
  const intrinsic = intrinsicOf(value)
  if (intrinsic && intrinsic[0] !== 'Condition') return INTRINSICS[intrinsic[0]]!(intrinsic[1], scope)
  const entries = Object.entries(value).map(([key, one]) => [key, resolveValue(one, scope)] as const)
  return Object.fromEntries(entries.filter(([, one]) => one !== NO_VALUE))
}

/** Name and argument when the value is `{ "Fn::…": … }`, `{ "Ref": … }` or `{ "Condition": "…" }`. */
export function intrinsicOf(value: unknown): [string, unknown] | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const entries = Object.entries(value)
  if (entries.length !== 1) return undefined
  const [name, argument] = entries[0]!
  if (name === 'Condition' && typeof argument === 'string') return [name, argument]
  if (Object.hasOwn(INTRINSICS, name) && (name !== 'Ref' || typeof argument === 'string')) return [name, argument]
  if (name.startsWith('Fn::')) throw new Error(`The intrinsic ${name} is not known to the local runner.`)
  return undefined
}

function reference(name: string, scope: Scope): unknown {
  if (name === 'AWS::NoValue') return NO_VALUE
  if (Object.hasOwn(scope.pseudo, name)) return scope.pseudo[name]
  if (Object.hasOwn(scope.parameters, name)) return scope.parameters[name]
  const resource = scope.resources.get(name)
  if (!resource) throw new Error(`Ref ${name}: no such parameter, pseudo parameter or created resource`)
  return resource.ref
}

function attribute(argument: unknown, scope: Scope): unknown {
  const [name, ...rest] = typeof argument === 'string' ? argument.split('.') : (argument as string[])
  const key = rest.join('.')
  const resource = scope.resources.get(name!)
  const value = resource?.attributes?.[key]
  if (value !== undefined) return value
  const known = resource ? Object.keys(resource.attributes ?? {}).join(', ') || 'none' : 'the resource is not created'
  throw new Error(`Fn::GetAtt ${name}.${key}: unknown attribute (known: ${known})`)
}

function substitute(argument: unknown, scope: Scope): string {
  const [text, variables] = (Array.isArray(argument) ? argument : [argument, {}]) as [string, Record<string, unknown>]
  return text.replace(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
    if (literal) return `\${${name}}`
    if (Object.hasOwn(variables, name)) return String(resolved(variables[name], scope))
    return String(name.includes('.') ? attribute(name, scope) : reference(name, scope))
  })
}
