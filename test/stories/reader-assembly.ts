import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Template } from '../../local/template/assembly.ts'
import { assembly } from './assembly.ts'

/** Inside of the repository, whose modules the functions find. */
const MADE = resolve(import.meta.dirname, '../../.throughline')
const TEMPLATE = 'Throughline.template.json'

/**
 * The app synthesized with these readers. The template is made anew by the setting; the code of its functions, which no
 * setting changes, is what the other stories run, so that nothing is bundled twice. Whoever asks removes the folder.
 */
export async function assemblyWithReaders(readers: readonly string[]): Promise<string> {
  const synthesized = resolve(await assembly())
  const bundled = JSON.parse(readFileSync(join(synthesized, TEMPLATE), 'utf8')) as Template
  const template = templateWith(readers)
  for (const [id, resource] of Object.entries(template.Resources))
    if (resource.Type === 'AWS::Lambda::Function')
      resource.Properties = { ...resource.Properties, Code: codeIn(bundled, id) }
  mkdirSync(MADE, { recursive: true })
  const folder = mkdtempSync(join(MADE, 'readers-'))
  for (const name of readdirSync(synthesized))
    if (name !== TEMPLATE) symlinkSync(join(synthesized, name), join(folder, name))
  writeFileSync(join(folder, TEMPLATE), JSON.stringify(template))
  return folder
}

/** In a process of its own, as by the command line of CDK: a worker that runs many test files has others' modules loaded. */
function templateWith(readers: readonly string[]): Template {
  const program = join(import.meta.dirname, 'synthesize-readers.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...readers], {
    cwd: resolve(MADE, '..'),
    encoding: 'utf8',
    maxBuffer: 10_000_000,
  })
  if (status !== 0) throw new Error(`The app with readers could not be synthesized:\n${stderr}`)
  return JSON.parse(stdout) as Template
}

function codeIn({ Resources }: Template, id: string): unknown {
  const code = Resources[id]?.Properties?.Code
  if (code === undefined) throw new Error(`The synthesized template has no code of ${id}: synthesize it anew.`)
  return code
}
