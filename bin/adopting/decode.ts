/** Bytes of a spreadsheet's export to text. */
import { Refusal } from '../refusal.ts'

/** More than any list of people, KPIs or milestones a plan may hold. */
const MAX_BYTES = 10_000_000

/**
 * UTF-8 with or without a byte order mark, and UTF-16 with one, which Excel calls "Unicode text". Anything else is refused: in
 * the code pages of Windows and old Macs the same byte is another letter, and a wrong name is worse than none.
 */
export function decode(bytes: Uint8Array, path: string): string {
  if (bytes.length > MAX_BYTES) throw new Refusal(`${path} has ${bytes.length} bytes; split it into files of 10 MB.`)
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    if (!text.includes('\0')) return text
  } catch {
    // Said below: a decoder's own words do not help.
  }
  throw new Refusal(
    `${path} is neither UTF-8 nor "Unicode text" (UTF-16): in Excel save it as "CSV UTF-8 (comma delimited)" and import that.`,
  )
}
