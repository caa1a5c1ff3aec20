/** Findings as a log of SARIF 2.1.0, for services that keep findings from one run to the next. */
import { pathToFileURL } from 'node:url'
import { idHash } from '../../domain/hash.ts'
import type { Finding } from '../../domain/plan/finding.ts'
import { errorsFirst } from './order.ts'
import { repositoryPath } from './repository-path.ts'
import { RULES, sarifRules } from './sarif-rules.ts'

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'

export interface SarifSurroundings {
  /** Folder that the paths of files are seen from. */
  root: string
  /** Address of docs/lint.md. */
  page: string
  version: string
}

/** The log of one run. Columns count UTF-16 code units and the last one is left out, as in SARIF. */
export function sarifLog(findings: readonly Finding[], { root, page, version }: SarifSurroundings) {
  const driver = { name: 'Throughline', semanticVersion: version, rules: sarifRules(page) }
  const seen = new Map<string, number>()
  const results = errorsFirst(findings).map((finding) => {
    const uri = uriOf(repositoryPath(finding.file, root))
    const same = idHash([finding.code, uri, finding.item ?? finding.message, offending(finding)])
    const before = seen.get(same) ?? 0
    seen.set(same, before + 1)
    return result(finding, uri, `${same}:${before}`)
  })
  return { $schema: SCHEMA, version: '2.1.0', runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }] }
}

function result(finding: Finding, uri: string, fingerprint: string) {
  const { code, level, line, column, endColumn, message, acknowledged } = finding
  const region = { startLine: line, startColumn: column, endLine: line, endColumn }
  return {
    ruleId: code,
    ruleIndex: RULES.indexOf(code),
    level,
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: { uri }, region } }],
    partialFingerprints: { 'finding/v1': fingerprint },
    ...(acknowledged !== undefined && {
      suppressions: [{ kind: 'inSource', status: 'accepted', justification: acknowledged }],
    }),
  }
}

/** What is underlined. The line, and numbers in the sentence, may not tell a finding from itself of last week. */
const offending = ({ excerpt, column, endColumn }: Finding): string =>
  excerpt.text.slice(excerpt.column - 1, excerpt.column - 1 + endColumn - column)

const uriOf = (path: string): string =>
  path.startsWith('/') ? pathToFileURL(path).href : path.split('/').map(encodeURIComponent).join('/')
