import { parse } from 'node-html-parser'
import { expect, test } from 'vitest'
import { fieldsOf, type Owner, type Seen } from './owner-at-the-page.ts'

/** Whose page it is, and what is known of the questions behind it and behind another's. */
export interface BadCheckInWorld {
  owner: () => Owner
  /** A question of somebody else that waits. */
  anothers: () => Promise<string>
  /** Everything the Ledger holds but mails, which the clock moves on. */
  ledger: () => Promise<unknown>
}

type Fields = Record<string, string>
/** What is posted about the KPI's check-in, or the milestone's; the answer's status, what it says, and the field marked as wrong. */
type Row = [sentence: string, fields: Fields, status: number, says: RegExp, field?: string]

const long = (n: number) => 'x'.repeat(n)
const fine = { status: 'on-track', confidence: '7', changed: 'Two <wards> & a "half".' }
const shorten = (n: number, to: number) => new RegExp(`has ${n} characters; shorten it to ${to}`)

const KPI: Row[] = [
  ['nothing at all', {}, 422, /Say how it stands.*whole number from 0 to 10/, 'status'],
  ['a status nobody offers', { ...fine, status: 'green' }, 422, /Say how it stands/, 'status'],
  ['a confidence of 11', { ...fine, confidence: '11' }, 422, /whole number from 0 to 10/, 'confidence'],
  ['a confidence of -1', { ...fine, confidence: '-1' }, 422, /whole number from 0 to 10/, 'confidence'],
  ['half a confidence', { ...fine, confidence: '6.5' }, 422, /whole number from 0 to 10/, 'confidence'],
  ['a confidence without end', { ...fine, confidence: '1e999' }, 422, /whole number from 0 to 10/, 'confidence'],
  ['a confidence in words', { ...fine, confidence: 'sure' }, 422, /whole number from 0 to 10/, 'confidence'],
  ['red without its cause', { ...fine, status: 'off-track', wayBack: 'Paint.' }, 422, /what put it off track/, 'cause'],
  ['red without the way back', { ...fine, status: 'off-track', cause: 'Rust.' }, 422, /how it gets back/, 'wayBack'],
  ['a change of 1,001 characters', { ...fine, changed: long(1001) }, 422, shorten(1001, 1000), 'changed'],
  [
    'a cause of 1,001',
    { ...fine, status: 'off-track', cause: long(1001), wayBack: 'x' },
    422,
    shorten(1001, 1000),
    'cause',
  ],
  [
    'a way back of 9,000',
    { ...fine, status: 'off-track', cause: 'x', wayBack: long(9000) },
    422,
    shorten(9000, 1000),
    'wayBack',
  ],
  ['a reason of 501 that nobody asked for', { ...fine, reason: long(501) }, 422, shorten(501, 500)],
  ['a step of 301', { ...fine, step: long(301), 'step-by': '2026-03-20' }, 422, shorten(301, 300), 'step'],
  [
    'a step without a day',
    { ...fine, step: 'Call them' },
    422,
    /"" cannot be the day; choose one from Monday 9 March to Tuesday, 9 March 2027/,
    'step-by',
  ],
  ['a day without a step', { ...fine, 'step-by': '2026-03-20' }, 422, /Say what the next step is/, 'step'],
  ['a step by yesterday', { ...fine, step: 'Call', 'step-by': '2026-03-08' }, 422, /cannot be the day/, 'step-by'],
  ['a step by 30 February', { ...fine, step: 'Call', 'step-by': '2027-02-30' }, 422, /cannot be the day/, 'step-by'],
  ['a step by the year 9999', { ...fine, step: 'Call', 'step-by': '9999-12-31' }, 422, /cannot be the day/, 'step-by'],
  ['a blocker of 301', { ...fine, 'blocker-1': long(301) }, 422, shorten(301, 300), 'blocker-1'],
  [
    'a blocker with nobody of the plan',
    { ...fine, 'blocker-0': 'Ink', 'blocker-with-0': 'Max' },
    422,
    /"Max" is nobody in the plan/,
    'blocker-with-0',
  ],
  ['somebody without a blocker', { ...fine, 'blocker-with-0': 'omar' }, 422, /Say what is in the way/, 'blocker-0'],
  ['a promise nobody made', { ...fine, 'promise-C-0000000000000000': 'kept' }, 422, /no longer waits for an answer/],
  ['nothing changed since never', { unchanged: '1' }, 422, /no check-in to repeat yet/],
  ['done, of what is no milestone', { ...fine, milestone: 'done' }, 422, /is no milestone/],
  ['a page that is over', { ...fine, epoch: '7' }, 409, /changed since the page was shown; look at it again/],
  [
    'an answer of another kind of question',
    { action: 'decide', option: 'beds', text: 'Why not.' },
    409,
    /"decide" is no answer to this question/,
  ],
  [
    'put off until yesterday',
    { action: 'snooze', until: '2026-03-08' },
    422,
    /choose a day from Tuesday 10 March to Monday 23 March/,
    'until',
  ],
  [
    'put off by a month',
    { action: 'snooze', until: '2026-04-09' },
    422,
    /choose a day from Tuesday 10 March to Monday 23 March/,
    'until',
  ],
  ['not mine, without a word', { action: 'not-mine' }, 422, /Say in a sentence why/, 'text'],
  ['not mine, in 4,001 characters', { action: 'not-mine', text: long(4001) }, 422, shorten(4001, 4000), 'text'],
  ['handed to nobody', { action: 'delegate', text: 'Please.' }, 422, /Say who should take this/, 'to-name'],
  [
    'handed to 300 letters',
    { action: 'delegate', 'to-name': long(300) },
    422,
    /"x{64}" is nobody in the plan/,
    'to-name',
  ],
  [
    'handed over with 4,001 characters',
    { action: 'delegate', 'to-name': 'omar', text: long(4001) },
    422,
    shorten(4001, 4000),
    'text',
  ],
  [
    'a form of 70 kB',
    { ...fine, changed: long(70_000) },
    400,
    /could not read that.*longer than 64,000 characters. Go back: what you typed is still in the form/i,
  ],
]

