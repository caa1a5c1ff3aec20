import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { stringify } from 'yaml'
import type { Source } from '../../domain/plan/source.ts'
import { readResolved, readSource, type Version, type Which } from '../applying/versions.ts'
import { when } from '../applying/when.ts'
import { deployment, type Reach } from '../deployment.ts'
import { Refusal } from '../refusal.ts'

export interface ShowOptions extends Reach {
  version?: string
  at?: string
  resolved?: boolean
  json?: boolean
  out?: string
}

/**
 * `throughline show`: the plan of a version (the one that holds, a number, or what held at a date), as it was written,
 * or resolved. What a program sent without its files is shown resolved.
 */
export async function show(options: ShowOptions): Promise<void> {
  const which = whichOf(options)
  if (options.out && (options.resolved || options.json))
    throw new Refusal('--out writes the files as written: leave --resolved and --json out.')
  const found = await deployment(options)
  if (options.resolved || options.json) return showResolved(await readResolved(found, which), options.json === true)
  const { version, source } = await readSource(found, which)
  if (!source) {
    console.error(`Version ${version.version} was sent without its files; this is the resolved plan.`)
    return showResolved(await readResolved(found, { version: version.version }), false)
  }
  if (options.out) return writeOut(version, source, options.out)
  for (const line of printed(version, source)) console.log(line)
}

/** Which version the options name. */
export function whichOf({ version, at }: { version?: string; at?: string }): Which {
  if (version !== undefined && at !== undefined) throw new Refusal('Give --version or --at, not both.')
  if (version === undefined) return at === undefined ? {} : { at }
  if (!/^[1-9]\d{0,8}$/.test(version)) throw new Refusal(`--version takes a number such as 3, not "${version}".`)
  return { version: Number(version) }
}

function showResolved({ version, plan }: Awaited<ReturnType<typeof readResolved>>, json: boolean): void {
  if (json) console.log(JSON.stringify({ ...version, plan }, null, 2))
  else console.log(`# ${titleOf(version)}, resolved\n${stringify(plan, { lineWidth: 0 }).trimEnd()}`)
}

const titleOf = ({ version, appliedAt }: Version) => `version ${version}, applied ${when(appliedAt)}`

/** One file as it is, so that it can be piped into a file; several with a line in front of each. */
function printed(version: Version, { files }: Source): string[] {
  if (files.length === 1) return [files[0]!.text.trimEnd()]
  return files.map(({ name, text }) => `# ---- ${name} (${titleOf(version)}) ----\n${text.trimEnd()}\n`)
}

/** The names were checked when they were read: none leaves the folder. Files that are there already are kept. */
function writeOut(version: Version, { files }: Source, folder: string): void {
  for (const { name, text } of files) {
    const path = join(folder, ...name.split('/'))
    mkdirSync(dirname(path), { recursive: true })
    try {
      writeFileSync(path, text, { flag: 'wx' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST')
        throw new Refusal(`${path} is there already: name an empty folder with --out.`)
      throw error
    }
  }
  console.log(`${files.length} file${files.length === 1 ? '' : 's'} of ${titleOf(version)} written to ${folder}.`)
}
