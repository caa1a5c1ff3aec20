/** Files made from code, by their path in the project. */
import { lintPage } from './lint-page.ts'
import { planPage } from './plan-page.ts'
import { planSchemaFile } from './plan-schema.ts'

export const GENERATED: Readonly<Record<string, () => string>> = {
  'docs/lint.md': lintPage,
  'docs/plan.md': planPage,
  'plan.schema.json': planSchemaFile,
}
