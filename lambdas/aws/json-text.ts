import * as z from 'zod'
import { parseKnown } from './known.ts'

/**
 * A value kept as JSON text in one attribute: for what is read and written whole and has hundreds of numbers. As a map
 * each of them costs bytes of overhead, and time wherever the item is marshalled (a stored fold: a third of both).
 * Fields of a newer release are passed over, as in any record.
 */
export const jsonText = <S extends z.ZodType>(schema: S) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown
      } catch (error) {
        context.addIssue({ code: 'custom', message: `is no JSON: ${(error as Error).message}` })
        return z.NEVER
      }
    })
    .pipe(
      z.unknown().transform((value, context): z.output<S> => {
        const parsed = parseKnown(schema, value)
        if (parsed.success) return parsed.data as z.output<S>
        for (const { path, message } of parsed.error.issues)
          context.addIssue({ code: 'custom', path: [...path], message })
        return z.NEVER
      }),
    )