const MILESTONE: Row[] = [
  ['done tomorrow', { milestone: 'done', 'milestone-on': '2026-03-10' }, 422, /cannot be the day/, 'milestone-on'],
  ['done two years ago', { milestone: 'done', 'milestone-on': '2024-03-10' }, 422, /cannot be the day/, 'milestone-on'],
  [
    'another day that is the same',
    { ...fine, milestone: 're-date', 'milestone-to': '2026-03-27', 'milestone-reason': 'x' },
    422,
    /already due on Friday 27 March/,
    'milestone-to',
  ],
  [
    'another day without why',
    { ...fine, milestone: 're-date', 'milestone-to': '2026-03-31' },
    422,
    /Say why it moves/,
    'milestone-reason',
  ],
  [
    'another day, why in 501',
    { ...fine, milestone: 're-date', 'milestone-to': '2026-03-31', 'milestone-reason': long(501) },
    422,
    shorten(501, 500),
    'milestone-reason',
  ],
  [
    'another day in 2040',
    { ...fine, milestone: 're-date', 'milestone-to': '2040-01-01', 'milestone-reason': 'x' },
    422,
    /cannot be the day/,
    'milestone-to',
  ],
  [
    'two, of which one has no name',
    { ...fine, milestone: 'split', 'part-1-name': 'One', 'part-1-due': '2026-03-20', 'part-2-due': '2026-03-21' },
    422,
    /Give both parts a name/,
    'part-2-name',
  ],
  [
    'two, one named in 201',
    {
      ...fine,
      milestone: 'split',
      'part-1-name': long(201),
      'part-1-due': '2026-03-20',
      'part-2-name': 'b',
      'part-2-due': '2026-03-21',
    },
    422,
    shorten(201, 200),
    'part-1-name',
  ],
]

/** Bad input on the page of check-ins: a sentence beside the field, everything typed kept, nothing changed. */
export function badCheckIns({ owner, anothers, ledger }: BadCheckInWorld, kpi: string, milestone: string): void {
  const rows = [...KPI.map((row) => ({ about: kpi, row })), ...MILESTONE.map((row) => ({ about: milestone, row }))]
  const named = rows.map(({ about, row }) => ({ about, row, sentence: row[0] }))

  test.each(named)(
    '$about: refuses $sentence, says why beside it, keeps every word and changes nothing',
    async ({ about, row }) => {
      const [, fields, status, says, field] = row
      const before = await ledger()
      const page = await owner().answer(about, fields.action ?? 'check-in', fields, undefined, 'check-in')
      expect([page.status, page.text]).toEqual([status, expect.stringMatching(new RegExp(says, 's'))])
      expect(page.text).not.toMatch(/\bat .*\.(js|ts|mjs)\b|TypeError|undefined|\[object/)
      if (field !== undefined) expect(marked(page)).toContain(field)
      if (status !== 400) for (const word of typed(fields)) expect(kept(page)).toContain(word)
      expect(await ledger()).toEqual(before)
    },
  )

  test('a question of somebody else, under a link that is not theirs: the words are shown to be copied', async () => {
    const before = await ledger()
    const page = await owner().answer(kpi, 'check-in', { ...fine, ask: await anothers() })
    expect([page.status, page.text]).toEqual([
      400,
      expect.stringMatching(/not behind this link.*open the link in your mail again/),
    ])
    expect(kept(page)).toContain(fine.changed)
    expect(await ledger()).toEqual(before)
  })

  test('a script in every field comes back as text, in its own field', async () => {
    const script = '</textarea>"><script>alert(1)</script>'
    const form = await owner().form(milestone, 'check-in')
    const every = Object.fromEntries(
      Object.keys(form).map((name) => [name, ['ask', 'epoch', 'action'].includes(name) ? form[name]! : script]),
    )
    const page = await owner().open(await owner().path(), { ...every, status: script, milestone: 're-date' })
    expect(page.status).toBe(422)
    expect(page.html).not.toContain('<script>alert')
    const back = await owner().form(milestone, 'check-in', undefined, page)
    const texts = [
      'changed',
      'cause',
      'wayBack',
      'step',
      'blocker-0',
      'blocker-with-0',
      'blocker-2',
      'milestone-reason',
      'part-1-name',
    ]
    expect(texts.map((name) => back[name])).toEqual(texts.map(() => script))
  })
}

/** Fields that the page marks as wrong. */
const marked = ({ html }: Seen): string[] =>
  parse(html)
    .querySelectorAll('[aria-invalid="true"]')
    .flatMap((one) => [one, ...one.querySelectorAll('input')].flatMap((input) => input.getAttribute('name') ?? []))

/** Everything that stands in a field or on the page. */
const kept = ({ html, text }: Seen): string =>
  [
    text,
    ...parse(html)
      .querySelectorAll('form')
      .flatMap((form) => Object.values(fieldsOf(form))),
  ].join('\n')

const WORDS = /^(text|to-name|changed|cause|wayBack|reason|step|step-by|blocker.*|milestone-.*|part-.*|until)$/
const typed = (fields: Fields): string[] =>
  Object.entries(fields).flatMap(([name, value]) => (WORDS.test(name) ? value : []))
