/** Files made from code, by their path in the project. */
import { decisionPage } from './decision-page.ts'
import { lintPage } from './lint-page.ts'
import { openApiFile } from './openapi.ts'
import { planPage } from './plan-page.ts'
import { planSchemaFile } from './plan-schema.ts'

export const GENERATED: Readonly<Record<string, () => string>> = {
  'docs/decision-life.md': decisionPage,
  'docs/lint.md': lintPage,
  'docs/plan.md': planPage,
  'lambdas/reading/openapi.json': openApiFile,
  'plan.schema.json': planSchemaFile,
}
