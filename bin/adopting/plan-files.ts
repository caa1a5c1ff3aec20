/** The files a table is brought into: a plan, with those it includes. */
import { basename, dirname, join } from 'node:path'
import { readSource } from '../../domain/plan/source-file.ts'
import { readText } from '../plan-file.ts'
import { includesBeside } from '../plan-text.ts'
import { Refusal } from '../refusal.ts'
import type { PlanFile } from './plan-parts.ts'

/** The files of a plan, the main one first, named as it names them. What lint could not read either is refused. */
export function filesOf(into: string): PlanFile[] {
  const main = { name: basename(into), text: readText(into) }
  const included = (contentOf(into, main.text) as { include?: unknown } | undefined)?.include
  if (!Array.isArray(included)) return [main]
  const beside = includesBeside(into)
  const parts = included.map((name: unknown): PlanFile => {
    const got = typeof name === 'string' ? beside(name) : undefined
    if (typeof name !== 'string' || !got || !('text' in got))
      throw new Refusal(
        `A file that ${into} includes cannot be read; "throughline lint ${into}" says why. Nothing was written.`,
      )
    contentOf(join(dirname(into), name), got.text)
    return { name, text: got.text }
  })
  return [main, ...parts]
}

function contentOf(path: string, text: string): unknown {
  const read = readSource(path, text)
  if ('findings' in read)
    throw new Refusal(`${path} is not YAML; "throughline lint ${path}" shows where. Nothing was written.`)
  return read.value
}

/** Whether a file is included by a plan and none itself. */
export function isPart(text: string): boolean {
  const read = readSource('', text)
  const value = 'value' in read ? read.value : undefined
  return typeof value === 'object' && value !== null && !('organisation' in value) && !('include' in value)
}
