import type { HTMLElement } from 'node-html-parser'
import { type FilledForm, formsWith, prefilled } from './answer-forms.ts'
import type { Draw } from './temperament.ts'

const DAY = 86_400_000

/** The forms of a page that still wait for a check-in, one an ask: "nothing changed" beside it and corrections of what was said are left alone. */
export const openCheckIns = (page: string): HTMLElement[] => {
  const open = formsWith(page, 'check-in').filter((form) => form.querySelector('[name="corrects"]') === null)
  const askOf = (form: HTMLElement) => form.querySelector('[name="ask"]')?.getAttribute('value')
  return [...new Map(open.toReversed().map((form) => [askOf(form), form])).values()].toReversed()
}

const CHANGED = [
  'Two of the three sites are done; the last one follows on Thursday.',
  'The new rota holds, and nobody had to wait on Monday.',
  'A supplier delivered late; we work from stock.',
]
const CAUSES = ['The part comes from one supplier only.', 'Three of eight people are ill.']
const WAYS = ['A second supplier delivers from next week.', 'The late shift lends two people until Friday.']
const STEPS = ['Train the late shift', 'Agree the budget with finance', 'Visit the last site']
const BLOCKERS = ['The permit is not signed', 'The order waits for a signature']

/**
 * Fills in a check-in as its owner might: mostly on track, now and then off track with cause and way back, every third time
 * with a next step, sometimes with somebody in the way, and says of promises made before what became of them. `now` is epoch
 * milliseconds; everything is drawn by seed.
 */
export function fillCheckIn(form: HTMLElement, stream: string, draw: Draw, now: number): FilledForm {
  const x = (name: string) => draw(`${stream}:${name}`)
  const pick = (name: string, from: readonly string[]) => from[Math.floor(x(name) * from.length)]!
  const has = (name: string) => form.querySelector(`[name="${name}"]`) !== null
  const dayAhead = (days: number) => new Date(now + days * DAY).toISOString().slice(0, 10)
  const [y, off] = [x('status'), x('confidence')]
  const status = y < 0.65 ? 'on-track' : y < 0.85 ? 'at-risk' : 'off-track'
  return {
    ...prefilled(form),
    action: 'check-in',
    status,
    confidence: String(Math.floor(off * (status === 'on-track' ? 4 : 6)) + (status === 'on-track' ? 7 : 1)),
    changed: pick('changed', CHANGED),
    ...(status === 'off-track' && { cause: pick('cause', CAUSES), wayBack: pick('way', WAYS) }),
    // Asked for only where the figure says worse; said without need it does no harm.
    ...(has('reason') && { reason: 'Counted by hand this morning.' }),
    ...(x('step') < 0.33 && { step: pick('which-step', STEPS), 'step-by': dayAhead(2 + Math.floor(x('step-by') * 9)) }),
    ...(x('blocked') < 0.15 && { 'blocker-0': pick('blocker', BLOCKERS) }),
    ...promisesOf(form, x, dayAhead),
    ...(has('milestone') && x('done') < 0.1 && { milestone: 'done', 'milestone-on': dayAhead(0) }),
  }
}

/** What becomes of each promise the form asks about; one in five is not spoken of. */
function promisesOf(form: HTMLElement, x: Draw, dayAhead: (days: number) => string): FilledForm {
  const names = form
    .querySelectorAll('input[type="radio"]')
    .map((radio) => radio.getAttribute('name') ?? '')
    .filter((name) => name.startsWith('promise-'))
  const said = [...new Set(names)].map((name): FilledForm => {
    const y = x(name)
    if (y < 0.2) return {}
    if (y < 0.4) return { [name]: 'open', [name.replace('promise-', 'promise-by-')]: dayAhead(5) }
    return { [name]: y < 0.8 ? 'kept' : 'broken' }
  })
  return Object.assign({}, ...said)
}
