/** A JSON value: what a state reads, a task returns and a history event quotes. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** A JSON object. */
export type JsonObject = { [key: string]: Json }

/** Largest input, output or result of a state, in UTF-8 bytes of JSON text: 256 KiB (AWS quotas, "Maximum input or output size for a task, state, or execution"). */
export const PAYLOAD_LIMIT = 262_144

/** Whether a value is a JSON object, neither null nor an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Size of a value as AWS counts it: bytes of its JSON text in UTF-8. */
export function payloadBytes(value: Json): number {
  return Buffer.byteLength(JSON.stringify(value))
}

/** The JSON type names AWS uses in its error texts. */
export function typeName(value: Json): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
