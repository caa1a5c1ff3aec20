/** The part of JSONata's syntax tree that is looked at. */
export interface Node {
  type: string
  value?: unknown
  steps?: Node[]
  lhs?: unknown
  rhs?: unknown
  arguments?: Node[]
  expressions?: unknown[]
  expression?: Node
  condition?: Node
  then?: Node
  else?: Node
}

/** AWS refuses `$`, `$$` and bare field names where no step gives them a context: only variables start an expression. */
export function checkNames(node: Node, place: string): string[] {
  const start = node.type === 'path' ? node.steps?.[0] : node
  if (!start) return []
  if (start.type === 'name')
    return [
      `${place}: the field name '${String(start.value)}' has no context here; start with $states.input or a variable.`,
    ]
  if (start.type === 'variable' && (start.value === '' || start.value === '$'))
    return [`${place}: $ and $$ have no meaning at the top level; use $states.input.`]
  const inner = [start.arguments, start.expression, start.condition, start.then, start.else]
  const operands = start.type === 'binary' ? [start.lhs, start.rhs] : start.type === 'bind' ? [start.rhs] : []
  const listed = start.type === 'block' || start.type === 'unary' ? (start.expressions ?? []) : []
  return [...inner.flat(), ...operands, ...listed].flatMap((child) => (isNode(child) ? checkNames(child, place) : []))
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value
}
