/** What `init` asks, with the answers it takes. */
import * as z from 'zod'
import { Line, LocaleText, ZoneText } from '../../domain/plan/text.ts'
import { Refusal } from '../refusal.ts'
import type { Answers } from './fill-in.ts'
import { TEMPLATES } from './templates.ts'

/** Everything a new plan needs to know. */
export interface Wishes extends Answers {
  template?: string
}

interface Question {
  key: keyof Wishes
  option: string
  asks: string
  takes: z.ZodType<string>
  /** What an empty line means; none: the template's own stays. */
  otherwise?: string
}

/** Asks one question of a person, and gets the line they type. */
export type Ask = (text: string) => Promise<string>

/** Tabs, line ends and control characters have no place in a name: one space stands for each run of them. */
const OneLine = z.string().transform((text) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim())

const QUESTIONS: Question[] = [
  {
    key: 'template',
    option: '--template',
    asks: `Which plan to start from (${[...TEMPLATES.keys()].join(', ')})?`,
    takes: z.string().refine((name) => TEMPLATES.has(name), `name one of ${[...TEMPLATES.keys()].join(', ')}`),
    otherwise: 'starter',
  },
  { key: 'name', option: '--name', asks: 'Name of the organisation?', takes: OneLine.pipe(Line) },
  {
    key: 'timezone',
    option: '--timezone',
    asks: 'Time zone where most people work?',
    takes: ZoneText,
    otherwise: machineZone(),
  },
  { key: 'locale', option: '--locale', asks: 'Language and country?', takes: LocaleText, otherwise: 'en-GB' },
  {
    key: 'desk',
    option: '--desk',
    asks: 'E-mail address of the desk, which gets what nobody else takes?',
    takes: z.email('write one e-mail address'),
  },
]

/** The wishes given as options, checked; a wrong one is refused. Nothing is asked. */
export function checkedWishes(given: Wishes): Wishes {
  return Object.fromEntries(
    QUESTIONS.flatMap(({ key, option, takes, otherwise }) => {
      const value = given[key] ?? otherwise
      if (value === undefined) return []
      const checked = takes.safeParse(value)
      if (!checked.success)
        throw new Refusal(`${option} is ${JSON.stringify(value)}: ${checked.error.issues[0]!.message}.`)
      return [[key, checked.data]]
    }),
  )
}

/** Asks for what the options leave open, until each answer can be used; an empty line takes what stands in brackets. */
export async function askedWishes(given: Wishes, ask: Ask): Promise<Wishes> {
  const wishes: Wishes = { ...given }
  for (const { key, asks, takes, otherwise } of QUESTIONS) {
    if (wishes[key] !== undefined) continue
    const prompt = `${asks} [${otherwise ?? "keep the template's"}] `
    let note = ''
    while (wishes[key] === undefined) {
      const answer = (await ask(note + prompt)).trim()
      if (answer === '') break
      const checked = takes.safeParse(answer)
      if (checked.success) wishes[key] = checked.data
      else note = `That does not work: ${checked.error.issues[0]!.message}.\n`
    }
  }
  return checkedWishes(wishes)
}

function machineZone(): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return ZoneText.safeParse(zone).success ? zone : 'Europe/London'
}
