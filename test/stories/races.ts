import { expect } from 'vitest'
import type { Tell } from './timeline.ts'

const SEND_MAIL = 'PostSendMail'
const ADVANCE = 'DecisionsAdvanceDecision'
const ANSWER = 'AsksAnswerAsk'

/** Two things at the same moment. Each story has a day of its own, because a held call is the next one of its kind. */
export function races(story: Tell): void {
  const slow = { trigger: { decideBy: '10 wd' } }

  story(
    'answered between freezing and sending a reminder: the answer stands, the mail that still goes shows it',
    'sending',
    slow,
    async (t) => {
      await t.at('2026-03-09 09:00')
      await t.report('2026-W10', 80)
      await t.at('2026-03-12 07:59')
      const { link } = await t.newest('anna')
      const form = await t.filled(link, 'decide', { option: 'staff' })
      t.stage.runner.faults.once({
        function: SEND_MAIL,
        operation: 'SendRawEmail',
        when: 'hold',
        run: () => t.open(link, form),
      })
      await t.at('2026-03-12 09:00')
      expect(await t.decision()).toMatchObject({ choice: { by: 'anna-sending', option: 'staff' } })
      expect(await t.mailsAt('anna')).toEqual(['2026-03-10 08:00', '2026-03-12 08:00'])
      expect((await t.open((await t.newest('anna')).link)).text).toContain('Nothing waits for you')
      await t.at('2026-03-20 09:00')
      expect(await t.mailsAt('anna')).toHaveLength(2)
    },
  )

  story(
    'answered between reading and freezing: all is planned again, and no reminder goes',
    'freezing',
    slow,
    async (t) => {
      await t.at('2026-03-10 09:00')
      await t.report('2026-W10', 80)
      await t.at('2026-03-13 07:59')
      const { link } = await t.newest('anna')
      const form = await t.filled(link, 'decide', { option: 'staff' })
      t.stage.runner.faults.once({
        function: SEND_MAIL,
        operation: 'TransactWriteItems',
        when: 'hold',
        run: () => t.open(link, form),
      })
      await t.at('2026-03-13 09:00')
      expect(await t.mailsAt('anna')).toEqual(['2026-03-11 08:00'])
      expect(await t.decision()).toMatchObject({ choice: { by: 'anna-freezing' } })
      expect((await t.kept('anna')).map(({ state }) => state)).toEqual(['sent', 'skipped'])
    },
  )

  story(
    'answered before the machine has stored its token: settled at once, nothing waits for a deadline',
    'token',
    { trigger: { severity: 'S1' } },
    async (t) => {
      await t.at('2026-03-14 10:00')
      const { faults, services } = t.stage.runner
      const mailed = Promise.withResolvers<void>()
      services.mailbox.onMail(({ to }) => to.includes('anna.token@example.org') && mailed.resolve())
      const answered = async () => {
        await mailed.promise
        await t.answer((await t.newest('anna')).link, 'decide', { option: 'staff' })
      }
      // The first write of a course claims the decision, the second stores the token.
      faults.once({ function: 'states:', operation: 'UpdateItem', nth: 2, when: 'hold', run: answered })
      await t.report('2026-W10', 60)
      expect(faults.armed).toBe(0)
      expect(await t.decision()).toMatchObject({ state: 'in-effect', choice: { by: 'anna-token' } })
      expect((await t.told()).slice(-2)).toEqual(['Decision decided, anna by link', 'Decision in effect, clock'])
    },
  )

  story(
    'answered while the deadline is being noted: the answer was first, it is not overdue',
    'deadline',
    {},
    async (t) => {
      await t.at('2026-03-16 09:00')
      await t.report('2026-W11', 80)
      await t.at('2026-03-19 16:59')
      const { link } = await t.newest('anna')
      const form = await t.filled(link, 'decide', { option: 'staff' })
      t.stage.runner.faults.once({
        function: ADVANCE,
        operation: 'TransactWriteItems',
        when: 'hold',
        run: () => t.open(link, form),
      })
      await t.at('2026-03-19 17:01')
      expect(await t.decision()).toMatchObject({ state: 'in-effect', overdue: false, choice: { by: 'anna-deadline' } })
      expect(await t.told()).not.toContain('Decision overdue, clock')
      await t.at('2026-03-24 09:00')
      expect([await t.mailsAt('maria'), await t.mailsAt('ben')]).toEqual([[], []])
    },
  )

  story(
    'answered in the instant of the fallback, the answer first: it counts, no fallback is recorded',
    'first',
    {},
    async (t) => {
      await t.at('2026-03-16 09:00')
      await t.report('2026-W11', 80)
      await t.at('2026-03-31 16:59')
      const { link } = await t.newest('anna')
      const form = await t.filled(link, 'decide', { option: 'staff' })
      t.stage.runner.faults.once({
        function: ADVANCE,
        operation: 'TransactWriteItems',
        when: 'hold',
        run: () => t.open(link, form),
      })
      await t.at('2026-03-31 17:01')
      expect(await t.decision()).toMatchObject({ state: 'in-effect', choice: { by: 'anna-first', option: 'staff' } })
      expect(await t.asks('carl')).toMatchObject([{ kind: 'decide', state: 'withdrawn' }])
    },
  )

  story(
    'answered in the instant of the fallback, the fallback first: the page says so, and nothing is overwritten',
    'second',
    {},
    async (t) => {
      await t.at('2026-03-17 09:00')
      await t.report('2026-W11', 80)
      await t.at('2026-04-01 16:59:59')
      const { link } = await t.newest('anna')
      const form = await t.filled(link, 'decide', { option: 'staff' })
      const { faults } = t.stage.runner
      const fallen = Promise.withResolvers<void>()
      faults.once({ function: ANSWER, operation: 'TransactWriteItems', when: 'hold', run: () => fallen.promise })
      // The first transaction records the fallback, the second asks for it to be carried out.
      faults.once({
        function: ADVANCE,
        operation: 'TransactWriteItems',
        nth: 2,
        when: 'hold',
        run: () => fallen.resolve(),
      })
      const answer = t.open(link, form)
      await t.at('2026-04-01 17:00:10')
      const page = await answer
      expect(page.status).toBe(200)
      expect(page.text).toContain('your new answer was not recorded')
      expect(page.text).toContain('Nobody chose it')
      expect(await t.decision()).toMatchObject({ state: 'decided', choice: { by: 'fallback', option: 'wait' } })
      expect((await t.told()).filter((line) => line.startsWith('Decision decided'))).toEqual([
        'Decision decided, fallback',
      ])
    },
  )
}
