import { readdirSync, readFileSync } from 'node:fs'

/**
 * Most memory this process and the processes it started have held at once, in bytes: resident peaks (VmHWM) of Linux.
 * Elsewhere what Node knows of this process, and nothing of the engine.
 */
export function peakMemory(): { runner: number; engine: number | undefined } {
  const runner = process.resourceUsage().maxRSS * 1024
  try {
    const parents = new Map(readdirSync('/proc').flatMap(parentOf))
    const peaks = descendants(process.pid, parents).map((pid) => peakOf(pid))
    return { runner, engine: peaks.reduce((sum, peak) => sum + peak, 0) }
  } catch {
    return { runner, engine: undefined }
  }
}

function parentOf(name: string): [number, number][] {
  const pid = Number(name)
  if (!Number.isInteger(pid)) return []
  const line = field(pid, 'PPid')
  return line === undefined ? [] : [[pid, line]]
}

function descendants(pid: number, parents: ReadonlyMap<number, number>): number[] {
  const children = [...parents].flatMap(([child, parent]) => (parent === pid ? [child] : []))
  return children.flatMap((child) => [child, ...descendants(child, parents)])
}

const peakOf = (pid: number) => (field(pid, 'VmHWM') ?? 0) * 1024

/** A number of /proc/<pid>/status; undefined when the process has gone meanwhile. */
function field(pid: number, name: string): number | undefined {
  try {
    const found = new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return found ? Number(found[1]) : undefined
  } catch {
    return undefined
  }
}
