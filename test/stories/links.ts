import { expect } from 'vitest'
import type { Tale } from './tale.ts'
import type { Tell } from './timeline.ts'

/** Everything the Ledger holds of a story: its people, their mails and asks, its decisions and their history. */
async function holdings(t: Tale): Promise<unknown[]> {
  const ids = (await t.decisions()).map(({ id }) => `DECISION#${id}`)
  const items = await t.stage.everything('LedgerTable')
  return items.filter(({ pk }) => pk.endsWith(`-${t.key}`) || ids.includes(pk))
}

/** What may happen to a link. */
export function links(story: Tell): void {
  story('a mail scanner opens every link of a mail, again and again, and nothing changes', 'scanner', {}, async (t) => {
    await t.at('2026-03-09 09:00')
    await t.report('2026-W10', 80)
    await t.at('2026-03-10 08:30')
    const [mail] = await t.stage.mails('anna.scanner@example.org')
    const before = await holdings(t)
    expect(mail!.links.length).toBeGreaterThan(0)
    for (const link of [...mail!.links, ...mail!.links]) {
      expect((await t.open(link)).status).toBe(200)
      for (const method of ['HEAD', 'OPTIONS', 'PUT', 'DELETE']) {
        expect((await t.open(link, undefined, method)).status, method).toBeGreaterThanOrEqual(400)
      }
      // What a form would send, in the address instead of the body.
      expect((await t.open(`${link.split('#')[0]}?action=dismiss&option=known`)).status).toBe(200)
    }
    await t.moment()
    expect(await holdings(t)).toEqual(before)
    await t.answer((await t.newest('anna')).link, 'decide', { option: 'staff' })
  })

  story('a used link shows the first answer; a second one changes nothing', 'used', {}, async (t) => {
    await t.at('2026-03-09 09:00')
    await t.report('2026-W10', 80)
    await t.at('2026-03-10 08:30')
    const { link } = await t.newest('anna')
    const form = await t.filled(link, 'decide', { option: 'staff', text: 'First.' })
    await t.open(link, form)
    await t.moment()
    const before = await holdings(t)
    const second = await t.open(link, { ...form, option: 'wait', text: 'Second.' })
    expect(second.status).toBe(200)
    expect(second.text).toContain('your new answer was not recorded')
    expect(second.text).toContain('Add staff at the front door')
    expect((await t.open(link)).text).toContain('Nothing waits for you')
    await t.moment()
    expect(await holdings(t)).toEqual(before)
  })

  story(
    'an expired link answers nothing; its addressee has a fresh one mailed, in whose form all stands that was typed',
    'expired',
    { trigger: { decideBy: '80 d' } },
    async (t) => {
      await t.at('2026-03-09 09:00')
      await t.report('2026-W10', 80)
      await t.at('2026-03-10 08:30')
      const { link } = await t.newest('anna')
      await t.answer(link, 'acknowledge')
      const form = await t.filled(link, 'decide', { option: 'staff', text: 'Two <nurses> from Monday.' })
      await t.at('2026-04-24 09:30')
      expect((await t.open(link)).status).toBe(410)
      const late = await t.open(link, form)
      expect(late.status).toBe(410)
      expect(late.text).toContain('This link has expired')
      expect(late.text).toContain('Your words are kept; a fresh link is on its way')
      expect(await t.decision()).toMatchObject({ state: 'acknowledged' })
      for (let press = 0; press < 3; press += 1) expect((await t.open(link, { action: 'renew' })).status).toBe(200)
      await t.moment()
      expect(await t.mailsAt('anna')).toEqual(['2026-03-10 08:00', '2026-04-24 09:30'])
      const fresh = await t.newest('anna')
      expect(fresh.link).not.toBe(link)
      const kept = await t.open(fresh.link)
      expect(kept.text).toContain('This is what you typed when your link had expired.')
      expect(kept.html).toMatch(/value="staff" required checked/)
      expect(kept.html).toContain('Two &lt;nurses&gt; from Monday.</textarea>')
      expect((await t.answer(fresh.link, 'decide', { option: 'staff' })).status).toBe(200)
      expect(await t.decision()).toMatchObject({ choice: { option: 'staff', by: 'anna-expired' } })
      expect((await t.stage.ledger('PERSON#anna-expired')).filter(({ sk }) => sk.startsWith('DRAFT#'))).toEqual([])
      // What is typed behind it now has no question any more: it is shown, to be copied.
      const late2 = await t.open(link, form)
      expect([late2.status, late2.text]).toEqual([
        410,
        expect.stringMatching(/What you wrote, to copy:\s*Two <nurses> from Monday/),
      ])
    },
  )

  story(
    'an expired link about what is long settled: the page says what no mail would mean, and none comes',
    'settled',
    {},
    async (t) => {
      await t.at('2026-03-09 09:00')
      await t.report('2026-W10', 80)
      await t.at('2026-03-10 08:30')
      const { link } = await t.newest('anna')
      await t.answer(link, 'dismiss', { option: 'known' })
      await t.at('2026-04-24 09:30')
      expect((await t.open(link, { action: 'renew' })).text).toContain('If no mail comes, nothing waits.')
      await t.moment()
      const [kept] = (await t.kept('anna')).filter((mail) => mail.slot.includes('#link'))
      expect(kept).toMatchObject({ state: 'skipped', reasons: ['no mail: nothing is open any more'] })
    },
  )

  story('a forged link, a damaged one, and a form for an ask of somebody else', 'forged', {}, async (t) => {
    await t.at('2026-03-09 09:00')
    await t.report('2026-W10', 80)
    await t.at('2026-03-10 08:30')
    const { link } = await t.newest('anna')
    const form = await t.filled(link, 'decide', { option: 'wait' })
    const before = await holdings(t)
    const token = link.slice(link.lastIndexOf('/') + 1)
    const flipped = token.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))
    for (const wrong of ['AAAAAAAAAAAAAAAAAAAAAA', flipped, token.slice(0, -1), `${token}A`, '%00', '..%2f..', "'--"]) {
      const address = link.replace(token, wrong)
      expect((await t.open(address)).status, wrong).toBe(404)
      expect((await t.open(address, form)).status, wrong).toBe(404)
    }
    const strange = { ...form, ask: 'A-0123456789abcdef' }
    expect((await t.open(link, strange)).status).toBe(400)
    expect((await t.open(link, { ...form, epoch: '7' })).status).toBe(409)
    expect((await t.open(link, { ...form, option: 'sell-the-hospital' })).status).toBe(422)
    expect(await holdings(t)).toEqual(before)
    await t.open(link, form)
    expect(await t.decision()).toMatchObject({ choice: { option: 'wait' } })
  })

  story(
    'a forwarded link answers as its addressee, says so, and the history says "by link"',
    'forward',
    {},
    async (t) => {
      await t.at('2026-03-09 09:00')
      await t.report('2026-W10', 80)
      await t.at('2026-03-10 08:30')
      const { link, text } = await t.newest('anna')
      expect(text).toContain('please do not forward this mail')
      const page = await t.open(link)
      expect(page.text).toContain('For Anna forward')
      expect(page.text).toContain('This link answers as Anna forward, whoever opens it.')
      await t.answer(link, 'decide', { option: 'staff', text: 'Written by somebody Anna forwarded this to.' })
      expect((await t.history()).at(-1)).toMatchObject({ who: 'anna-forward', via: 'link' })
      expect((await t.open(link)).text).toMatch(/Anna forward, by link/)
    },
  )
}
