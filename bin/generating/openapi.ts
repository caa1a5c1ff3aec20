import { openApiDocument } from '../../domain/api/openapi.ts'

/** The document that read-api serves. */
export const openApiFile = (): string => `${JSON.stringify(openApiDocument(), null, 2)}\n`
