/**
 * Draws docs/pictures/mail-and-page.png, what the README shows: a mail and the page behind it, side by side as on two phones.
 * Command: node_modules/.bin/node test/views/picture.ts
 */
import { launch, widths } from '../../bin/previewing/chromium.ts'
import { slotMail } from '../../lambdas/mail/slot-mail.ts'
import { answerPage } from '../../lambdas/pages/answer-page.ts'
import { mailSamples } from './mail-samples.ts'
import { answerSamples } from './page-samples.ts'

const FILE = 'docs/pictures/mail-and-page.png'
const GAP = 24

const { context, close } = await launch()
const page = await context.newPage()
await page.emulateMedia({ colorScheme: 'light' })
const drawn: Buffer[] = []
for (const content of [slotMail(mailSamples().one!).html, answerPage(answerSamples().open!)]) {
  await page.setViewportSize(widths.phone)
  await page.setContent(content)
  drawn.push(await page.screenshot({ fullPage: true }))
}
const { width } = widths.phone
const heightOf = (png: Buffer) => png.readUInt32BE(20)
// As high as the mail; the page goes on below.
const height = heightOf(drawn[0]!)
const phones = drawn.map((png) => `<div><img src="data:image/png;base64,${png.toString('base64')}" alt=""></div>`)
await page.setViewportSize({ width: 2 * width + 3 * GAP, height: height + 2 * GAP })
await page.setContent(`<style>
body{margin:0;padding:${GAP}px;display:flex;gap:${GAP}px;background:#e5e4df}
div{width:${width}px;height:${height}px;overflow:hidden;border-radius:14px;box-shadow:0 1px 6px #0003}
img{display:block;width:${width}px}
</style>${phones.join('')}`)
await page.screenshot({ path: FILE })
await close()
console.log(`drawn: ${FILE}`)
