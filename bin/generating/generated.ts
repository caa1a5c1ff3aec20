/** Files made from code, by their path in the project. */
import { lintPage } from './lint-page.ts'

export const GENERATED: Readonly<Record<string, () => string>> = {
  'docs/lint.md': lintPage,
}
