import { type Node, NodeType, parse } from 'node-html-parser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPlan } from '../../bin/plan-file.ts'
import { courseViews } from '../../bin/previewing/course-views.ts'
import { decisionViews } from '../../bin/previewing/decision-views.ts'
import { type Drawing, drawingOf, NOTICE } from '../../bin/previewing/drawing.ts'
import { endedViews } from '../../bin/previewing/ended-views.ts'
import { kindViews } from '../../bin/previewing/kind-views.ts'
import { noteViews } from '../../bin/previewing/note-views.ts'
import { reviewViews } from '../../bin/previewing/review-views.ts'
import type { View } from '../../bin/previewing/view.ts'
import { resolvePlan } from '../../domain/plan/resolve.ts'
import { packMail } from '../../lambdas/mail/pack-mail.ts'
import { slotMail } from '../../lambdas/mail/slot-mail.ts'
import { answerPage } from '../../lambdas/pages/answer-page.ts'
import { messagePage } from '../../lambdas/pages/message-page.ts'
import { packPage } from '../../lambdas/pages/pack-page.ts'
import { en } from '../../lambdas/texts/en.ts'
import { enMail } from '../../lambdas/texts/en-mail.ts'
import { enPack } from '../../lambdas/texts/en-pack.ts'
import { chairSamples, reviewAskMails, reviewAskPage } from './conclude-samples.ts'
import { mailSamples } from './mail-samples.ts'
import { packSamples } from './pack-samples.ts'
import { answerSamples } from './page-samples.ts'

/** A text as a second language would have it: another one. */
const foreign = (value: unknown): unknown => {
  if (typeof value === 'string') return value === '' ? '' : `⟦${value}⟧`
  return typeof value === 'function' ? (...given: unknown[]) => foreign(value(...given)) : value
}

/** Puts every text of a catalogue into ⟦ ⟧, in place; answers how to put it back. */
function translated(texts: Record<string, unknown>): () => void {
  const before = { ...texts }
  const within = Object.values(texts).flatMap((one) =>
    one !== null && typeof one === 'object' ? [translated(one as Record<string, unknown>)] : [],
  )
  for (const [key, one] of Object.entries(before)) texts[key] = foreign(one)
  return () => {
    Object.assign(texts, before)
    for (const back of within) back()
  }
}

let back: (() => void)[] = []
beforeAll(() => {
  back = [translated(en), translated(enMail), translated(enPack)]
})
afterAll(() => {
  for (const one of back.reverse()) one()
})

const textNodes = (node: Node): string[] =>
  node.nodeType === NodeType.TEXT_NODE ? [node.text] : node.childNodes.flatMap(textNodes)

/** What a reader is shown and read out: texts, names of pictures and fields, the title. */
const shownIn = (markup: string): string[] => {
  const root = parse(markup.replace(/^<!doctype html>/i, ''))
  for (const hidden of root.querySelectorAll('style')) hidden.remove()
  const named = ['alt', 'title', 'aria-label', 'placeholder']
  const attributes = root.querySelectorAll('*').flatMap((one) => named.map((name) => one.getAttribute(name) ?? ''))
  return [...attributes, textNodes(root).join('\n')]
}

/** A text without what stands in ⟦ ⟧, those within others first. */
const outside = (text: string): string => {
  const rest = text.replace(/⟦[^⟦⟧]*⟧/g, '')
  return rest === text ? text : outside(rest)
}

const parts = (from: Date, shape: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', shape).format(from)
const days = Array.from({ length: 7 }, (_, i) => new Date(Date.UTC(2016, 4, 1 + i)))
const months = Array.from({ length: 12 }, (_, i) => new Date(Date.UTC(2016, i, 15)))
/** What Intl writes by itself in the locale of a reader. */
const INTL = [
  ...(['long', 'short'] as const).flatMap((weekday) => days.map((one) => parts(one, { weekday }))),
  ...(['long', 'short'] as const).flatMap((month) => months.map((one) => parts(one, { month }))),
  ...['today', 'tomorrow', 'yesterday', 'in', 'days', 'ago', 'and', 'or'],
]
const byIntl = new RegExp(`\\b(?:${INTL.join('|')})\\b`, 'g')

/** Sentences for the log, and the facts that pages say instead. */
const BESIDE: Readonly<Record<string, string>> = { why: 'fact', title: 'titled', closedBecause: 'closedFor' }

/** Every text of a sample: what the plan has or people wrote. */
const textsOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  if (value === null || typeof value !== 'object') return []
  const told = Object.entries(value).filter(([key]) => !(BESIDE[key] !== undefined && BESIDE[key] in value))
  return [...told.map(([key]) => key), ...told.flatMap(([, one]) => textsOf(one))]
}

