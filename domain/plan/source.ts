/** A plan as it was written: its files, for whoever wants to see comments and all again. */
import * as z from 'zod'

const CONTROL = /\p{Cc}/u

/** A relative path below the plan's folder, so that files written out again stay where they are told. */
export const isSafePath = (path: string): boolean =>
  path.length > 0 &&
  path.length <= 300 &&
  !path.includes('\\') &&
  !/^[A-Za-z]:/.test(path) &&
  !CONTROL.test(path) &&
  path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')

/** One file: its path relative to the plan's folder with `/`, and its text. */
export const SourceFile = z.strictObject({
  name: z
    .string()
    .refine(
      isSafePath,
      'a path relative to the plan, with "/" between its parts and without "..", such as kpis/sales.yaml',
    ),
  text: z.string(),
})
export type SourceFile = z.infer<typeof SourceFile>

/** All files of a plan, the one that was named first. */
export const Source = z.strictObject({
  files: z
    .array(SourceFile)
    .min(1, 'give at least one file')
    .max(1000, 'a plan has at most 1,000 files')
    .refine((files) => new Set(files.map(({ name }) => name)).size === files.length, 'each file once'),
})
export type Source = z.infer<typeof Source>
