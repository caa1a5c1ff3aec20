import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Mail } from '../../domain/ask.ts'
import { openAsk } from '../../domain/ask-opening.ts'
import { asksOfLink, isToken, LINK_DAYS, linkStatus, newLink } from '../../domain/link.ts'
import { DAY, openedDecision, organisation, START } from './ask-organisation.ts'

const plan = organisation()
const asked = (episode: string, now: number) =>
  openAsk({ plan, decision: openedDecision(plan, now, { episode }), kind: 'decide' }, now)
const mailOf = (ids: string[]): Mail => ({
  person: 'owner',
  slot: '2016-05-04T07:00:00Z',
  state: 'sent',
  urgent: false,
  claims: 1,
  entries: ids.map((ask) => ({ ask, epoch: 1, how: 'ask' })),
  notes: [],
  reasons: [],
})

describe('tokens', () => {
  it('every 16 bytes in base64url are a token', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) =>
        isToken(Buffer.from(bytes).toString('base64url')),
      ),
    )
  })

  it.each([
    '',
    'short',
    '../../../etc/passwd....',
    'AAAAAAAAAAAAAAAAAAAAAB',
    'AAAAAAAAAAAAAAAAAAAAAA\n',
    'AAAAAAAAAAAAAAAAAAAAA=',
  ])('%j is none', (text) => expect(isToken(text)).toBe(false))
})

describe('links', () => {
  const link = newLink('00', { person: 'owner', slot: '2016-05-04T07:00:00Z' }, START + DAY)

  it('work for 45 days, to the millisecond', () => {
    expect(linkStatus(link, START + (1 + LINK_DAYS) * DAY - 1)).toBe('good')
    expect(linkStatus(link, START + (1 + LINK_DAYS) * DAY)).toBe('expired')
    expect(linkStatus({ ...link, revoked: true }, START + 100 * DAY)).toBe('revoked')
  })

  it('show the asks of their mail, closed ones too, and what has become the person’s since', () => {
    const inMail = { ...asked('a', START), state: 'answered' as const }
    const before = asked('b', START)
    const since = asked('c', START + 2 * DAY)
    const others = { ...asked('d', START + 2 * DAY), person: 'chief' }
    const shown = asksOfLink(link, mailOf([inMail.id, others.id]), [since, before, others, inMail])
    expect(shown).toEqual([inMail, since])
  })
})
