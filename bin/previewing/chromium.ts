import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright-core'
import { Refusal } from '../refusal.ts'

const known = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The browser that draws previews and runs the tests. Throws a sentence that says what to install: a test that skips itself proves nothing. */
export function browserPath(candidates = [process.env.CHROMIUM_PATH, ...known]): string {
  const found = candidates.find((path) => path && existsSync(path))
  if (found) return found
  throw new Refusal(
    'No Chromium was found. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH to its binary, then try again.',
  )
}

/** Widths people read at, in CSS pixels. */
export const widths = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } } as const
export const schemes = ['light', 'dark'] as const

/** A fresh browser profile, removed with the browser. The switches keep Chromium from calling home. */
export async function launch(): Promise<{ context: BrowserContext; close: () => Promise<void> }> {
  const profile = mkdtempSync(join(tmpdir(), 'throughline-chromium-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browserPath(),
    headless: true,
    // Pages scroll smoothly for whoever likes that; a picture or a tap would have to wait for it.
    reducedMotion: 'reduce',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  return {
    context,
    close: async () => {
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}
