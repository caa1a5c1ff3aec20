/** The first line of a plan names the schema for editors, by the path from the file to it. */
import { dirname, relative, resolve, sep } from 'node:path'

const SCHEMA = resolve(import.meta.dirname, '../../plan.schema.json')

/**
 * A file of a template with the path that leads to the schema from where the file is written. Above another folder it is a
 * path of this machine; without the project beside the plan, editors say that they find no schema, and nothing else changes.
 */
export const nameSchema = (text: string, target: string): string => {
  const path = relative(dirname(resolve(target)), SCHEMA)
    .split(sep)
    .map(encodeURIComponent)
    .join('/')
  return text.replace(/^# yaml-language-server: \$schema=\S+/, () => `# yaml-language-server: $schema=${path}`)
}
