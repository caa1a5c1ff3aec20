import type { Template, TemplateResource } from './assembly.ts'

/** Logical ids in an order in which everything comes after what it refers to or depends on; ties in the template's order. Throws on a cycle, naming it. */
export function creationOrder(template: Template, wanted: string[]): string[] {
  const order: string[] = []
  const state = new Map<string, 'open' | 'done'>()
  const visit = (id: string, path: string[]): void => {
    if (state.get(id) === 'done') return
    if (state.get(id) === 'open')
      throw new Error(`The template's resources refer to each other in a circle: ${[...path, id].join(' → ')}`)
    state.set(id, 'open')
    for (const other of dependencies(template.Resources[id]!)) if (wanted.includes(other)) visit(other, [...path, id])
    state.set(id, 'done')
    order.push(id)
  }
  for (const id of wanted) visit(id, [])
  return order
}

function dependencies(resource: TemplateResource): Set<string> {
  const found = new Set([resource.DependsOn ?? []].flat())
  collect(resource.Properties, found)
  return found
}

function collect(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) for (const one of value) collect(one, found)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return
  for (const [key, one] of Object.entries(value)) {
    if (key === 'Ref' && typeof one === 'string') found.add(one)
    else if (key === 'Fn::GetAtt') found.add(String(Array.isArray(one) ? one[0] : String(one).split('.')[0]))
    else if (key === 'Fn::Sub')
      for (const [, name] of String(Array.isArray(one) ? one[0] : one).matchAll(/\$\{([^!}.]+)/g)) found.add(name!)
    collect(one, found)
  }
}
