import { previewOf } from '../../domain/plan/diff/preview.ts'
import { paintFor } from '../diffing/paint.ts'
import { printed } from '../diffing/print.ts'
import { type Selection, sidesOf } from '../diffing/sides.ts'

export interface DiffOptions extends Selection {
  json?: boolean
  all?: boolean
  exitCode?: boolean
}

/**
 * `throughline diff`: what another plan would change, what it does to what is under way, and who has more or less to do.
 * Exit code 1 only with --exit-code, where there is a difference.
 */
export async function diff(path: string | undefined, options: DiffOptions): Promise<void> {
  const { before, after, from, to, underWay } = await sidesOf(path, options)
  const today = new Date().toISOString().slice(0, 10)
  const preview = previewOf(before, after, { today, ...(underWay && { underWay }) })
  if (options.json) console.log(JSON.stringify({ from, to, today, ...preview }, null, 2))
  else {
    const paint = paintFor(process.stdout)
    console.log(paint('dim', `${from} → ${to}`))
    for (const line of printed(preview, { paint, today, all: options.all })) console.log(line)
  }
  if (options.exitCode && preview.changes.length > 0) process.exitCode = 1
}
