/**
 * Colours and type of mails. Inline, because some clients drop style sheets; the classes of layout.ts only turn them
 * dark. Contrast of every pair used is at least 4.5 : 1 (axe checks it in both schemes).
 */
export const font = 'font-family:-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif'

export const ink = {
  paper: '#f4f3ef',
  card: '#ffffff',
  text: '#1d2329',
  soft: '#55606a',
  line: '#dedbd2',
  accent: '#0f5c63',
  onAccent: '#ffffff',
  red: '#a3261f',
  notice: '#fdf1d6',
  onNotice: '#5e4200',
} as const

/** The same, dark; for clients that honour `prefers-color-scheme`. */
export const night = {
  paper: '#14181b',
  card: '#1e2428',
  text: '#eceae4',
  soft: '#a9b3ba',
  line: '#3a434a',
  accent: '#7fcbcd',
  onAccent: '#08282a',
  red: '#ff9d94',
  notice: '#3a2f14',
  onNotice: '#f6dd9f',
} as const
