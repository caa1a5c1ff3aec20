import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'

let program: string | undefined

/** The worker's own code as one CommonJS text, built once per process: stripping types in every worker would cost each 28 ms. */
export function workerProgram(): string {
  program ??= buildSync({
    entryPoints: [fileURLToPath(new URL('./main.ts', import.meta.url))],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
  }).outputFiles[0]!.text
  return program
}
