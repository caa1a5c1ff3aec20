/** From a plan to the text of a plan file, in the order and form people write it; reading that text gives the same plan. */
import {
  Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  Schema,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { Plan } from './plan.ts'

/** Lines are kept this long, as in the examples. */
const WIDTH = 120

/**
 * What a reader of YAML 1.1 takes for something else than text (`NO`, `08:30`, `010`) is quoted, so that every tool reads the same.
 * Dates stand without quotes, as people write them.
 */
const MISREAD = new Schema({ schema: 'yaml-1.1' }).tags.filter((tag) => tag.tag !== 'tag:yaml.org,2002:timestamp')

/**
 * Prints a plan. Short items stand on one line, an empty line parts the sections; a lone constant target is a number. Keys stand in
 * the order of the schema; a plan that does not fit it is printed as it is, so that lint can say what is wrong with it.
 */
export const printPlan = (plan: Plan): string => {
  const ordered = Plan.safeParse(plan)
  const document = new Document(shorthand(ordered.success ? ordered.data : plan), {
    version: '1.2',
    compat: MISREAD,
    aliasDuplicateObjects: false,
    keepUndefined: false,
  })
  const root = document.contents as unknown as YAMLMap<Scalar, Node>
  for (const [i, pair] of root.items.entries()) {
    pair.key.spaceBefore = i > 0
    layOut(pair.value, 2 + pair.key.toString().length)
  }
  return document.toString({ lineWidth: WIDTH, minContentWidth: 40, singleQuote: true, flowCollectionPadding: true })
}

/** The plan with every target that is one number, in force always, written as that number. */
const shorthand = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shorthand)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === 'target' ? bareTarget(inner) : shorthand(inner)]),
  )
}

const bareTarget = (target: unknown): unknown => {
  if (!Array.isArray(target) || target.length !== 1) return shorthand(target)
  const [only] = target
  return Object.keys(only).length === 1 && only.constant !== undefined ? only.constant : shorthand(only)
}

/** Chooses one line for whatever fits into it after `indent` characters, several for the rest. Returns the width on one line. */
const layOut = (node: Node | null, indent: number): number => {
  if (isScalar(node)) return widthOf(node)
  if (isSeq(node)) return fold(node, node.items as Node[], indent, (item) => layOut(item, indent + 2) + 2)
  if (!isMap(node)) return 0
  const pairs = (node as YAMLMap<Scalar, Node>).items
  return fold(node, pairs, indent, ({ key, value }: Pair<Scalar, Node>) => {
    const name = String(key.value).length + 2
    return name + layOut(value, indent + (isScalar(value) ? 0 : 2)) + 2
  })
}

const fold = <T>(node: YAMLMap | YAMLSeq, items: T[], indent: number, width: (item: T) => number): number => {
  const total = items.reduce((sum, item) => sum + width(item), 4)
  node.flow = total + indent + 2 <= WIDTH
  return total
}

/** Characters a value takes on one line; a text with line ends takes lines of its own. */
const widthOf = (scalar: Scalar): number => {
  const text = String(scalar.value)
  return text.includes('\n') ? WIDTH : text.length + 2
}
