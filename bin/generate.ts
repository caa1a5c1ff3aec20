/** `npm run generate`: writes what the project derives from its own code. A test says when one of them is out of date. */
import { writeFileSync } from 'node:fs'
import { GENERATED } from './generating/generated.ts'

for (const [path, text] of Object.entries(GENERATED)) {
  writeFileSync(new URL(`../${path}`, import.meta.url), text())
  console.log(`${path} is written.`)
}
