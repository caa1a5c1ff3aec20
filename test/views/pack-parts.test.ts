import { parse } from 'node-html-parser'
import { describe, expect, test } from 'vitest'
import { Pack } from '../../domain/review/pack-record.ts'
import { type PackMailInput, packMail } from '../../lambdas/mail/pack-mail.ts'
import { packPage } from '../../lambdas/pages/pack-page.ts'
import { chairSamples } from './conclude-samples.ts'
import { packSamples } from './pack-samples.ts'

const samples = packSamples()
const ordinary = samples.ordinary!
const textOf = (markup: string) => parse(markup).querySelector('body')!.textContent.replace(/\s+/g, ' ')
const partsOf = (input: PackMailInput) => {
  const { html, text } = packMail(input)
  return [textOf(html), text.replace(/\s+/g, ' '), textOf(packPage(input))]
}
const sectionOf = (page: string, id: string) =>
  parse(page).querySelector(`section[aria-labelledby=${id}]`)!.textContent.replace(/\s+/g, ' ').trim()
const pageOf = (input: PackMailInput) => packPage(input)

test('what needs somebody comes first, promises kept after those broken, owners last', () => {
  const headings = parse(packPage(chairSamples()['to-conclude']!))
    .querySelectorAll('section')
    .map((one) => one.getAttribute('aria-labelledby'))
  expect(headings).toEqual([
    ...['decisions', 'changes', 'offTrack', 'stale', 'silent', 'unowned', 'atRisk', 'unasked', 'blockers', 'broken'],
    ...['actionsMissed', 'kept', 'actionsDone', 'actionsOpen', 'conclude-title', 'owners', 'figures'],
  ])
})

describe('each line of a KPI has its figure', () => {
  test('with period and target, wherever it stands, in mail, text and page', () => {
    const page = pageOf(ordinary)
    for (const id of ['decisions', 'changes', 'offTrack', 'atRisk', 'unasked'])
      expect(sectionOf(page, id)).toContain('84.1% in April 2016, target 88.9%')
    for (const part of partsOf(ordinary))
      expect(part.split('84.1% in April 2016, target 88.9%').length).toBeGreaterThan(5)
  })

  test('a late one says that it has not come, and which came last', () => {
    const page = pageOf(ordinary)
    for (const id of ['stale', 'silent'])
      expect(sectionOf(page, id)).toContain('The last one that came: 85.2% in March 2016, target 88.4%')
    expect(sectionOf(page, 'changes')).toContain('The newest figure has not come')
  })

  test.each<[string, object, string, string]>([
    [
      'in the unit of a plan',
      { unit: 'GBP k', decimals: 0, period: '2026-02', value: 2983, target: 3300 },
      'en-GB',
      '2,983 GBP k in February 2026, target 3,300 GBP k',
    ],
    [
      'as the reader writes it',
      { unit: 'GBP k', decimals: 0, period: '2026-02', value: 2983, target: 3300 },
      'de-DE',
      '2.983 GBP k in Februar 2026, target 3.300 GBP k',
    ],
    [
      'of a day',
      { unit: 'EUR', decimals: 2, period: '2026-02-03', value: 1.5, target: null },
      'en-GB',
      '€1.50 on 3 Feb 2026, no target yet',
    ],
    [
      'of a week',
      { unit: '1', decimals: 1, period: '2026-W09', value: 7, target: 6 },
      'en-GB',
      '7.0 in week 9 of 2026, target 6.0',
    ],
  ])('%s', (_, reading, locale, says) => {
    const { pack, reader } = ordinary
    const first = [{ ...pack.offTrack.first[0]!, reading: reading as never }]
    for (const part of partsOf({
      ...ordinary,
      reader: { ...reader, locale },
      pack: { ...pack, offTrack: { first, more: 0 } },
    }))
      expect(part.replace(/\u00a0/g, ' ')).toContain(says)
  })
})

test('a decision is weighed where it is listed: what can be chosen, what is recorded when nobody does, and when', () => {
  for (const part of partsOf(ordinary)) {
    expect(part).toContain(
      'To choose from: “Start discharge rounds at 8:00 on every ward”, “Move minor cases to a primary-care stream”',
    )
    expect(part).toContain(
      'If nobody decides by Tuesday 24 May, 17:00, “Move minor cases to a primary-care stream” is recorded',
    )
  }
})

test('once somebody has decided, the page no longer says what would be recorded', () => {
  const chair = chairSamples()['to-conclude']!
  const [first] = chair.concluding!.waiting
  const choice = { option: first!.decision.options[0]!.id, rationale: '', by: 'leeds-director', via: 'link' as const }
  const decided = {
    ...first!.decision,
    state: 'decided' as const,
    choice: { ...choice, at: '2016-05-03T09:00:00Z', effectFrom: '2016-05-04' },
  }
  const shown = (decision: typeof first extends undefined ? never : NonNullable<typeof first>['decision']) =>
    sectionOf(packPage({ ...chair, concluding: { ...chair.concluding!, waiting: [{ decision }] } }), 'decisions')
  expect(shown(first!.decision)).toContain('is recorded as the fallback')
  expect(shown(decided)).toMatch(/84.1% in April 2016, target 88.9%.*Anna Hill/)
  expect(shown(decided)).not.toMatch(/is recorded as the fallback|To choose from|Overdue/)
})

