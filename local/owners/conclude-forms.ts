import { type HTMLElement, parse } from 'node-html-parser'
import { type FilledForm, prefilled } from './answer-forms.ts'
import type { Draw } from './temperament.ts'

/** A form of a pack's page, and where it posts to. */
export interface PackForm {
  url: string
  fields: FilledForm
}

const ACTIONS = ['Agree the second supplier', 'Book the training for the late shift', 'Ask finance for the overtime']

/** Of the reviews somebody ends this share ends with an action. */
const WITH_ACTION = 0.4

/** What a chair posts on the page of a pack, one form at a time: now and then an action for somebody, then the conclusion. */
export function nextOfPack(page: string, link: string, assigned: boolean, draw: Draw): PackForm | undefined {
  const forms = parse(page).querySelectorAll('form')
  const withAct = (act: string) => forms.find((form) => form.querySelector(`[name="act"][value="${act}"]`) !== null)
  const assign = assigned || draw(`${link}:assign`) >= WITH_ACTION ? undefined : withAct('assign')
  if (assign)
    return posting(assign, link, { what: pick(ACTIONS, draw(`${link}:what`)), who: somebody(page, link, draw) })
  const end = withAct('conclude')
  if (!end) return undefined
  const because: FilledForm = end.querySelector('[name="because"]')
    ? { because: 'All of it is under way already.' }
    : {}
  return posting(end, link, because)
}

const posting = (form: HTMLElement, link: string, fields: FilledForm): PackForm => ({
  url: new URL(form.getAttribute('action') ?? '', link).href.split('#')[0]!,
  fields: { ...prefilled(form), ...fields },
})

/** One of the names the page offers. */
const somebody = (page: string, link: string, draw: Draw): string => {
  const names = parse(page).querySelectorAll('datalist option')
  return pick(names, draw(`${link}:who`))?.getAttribute('value') ?? ''
}

const pick = <T>(from: readonly T[], x: number): T => from[Math.floor(x * from.length)]!
