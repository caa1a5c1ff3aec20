import { readHistory, type Version } from '../applying/versions.ts'
import { when } from '../applying/when.ts'
import { deployment, type Reach } from '../deployment.ts'

/** `throughline history`: every version that held, newest first, with who applied it (as stated), when and why. */
export async function history(options: Reach & { json?: boolean }): Promise<void> {
  const { versions, current } = await readHistory(await deployment(options))
  if (options.json) {
    console.log(JSON.stringify(versions, null, 2))
    return
  }
  for (const version of versions) console.log(lines(version, current).join('\n'))
}

function lines({ version, appliedAt, appliedBy, message }: Version, current: number): string[] {
  const head = `version ${version}  ${when(appliedAt)}${version === current ? '  holds now' : ''}`
  return [head, ...(message === '' ? [] : [`  ${message}`]), `  by ${appliedBy} (as stated)`]
}
