import { type ChildProcess, spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { vi } from 'vitest'
import { runCommand } from '../../bin/program.ts'

const COMMAND = resolve(import.meta.dirname, '../../bin/throughline.ts')

/** How a command ended: its exit code (null when it was killed) and everything it printed. */
export interface Ended {
  code: number | string | null | undefined
  out: string
  err: string
}

/** Nobody's settings: what a tester has of AWS, or likes of colours, must not reach a command under test. */
const NONE = {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
}

const clean = (env: Record<string, string>) => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(AWS_|THROUGHLINE_|VITEST|NODE_|GITHUB_|FORCE_COLOR|NO_COLOR)/.test(name),
    ),
  ),
  ...NONE,
  ...env,
})

/** Runs a command line in this process, which saves the time of starting one. One at a time. */
export async function throughline(args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const lines = { out: [] as string[], err: [] as string[] }
  const [out, err] = (['log', 'error'] as const).map((way) =>
    vi.spyOn(console, way).mockImplementation((text) => void lines[way === 'log' ? 'out' : 'err'].push(`${text}\n`)),
  )
  const before = process.env
  process.env = clean(env) as NodeJS.ProcessEnv
  process.exitCode = undefined
  try {
    await runCommand(args)
    return { code: process.exitCode ?? 0, out: lines.out.join(''), err: lines.err.join('') }
  } finally {
    process.env = before
    process.exitCode = undefined
    out!.mockRestore()
    err!.mockRestore()
  }
}

/** Runs a command line as a shell does, in a process of its own, which `started` is given. */
export function throughlineProcess(args: string[], started: (child: ChildProcess) => void = () => {}): Promise<Ended> {
  const child = spawn(process.execPath, [COMMAND, ...args], { env: clean({}) as NodeJS.ProcessEnv })
  started(child)
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text
  })
  return new Promise((done) => child.on('close', (code) => done({ ...said, code })))
}
