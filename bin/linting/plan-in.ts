import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** What to say when a folder is named where a plan is meant: the file in it that is probably the plan. */
export function folderSentence(folder: string): string {
  const found = readdirSync(folder)
    .filter((name) => /\.ya?ml$/i.test(name))
    .sort()
  const plan = found.find((name) => /^plan\.ya?ml$/i.test(name)) ?? found[0]
  if (plan === undefined) return `${folder} is a folder: name a file in it; there is no YAML file there.`
  return `${folder} is a folder: name a file in it, such as ${join(folder, plan)}.`
}