describe('nobody is asked', () => {
  test('is said as what is not asked for, until when and why', () => {
    for (const part of partsOf(ordinary)) {
      expect(part).toContain(
        'No decision is asked for until Friday 20 May, because “The second nurse starts on 20 May” (silenced by s.khan)',
      )
      expect(part).toContain(
        'No decision is asked for, because most parts of Ambulance handovers · All regions are like it, which is with David Shah',
      )
      expect(part).not.toContain('nobody is asked')
    }
    expect(parse(pageOf(ordinary)).querySelector('#unasked')!.textContent).toBe(
      'Owner says on track, the figure does not; no decision is asked for',
    )
  })

  test('by the plan, without an end and without a word why', () => {
    const { pack } = ordinary
    const unasked = { why: 'silenced' as const, status: 'at-risk' as const }
    const atRisk = { first: [{ ...pack.atRisk.first[0]!, unasked }], more: 0 }
    expect(sectionOf(pageOf({ ...ordinary, pack: { ...pack, atRisk } }), 'atRisk')).toContain(
      'No decision is asked for (silenced by the plan)',
    )
  })
})

describe('owner by owner', () => {
  test('the page names every item with how it stands, how sure its owner is, and its figure; the mail says so', () => {
    const owners = parse(pageOf(ordinary)).querySelectorAll('details.owner')
    expect(owners).toHaveLength(5)
    expect(owners[1]!.textContent.replace(/\s+/g, ' ').trim()).toBe(
      'Ben Okafor 2 items: 1 at risk, 1 silent, 1 answered in time ' +
        'Beds in use KPI · No answer · 85.2% in March 2016, target 88.4% ' +
        'Minor cases in the primary-care stream KPI · At risk, confidence 5 of 10 · 84.1% in April 2016, target 88.9%',
    )
    expect(owners[3]!.textContent).toContain('KPI · On track, confidence 9 of 10')
    expect(packMail(ordinary).text).toContain('The page names every item, owner by owner')
  })

  test('where a pack names only some, page and mail say so, and why', () => {
    const [html, text, page] = partsOf(samples.large!)
    expect(page).toContain('and 20 more owners, not named')
    expect(page).toContain('and 202 more, not named')
    expect(page).toContain(
      'A pack names up to 500 owners, first those with most off track, silent or at risk, and up to 1,000 items',
    )
    expect(page).toMatch(/and \d+ more, not listed: a pack has only the first of each list/)
    for (const mail of [html, text]) {
      expect(mail).toContain('of them on the page: a pack has only the first of each list')
      expect(mail).not.toContain('names every item')
    }
  })

  test('what a list has no room for leads to the owners, where they name it', () => {
    const { pack } = samples.crowded!
    const offTrack = { ...pack.offTrack, more: 12 }
    const [html, , page] = partsOf({ ...samples.crowded!, pack: { ...pack, offTrack } })
    expect(page).toContain('and 12 more, each named under “Owner by owner”')
    expect(html).toContain('and 34 more on the page')
  })
})

test('a pack of an earlier release is drawn as far as it goes', () => {
  const old = Pack.parse(
    JSON.parse(
      JSON.stringify(ordinary.pack, (key, value) =>
        ['reading', 'own', 'options', 'fallback'].includes(key) ? undefined : value,
      ),
    ),
  )
  const [html, text, page] = partsOf({ ...ordinary, pack: old })
  for (const part of [html, text, page]) {
    expect(part).toContain('Four-hour performance has fallen below its own path')
    expect(part).not.toMatch(/undefined|To choose from|in April 2016/)
  }
  expect(page).toContain('Ben Okafor 2 items: 1 at risk, 1 silent, 1 answered in time')
  expect(text).toContain('The page says more, owner by owner')
})

test('a slower cadence is proposed in words; cron comes last, for whoever edits the plan', () => {
  const calm = samples.calm!
  const lines = packMail({
    ...calm,
    pack: { ...calm.pack, slower: { cycles: 4, review: 'm', schedule: '0 9 12 * *', to: '0 9 12 1,4,7,10 *' } },
  }).text
  expect(lines).toMatch(
    /Hold it once a quarter instead of every month, or narrow what it looks at\.\n(.*\n)?For whoever edits the plan: the schedule of review “m” becomes “0 9 12 1,4,7,10 \*” instead of “0 9 12 \* \*”\./,
  )
  expect(packMail(calm).text).toContain('Hold it twice a month instead of every week')
  const own = { cycles: 4, review: 'm', schedule: '0 9 12 6 *' }
  expect(packMail({ ...calm, pack: { ...calm.pack, slower: own } }).text).toMatch(
    /Hold it less often[\s\S]*review “m” is scheduled “0 9 12 6 \*”/,
  )
})

test('mails are so many an answer: the figure comes behind the words', () => {
  const chair = chairSamples()['to-conclude']!
  const { text } = packMail({ ...ordinary, pack: chair.pack! })
  expect(text).toMatch(/- mails sent per answer: [\d.]+\n/)
  expect(text).toMatch(/- 41 of 48 answered in time\n/)
})
