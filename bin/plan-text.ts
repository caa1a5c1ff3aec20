import { isUtf8 } from 'node:buffer'
import { closeSync, openSync, readSync, realpathSync, statSync } from 'node:fs'
import { dirname, resolve, sep } from 'node:path'
import type { Finding } from '../domain/plan/finding.ts'
import type { ReadInclude } from '../domain/plan/include.ts'
import { MAX_PLAN_CHARACTERS, tooLarge } from '../domain/plan/parse.ts'
import { explainRead } from './explain-read.ts'

/** Standard input, where a command takes a plan. */
export const STANDARD_INPUT = '-'

/** What findings call it. */
export const STANDARD_INPUT_NAME = '<stdin>'

/** No character takes more than four bytes, so a longer file holds more characters than a plan may. */
const MAX_BYTES = 4 * MAX_PLAN_CHARACTERS

/** Text of a plan's file, or the finding that it cannot be read as text. Throws what the file system throws. */
export function planText(path: string, name = path): { text: string } | { finding: Finding } {
  const size = path === STANDARD_INPUT ? 0 : statSync(path).size
  if (size > MAX_BYTES) return { finding: tooLarge(name, size) }
  const bytes = readUpTo(path === STANDARD_INPUT ? 0 : path, MAX_BYTES)
  if (bytes.length > MAX_BYTES) return { finding: tooLarge(name, bytes.length) }
  return isUtf8(bytes) ? { text: bytes.toString('utf8') } : { finding: notUtf8(name, bytes) }
}

/** All bytes, or a few more than `most`: a pipe or a device says no size, and need not end. */
function readUpTo(path: string | 0, most: number): Buffer {
  const file = path === 0 ? 0 : openSync(path, 'r')
  const read: Buffer[] = []
  try {
    for (let left = most; left >= 0; ) {
      const chunk = Buffer.allocUnsafe(1 << 20)
      const bytes = readSync(file, chunk)
      if (bytes === 0) break
      read.push(chunk.subarray(0, bytes))
      left -= bytes
    }
    return Buffer.concat(read)
  } finally {
    if (file !== 0) closeSync(file)
  }
}

/** Reads the files a plan includes; a link that leads out of the plan's folder is refused like a path that does. */
export function includesBeside(main: string): ReadInclude {
  const folder = realpathSync(main === STANDARD_INPUT ? '.' : dirname(resolve(main)))
  return (path) => {
    const wanted = resolve(folder, path)
    const name = main === STANDARD_INPUT ? path : main.slice(0, main.lastIndexOf('/') + 1) + path
    try {
      if (!realpathSync(wanted).startsWith(folder + sep))
        return { refused: `"${path}" is a link that leads out of the folder of the plan; copy the file` }
      return planText(wanted, name)
    } catch (error) {
      const refused = explainRead(name, error)
      if (refused === undefined) throw error
      return { refused }
    }
  }
}

/** The line and column at which a file stops being UTF-8, counted from 1. */
function notUtf8(file: string, bytes: Buffer): Finding {
  const wide = bytes[0] === 0xff || bytes[0] === 0xfe || bytes[1] === 0
  const message = `these bytes are not UTF-8 text${wide ? ' (they look like UTF-16)' : ''}; save the file as UTF-8`
  let line = 1
  let start = 0
  for (let end = bytes.indexOf(10); end >= 0 && isUtf8(bytes.subarray(start, end)); end = bytes.indexOf(10, start)) {
    start = end + 1
    line += 1
  }
  let sound = 0
  const end = bytes.indexOf(10, start)
  const rest = bytes.subarray(start, end < 0 ? bytes.length : end)
  // A character has at most four bytes: the first wrong byte is where no prefix of up to four more bytes is sound.
  for (let n = 1; n <= Math.min(rest.length, sound + 4); n += 1) if (isUtf8(rest.subarray(0, n))) sound = n
  const before = rest.subarray(0, sound).toString('utf8')
  const column = before.length + 1
  const excerpt = { text: before.slice(-100), column: Math.min(column, 101) }
  return { code: 'encoding', level: 'error', file, line, column, endColumn: column + 1, excerpt, message }
}
