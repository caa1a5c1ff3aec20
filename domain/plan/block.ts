/** What is said about the blocks of a plan and their fields: what editors show, and docs/plan.md. */
import type * as z from 'zod'

export interface Field<T> {
  /** What it means, in a sentence or two, with the unit. */
  means: string
  /** What holds where it is left out, in words; without it, nothing does. */
  otherwise?: string
  example: T
  /** The schema lets it be left out, so that lint can say in its own words what is missing. */
  needed?: true
  /** How it is written, where the schema alone does not say it well. */
  form?: string
}

/** Types hold the fields complete: a field of the schema without an entry does not compile. */
export interface Block<S extends z.ZodObject = z.ZodObject> {
  title: string
  about: string
  schema: S
  fields: { [K in keyof S['shape']]-?: Field<NonNullable<z.input<S['shape'][K]>>> }
  /** Fields of the block's example, in this order. @default all */
  shows?: (keyof S['shape'] & string)[]
}

/** A block, its entries checked against its schema. */
export const block = <S extends z.ZodObject>(described: Block<S>): Block<S> => described

/** The block as one would write it, from the examples of its fields. */
export const exampleOf = <S extends z.ZodObject>({ fields, shows }: Block<S>): z.input<S> =>
  Object.fromEntries((shows ?? Object.keys(fields)).map((key) => [key, fields[key]!.example])) as z.input<S>