const plain = (text: string) => text.replace(/\s+/g, ' ').trim()
/** A name with its figure behind it, such as a reference of a chart; a figure with its unit behind it. */
const withoutFigure = (piece: string) => piece.replace(/ [\d.,]+%?$/, '').replace(/^[\d.,]+ /, '')

/** Pieces of words that are neither of the catalogue, nor of the plan or of people, nor a date. */
function strangeIn(shown: readonly string[], input: unknown): string[] {
  const known = plain(textsOf(input).join('\n'))
  const pieces = shown.flatMap((text) =>
    outside(text.replace(/https:\S+/g, '')).split(/[\n·,;:()[\]“”"/]+|(?:^|\s)[–—-]\s|\.(?=\s|$)/m),
  )
  return [...new Set(pieces.map(plain))]
    .filter((piece) => piece !== 'Throughline' && !known.includes(withoutFigure(piece)))
    .filter((piece) => /\p{L}{2}/u.test(piece.replace(byIntl, '')))
}

const mails = { ...mailSamples(), ...reviewAskMails() }
const packs = { ...packSamples(), ...chairSamples() }
const pages = { ...answerSamples(), left: reviewAskPage() }

describe('ready for a second language: what is shown is of the catalogue, of the plan or typed by people', () => {
  test.each(Object.entries(mails))('mail %s', (_, input) => {
    const { html, text, subject } = slotMail(input)
    expect(strangeIn([...shownIn(html), text, subject], input)).toEqual([])
  })

  test.each(Object.entries(packSamples()))('mail of the pack %s', (_, input) => {
    const { html, text, subject } = packMail(input)
    expect(strangeIn([...shownIn(html), text, subject], input)).toEqual([])
  })

  test.each(Object.entries(packs))('page of the pack %s', (_, input) => {
    expect(strangeIn(shownIn(packPage(input)), input)).toEqual([])
  })

  test.each(Object.entries(pages))('page %s', (_, input) => {
    expect(strangeIn(shownIn(answerPage(input)), input)).toEqual([])
  })

  // What the rules themselves make of a plan: their asks, decisions and reviews, not ones written for a test.
  test('every view of a plan', () => {
    const plan = resolvePlan(readPlan('examples/mid-market/plan.yaml').plan!)
    const strange: Record<string, string[]> = {}
    const real = drawingOf(plan)
    const seen = (view: View, input: unknown) => {
      const found = strangeIn(shownIn(view.html), [input, plan, NOTICE])
      if (found.length > 0) strange[view.name] = found
      return view
    }
    const drawing: Drawing = {
      mail: (...given) => seen(real.mail(...given), given),
      page: (...given) => seen(real.page(...given), given),
    }
    const views = [decisionViews, endedViews, kindViews, courseViews, noteViews, reviewViews].flatMap((of) =>
      of(plan, drawing),
    )
    expect(views.length).toBeGreaterThan(50)
    expect(strange).toEqual({})
  })

  test('pages without asks', () => {
    for (const kind of [
      'unknown',
      'expired',
      'kept',
      'again',
      'renewed',
      'trouble',
      'refused',
      'elsewhere',
      'left',
    ] as const)
      expect(strangeIn(shownIn(messagePage({ kind, locale: 'en-GB', lost: true })), {})).toEqual([])
  })

  test('a word of another source is found', () => {
    expect(strangeIn(['⟦Due ⟦Friday⟧⟧ by Thu 5 May', 'Beds'], { name: 'Beds' })).toEqual(['by Thu 5 May'])
  })
})
