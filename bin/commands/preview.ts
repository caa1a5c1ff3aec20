import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { resolvePlan } from '../../domain/plan/resolve.ts'
import { readPlan, tally } from '../plan-file.ts'
import { drawViews } from '../previewing/draw.ts'
import { indexPage } from '../previewing/index-page.ts'
import { viewsOf } from '../previewing/views.ts'
import { Refusal } from '../refusal.ts'

/** `throughline preview`: a plan's mails and pages as HTML, text and PNG, with an index.html that shows them side by side. */
export async function preview(path: string, { out, png }: { out: string; png: boolean }): Promise<void> {
  const { plan, findings } = readPlan(path)
  if (!plan) throw new Refusal(`${path}: ${tally(findings)}. "throughline lint ${path}" shows them.`)
  const resolved = resolvePlan(plan)
  const views = viewsOf(resolved)
  try {
    mkdirSync(out, { recursive: true })
  } catch (error) {
    throw new Refusal(`--out ${out} cannot be made a folder: ${(error as Error).message}`)
  }
  for (const { name, html, text } of views) {
    writeFileSync(join(out, `${name}.html`), html)
    if (text !== undefined) writeFileSync(join(out, `${name}.txt`), text)
  }
  if (png) await drawViews(views, out)
  const index = join(out, 'index.html')
  writeFileSync(index, indexPage(resolved.organisation.name, views, png))
  console.log(`${views.length} mails and pages ${png ? 'drawn' : 'written'}: ${index}`)
}
