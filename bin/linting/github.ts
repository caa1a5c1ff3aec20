/** Findings as workflow commands, which GitHub shows beside the lines of a pull request. */
import type { Finding } from '../../domain/plan/finding.ts'
import { STANDARD_INPUT_NAME } from '../plan-text.ts'
import { errorsFirst } from './order.ts'
import { repositoryPath } from './repository-path.ts'

/** One command a finding. GitHub shows the first ten errors and warnings of a step, so errors come first. */
export const githubLines = (findings: readonly Finding[], root: string): string[] =>
  errorsFirst(findings).map((finding) => {
    const { code, level, file, line, column, endColumn, message, acknowledged } = finding
    const place = { file: repositoryPath(file, root), line, endLine: line, col: column, endColumn }
    const properties = { ...(file !== STANDARD_INPUT_NAME && place), title: code }
    return acknowledged === undefined
      ? command(level, properties, message)
      : command('notice', properties, `${message} (acknowledged because: ${acknowledged})`)
  })

function command(name: string, properties: Record<string, string | number>, message: string): string {
  const listed = Object.entries(properties).map(([key, value]) => `${key}=${escapedProperty(String(value))}`)
  return `::${name} ${listed.join(',')}::${escaped(message)}`
}

/** A line is a command; a percent sign begins an escape (docs.github.com, "Workflow commands"; actions/toolkit, command.ts). */
const escaped = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const escapedProperty = (text: string): string => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
