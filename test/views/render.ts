/**
 * Draws every mail and page at phone and desktop width, light and dark, into .throughline/pictures.
 * Command: node_modules/.bin/node test/views/render.ts [part of a name …]
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { launch, schemes, widths } from '../../bin/previewing/chromium.ts'
import { packMail } from '../../lambdas/mail/pack-mail.ts'
import { slotMail } from '../../lambdas/mail/slot-mail.ts'
import { answerPage } from '../../lambdas/pages/answer-page.ts'
import { packPage } from '../../lambdas/pages/pack-page.ts'
import { chairSamples, reviewAskMails, reviewAskPage } from './conclude-samples.ts'
import { mailSamples } from './mail-samples.ts'
import { packSamples } from './pack-samples.ts'
import { pages } from './page-samples.ts'

const folder = '.throughline/pictures'
const wanted = process.argv.slice(2)
const mails = Object.entries(mailSamples()).map(([name, input]) => [`mail-${name}`, slotMail(input).html] as const)
const packs = Object.entries(packSamples()).flatMap(([name, input]) => [
  [`mail-pack-${name}`, packMail(input).html] as const,
  [`page-pack-${name}`, packPage(input)] as const,
])
const chair = [
  ...Object.entries(chairSamples()).map(([name, input]) => [`page-chair-${name}`, packPage(input)] as const),
  ...Object.entries(reviewAskMails()).map(([name, input]) => [`mail-left-${name}`, slotMail(input).html] as const),
  ['page-left', answerPage(reviewAskPage())] as const,
]
const views = [
  ...mails,
  ...packs,
  ...chair,
  ...Object.entries(pages()).map(([name, page]) => [`page-${name}`, page] as const),
]
const chosen = views.filter(([name]) => wanted.length === 0 || wanted.some((part) => name.includes(part)))

mkdirSync(folder, { recursive: true })
const { context, close } = await launch()
const page = await context.newPage()
for (const [name, content] of chosen) {
  writeFileSync(join(folder, `${name}.html`), content)
  for (const [width, size] of Object.entries(widths)) {
    await page.setViewportSize(size)
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme })
      await page.setContent(content)
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true })
    }
  }
}
await close()
console.log(`${chosen.length} views drawn into ${folder}`)
