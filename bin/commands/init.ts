import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { fillIn } from '../initiating/fill-in.ts'
import { nameSchema } from '../initiating/name-schema.ts'
import { type Ask, askedWishes, checkedWishes, type Wishes } from '../initiating/questions.ts'
import { TEMPLATES, templateFiles } from '../initiating/templates.ts'
import { Refusal } from '../refusal.ts'

interface InitOptions extends Wishes {
  yes?: boolean
  list?: boolean
}

/**
 * `throughline init [DIR]`: writes a commented plan to start from. In a terminal it asks for what the options leave open;
 * elsewhere, or with --yes, it asks nothing. A file that is there already is never written over.
 */
export async function init(folder: string, { yes, list, ...given }: InitOptions): Promise<void> {
  if (list) {
    for (const [name, what] of TEMPLATES) console.log(`${name.padEnd(16)}${what}`)
    return
  }
  const asks = !yes && process.stdin.isTTY
  if (!yes && !asks && given.template === undefined)
    throw new Refusal('This is no terminal to ask questions in: name a template with --template (--list shows them).')
  refuseIfThere(join(folder, 'plan.yaml'))
  const wishes = asks ? await inTerminal((ask) => askedWishes(checkedGiven(given), ask)) : checkedWishes(given)
  const plan = join(folder, 'plan.yaml')
  const files = fillIn(templateFiles(wishes.template!), wishes)
  for (const path of files.keys()) refuseIfThere(join(folder, path))
  for (const [path, text] of files) {
    const target = join(folder, path)
    mkdirSync(dirname(target), { recursive: true })
    const named = nameSchema(text, target).replaceAll(`examples/${wishes.template}/${path}`, target)
    writeFileSync(target, named, { flag: 'wx' })
    console.log(`${target} written`)
  }
  console.log(NEXT.map((line) => line.replace('PLAN', plan)).join('\n'))
}

const NEXT = [
  '\nReplace what the comments name, then:',
  '  npm run throughline -- lint PLAN',
  '  npm run throughline -- import people.csv --into PLAN --as people',
  '  npm run throughline -- apply PLAN -m "The first plan"',
]

/** A wrong option is refused before the first question. */
const checkedGiven = (given: Wishes): Wishes => {
  const checked = checkedWishes(given)
  return Object.fromEntries(Object.keys(given).map((key) => [key, checked[key as keyof Wishes]]))
}

function refuseIfThere(path: string): void {
  if (existsSync(path))
    throw new Refusal(`${path} is there already: name another folder, or move it away. Nothing was written.`)
}

async function inTerminal<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const ended = new Promise<never>((_, reject) =>
    terminal.once('close', () => reject(new Refusal('Stopped. Nothing was written.'))),
  )
  try {
    return await Promise.race([work((text) => terminal.question(text)), ended])
  } finally {
    ended.catch(() => {})
    terminal.close()
  }
}
