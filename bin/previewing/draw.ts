import { join } from 'node:path'
import { Refusal } from '../refusal.ts'
import type { View } from './view.ts'

/** Pictures of a view, in the order they are shown. */
export const SHOTS = ['phone-light', 'phone-dark', 'desktop-light', 'desktop-dark'] as const

/** Draws each view at phone and desktop width, light and dark, as PNG beside its HTML. */
export async function drawViews(views: readonly View[], folder: string): Promise<void> {
  const { launch, widths } = await browser()
  const { context, close } = await launch()
  try {
    const page = await context.newPage()
    for (const { name, html } of views) {
      await page.setContent(html)
      for (const shot of SHOTS) {
        const [width, colorScheme] = shot.split('-') as ['phone' | 'desktop', 'light' | 'dark']
        await page.setViewportSize(widths[width])
        await page.emulateMedia({ colorScheme })
        await page.screenshot({ path: join(folder, `${name}-${shot}.png`), fullPage: true })
      }
    }
  } finally {
    await close()
  }
}

/** Loaded only where pictures are drawn: an installation without development dependencies has it not. */
async function browser() {
  try {
    return await import('./chromium.ts')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new Refusal('Pictures need the package playwright-core: npm install playwright-core, or use --no-png.')
  }
}
