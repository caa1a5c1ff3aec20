import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ACTIONS } from '../../domain/ask-answer.ts'
import { CHECK_IN_ACTIONS } from '../../domain/ask-check-in-answer.ts'
import { type AnswerPageInput, answerPage } from '../../lambdas/pages/answer-page.ts'
import { pageHeaders } from '../../lambdas/pages/headers.ts'
import { messagePage, messageStatus } from '../../lambdas/pages/message-page.ts'
import { findingsInPage } from './html-rules.ts'
import { answerSamples, pages } from './page-samples.ts'
import { ask, decision } from './samples.ts'

const samples = answerSamples()
const shown = (name: string) => answerPage(samples[name]!)
const forms = (markup: string) => [...markup.matchAll(/<form[\s\S]*?<\/form>/g)].map((match) => match[0])
const actions = (markup: string) => forms(markup).map((form) => /name="action" value="([^"]*)"/.exec(form)?.[1])

describe.each(Object.entries(pages()))('page %s', (_name, markup) => {
  test('is valid HTML', async () => {
    expect(await findingsInPage(markup)).toEqual([])
  })

  test('runs no script and loads nothing', () => {
    expect(markup).not.toMatch(/<script|<img|<link|<iframe| on\w+=|src=|url\(|javascript:/i)
  })

  test('styles itself only by the sheet whose hash the policy names', () => {
    expect(markup).not.toMatch(/ style="/)
    const sheet = /<style>([\s\S]*?)<\/style>/.exec(markup)![1]!
    const hash = createHash('sha256').update(sheet).digest('base64')
    expect(pageHeaders['Content-Security-Policy']).toContain(`style-src 'sha256-${hash}'`)
  })
})

describe('what can be answered', () => {
  const rows: [string, string, (string | undefined)[]][] = [
    [
      'an open decision: decide, or one of the other answers',
      'open',
      ['decide', 'acknowledge', 'snooze', 'dismiss', 'delegate', 'not-mine'],
    ],
    [
      'a decision taken up: not taken up twice',
      'refused-not-mine',
      ['decide', 'snooze', 'dismiss', 'delegate', 'not-mine'],
    ],
    [
      'two of the reader’s questions: also decided as one',
      'together',
      ['decide', 'snooze', 'dismiss', 'merge', 'delegate', 'not-mine'],
    ],
    [
      'taken up, and its figures corrected away: it stays, or nothing is left, beside the answers as ever',
      'unsure',
      ['confirm', 'withdraw', 'decide', 'snooze', 'dismiss', 'delegate', 'not-mine'],
    ],
    ['merged: nothing', 'merged', []],
    [
      'a late decision: promising to be in time would be too late',
      'late',
      ['decide', 'snooze', 'dismiss', 'delegate', 'not-mine'],
    ],
    ['a fallback: done, later, or not mine', 'carry-out', ['done', 'acknowledge', 'snooze', 'delegate', 'not-mine']],
    ['a fallback in effect: its time is over', 'carry-out-over', []],
    ['rethought by somebody else: nothing', 'rethought', []],
    ['too late: nothing, the first answer stands', 'too-late', []],
    ['decided by somebody else: nothing', 'decided-by-other', []],
    ['fallback recorded: nothing', 'fallback', []],
    ['withdrawn: nothing', 'withdrawn', []],
    ['dismissed: nothing', 'dismissed', []],
    ['handed on: nothing', 'handed-on', []],
    ['an empty link: nothing', 'nothing', []],
  ]
  test.each(rows)('%s', (_sentence, name, expected) => {
    expect(actions(shown(name))).toEqual(expected)
  })

  test('the desk has nobody to hand a question to', () => {
    const input = { ...samples.open!, asks: [{ ask: ask({ role: 'desk' }), decision: decision() }] }
    expect(actions(answerPage(input))).not.toContain('not-mine')
  })

  test('every answer a page offers is one the rules take', () => {
    for (const sample of Object.values(samples)) {
      for (const { ask: one, decision: about } of sample.asks) {
        const offered = actions(answerPage({ ...sample, asks: [{ ask: one, decision: about }], checkIns: [] }))
        for (const action of offered) expect(ACTIONS[one.kind]).toContain(action)
      }
      const offered = actions(answerPage({ ...sample, asks: [] }))
      for (const action of offered) expect(CHECK_IN_ACTIONS).toContain(action)
    }
  })

  test('three snoozes are all there are', () => {
    const input = { ...samples.open!, asks: [{ ask: ask({ snoozes: 3 }), decision: decision() }] }
    expect(actions(answerPage(input))).not.toContain('snooze')
  })

  test('every form names its ask and epoch and posts to the page itself', () => {
    const input = { ...samples.open!, asks: [{ ask: ask({ epoch: 4 }), decision: decision() }] }
    for (const form of forms(answerPage(input))) {
      expect(form).toMatch(/^<form method="post" action="\?#/)
      expect(form).toContain(`name="ask" value="${ask().id}"`)
      expect(form).toContain('name="epoch" value="4"')
    }
  })

  test('nothing is chosen beforehand', () => {
    expect(shown('open')).not.toContain('required checked')
  })

  test('dates are offered in the zone of the person: in Auckland it is already Wednesday', () => {
    const input: AnswerPageInput = {
      ...samples.open!,
      now: '2016-05-03T14:00:00Z',
      reader: { ...samples.open!.reader, timezone: 'Pacific/Auckland' },
    }
    expect(answerPage(input)).toContain(
      'name="effectFrom" required min="2016-05-04" max="2017-05-04" value="2016-05-04"',
    )
  })
})

describe('what it says', () => {
  const rows: [string, string, string[]][] = [
    [
      'whose link it is',
      'open',
      ['For Anna Hill', 'This link answers as Anna Hill, whoever opens it.', 'until Friday 17 June'],
    ],
    ['the figure and its target', 'open', ['84.1%', 'Target 88.9%, 4.8 points below.', 'National standard 95.0%']],
    [
      'what happens when time runs out',
      'open',
      ['If nobody decides by Tuesday 24 May, 17:00, “Move minor cases to a primary-care stream” is recorded'],
    ],
    [
      'who decided, when, what and why',
      'decided-by-other',
      [
        'Ben Okafor, by link, Tuesday 3 May, 08:41',
        '“Start discharge rounds at 8:00 on every ward”',
        'Our longest waits',
        'It worked',
      ],
    ],
    ['that nobody chose a fallback', 'fallback', ['Time ran out', 'Nobody chose it.']],
    ['why a question was withdrawn', 'withdrawn', ['The figure recovered before anybody had to act.']],
    ['why it was dismissed', 'dismissed', ['Known and already dealt with', 'The new front door opens in June.']],
    [
      'that it was merged, into what, by whom and why',
      'merged',
      [
        'Recorded. Thank you, Anna Hill.',
        'This question has ended. “What do we do about ambulance handovers?” goes on for both',
        'Anna Hill, Tuesday 3 May, 08:41',
        'free too late',
      ],
    ],
    [
      'that the figures left nothing to decide, and what happens without a word',
      'unsure',
      [
        'As they stand now, this would not have been asked.',
        'Say by Thursday 5 May, 17:00 whether it is still to be decided',
        'Without a word it is taken back then.',
      ],
    ],
    [
      'that a figure was corrected after its lock date, and why',
      'corrected-late',
      [
        'Corrected after the lock date, which changes no alarm: November 2015 is 88.9%, when asked 88.2%',
        'Two sites had counted twice.',
      ],
    ],
    ['that it was handed on, and with which words', 'handed-on', ['Handed on', 'Ben runs the front door since April.']],
    [
      'what was just recorded, and what is next',
      'saved',
      [
        'Recorded. Thank you, Anna Hill.',
        'You decided: “Start discharge rounds at 8:00 on every ward”.',
        'Next: The attendance return',
      ],
    ],
    [
      'why the reader has somebody else’s question',
      'late',
      ['Escalated to you because Ben Okafor has not answered since Monday 2 May.', 'Was due Thursday 12 May, 17:00'],
    ],
    ['that a late answer changed nothing', 'too-late', ['your new answer was not recorded', 'Ben Okafor, by link']],
    ['who rethought what', 'rethought', ['David Shah', 'Change the process', 'A new front door.']],
    ['that the time is simulated', 'open', ['Simulated time']],
  ]
  test.each(rows)('%s', (_sentence, name, expected) => {
    for (const words of expected) expect(shown(name)).toContain(words)
  })

  test('questions come in the order of their deadlines, settled ones last', () => {
    const ids = [...shown('several').matchAll(/<article class="card" id="ask-([^"]*)"/g)].map((match) => match[1])
    expect(ids).toEqual(['A-2', ask().id, 'A-3', 'A-4'])
  })
})

describe('a refused answer', () => {
  test('says why, marks the field, and keeps all that was typed', () => {
    const page = shown('refused')
    expect(page).toContain('Friday 1 April cannot be the day it takes effect')
    expect(page).toMatch(/value="surge" required checked/)
    expect(page).toContain('it took &lt;six&gt; months; the &quot;surge&quot; ward helps now.</textarea>')
    expect(page).toMatch(/name="effectFrom"[^>]*value="2016-04-01"[^>]*aria-invalid="true"/)
  })

  test('opens the other answers when it was one of those', () => {
    expect(shown('refused-not-mine')).toContain('<details class="otherwise" open>')
    expect(shown('refused')).not.toContain('<details class="otherwise" open>')
  })

  test('is said even when its ask is not on the page', () => {
    const refused = { ...samples.refused!.refused!, ask: 'A-gone', sentence: 'This question is with Ben Okafor now.' }
    expect(answerPage({ ...samples.nothing!, refused })).toContain('This question is with Ben Okafor now.')
  })
})

describe('pages without asks', () => {
  test('have the status that says what is wrong', () => {
    expect((['unknown', 'expired', 'renewed', 'trouble', 'refused'] as const).map(messageStatus)).toEqual([
      404, 410, 200, 500, 400,
    ])
  })

  test('only the expired one offers anything: a fresh link by POST', () => {
    expect(actions(messagePage({ kind: 'expired' }))).toEqual(['renew'])
    expect(messagePage({ kind: 'expired' })).toContain('method="post"')
    expect(forms(messagePage({ kind: 'unknown' }))).toEqual([])
  })
})

test('headers keep the address and its token to the page', () => {
  expect(pageHeaders['Cache-Control']).toBe('no-store')
  expect(pageHeaders['Referrer-Policy']).toBe('no-referrer')
  expect(pageHeaders['Content-Security-Policy']).toMatch(/^default-src 'none'; .*form-action 'self'/)
})

describe('what happened so far', () => {
  const block = () => /<details><summary>What happened so far<[\s\S]*?<\/details>/.exec(shown('open'))![0]

  test('each step with its reason, in the reader’s own time and with names; nothing of who ran a command', () => {
    const text = block()
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
    expect(text).toContain('Asked the figures · Monday 2 May, 07:10')
    expect(text).toContain(
      'Sent Throughline · Monday 2 May, 07:10 Anna Hill is asked, with the mail of Tuesday 3 May, 08:00',
    )
    expect(text).toContain('Another question joined this one the desk’s operators · by command · Tuesday 3 May, 10:12')
    expect(text).not.toMatch(/\d{4}-\d\d-\d\dT|arn:aws/)
  })

  test('is folded away, and absent where nothing is known', () => {
    expect(block()).not.toMatch(/<details open/)
    expect(shown('several')).not.toContain('What happened so far')
  })
})

test.each([
  ['check-in', false, 'nothing chosen: what nobody has to say is folded away'],
  ['check-in-chosen', true, 'off track was chosen in the mail: a way back is a next step'],
  ['check-in-refused', true, 'what was refused there is in sight'],
])('the page %s: further fields open %s: %s', (name, open) => {
  const [tag] = /<details class="further"[^>]*>/.exec(String(pages()[name]))!
  expect(tag.includes('open')).toBe(open)
})
