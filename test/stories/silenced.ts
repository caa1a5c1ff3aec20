import { expect } from 'vitest'
import { kpiOf } from './cast.ts'
import type { Tale } from './tale.ts'
import type { Tell } from './timeline.ts'

const BY = 'arn:aws:iam::000000000000:user/story'

/** Silences made by `throughline silence`: nobody is asked while they hold, and what is true afterwards is asked once. */
export function silenced(story: Tell): void {
  story(
    'a silence runs out: what still fires is asked once, what recovered meanwhile never',
    'hush',
    { kpis: 3 },
    runOut,
  )
  story('a silence is ended early: what fires then is in the mail of the next slot', 'early', { kpis: 2 }, endedEarly)
}

async function runOut(t: Tale): Promise<void> {
  await t.at('2026-03-02 09:00')
  await figures(t, '2026-W09', 97, 97, 80)
  await t.at('2026-03-03 09:00')
  // The third fires and is asked about already.
  expect(await t.mailsAt('anna')).toEqual(['2026-03-03 08:00'])
  for (const number of [1, 2, 3])
    expect(await silence(t, number, '2026-03-17')).toMatchObject({
      ok: true,
      silence: { from: '2026-03-03T09:00:00Z', until: '2026-03-18T00:00:00Z', madeBy: BY },
    })
  // What was asked stays asked: a silence takes no question back.
  expect(await t.decision()).toMatchObject({ kpi: 'waits3-hush', state: 'open' })
  await t.at('2026-03-09 09:00')
  await figures(t, '2026-W10', 80, 80, 97)
  expect(await t.decision()).toMatchObject({ kpi: 'waits3-hush', state: 'withdrawn' })
  await t.at('2026-03-16 09:00')
  await figures(t, '2026-W11', 79, 97, 80)
  const mailed = await t.mailsAt('anna')
  await t.at('2026-03-17 23:59')
  expect(await t.mailsAt('anna')).toEqual(mailed)
  expect(await t.decisions()).toHaveLength(1)
  expect(await standing(t, 1)).toMatchObject({
    state: 'firing',
    since: '2026-W10',
    inhibited: { why: 'silenced', because: 'The ward moves', until: '2026-03-18T00:00:00Z' },
  })
  await t.at('2026-03-19 09:00')
  expect(await t.mailsAt('anna')).toEqual([...mailed, '2026-03-18 08:00'])
  const decisions = await t.decisions()
  expect(decisions.map(({ kpi, state }) => [kpi, state]).sort()).toEqual([
    ['waits-hush', 'open'],
    ['waits3-hush', 'open'],
    ['waits3-hush', 'withdrawn'],
  ])
  const { text, link } = await t.newest('anna')
  expect(text).toContain('What do we do about waits 1 of hush?')
  expect(text).toContain('What do we do about waits 3 of hush?')
  expect(text).not.toContain('waits 2 of hush')
  const page = await t.open(link)
  expect(page.text).toContain('held back from week 10 of 2026 to week 11 of 2026 by a silence (The ward moves)')
  expect(page.text).toContain('held back in week 11 of 2026 by a silence (The ward moves)')
  // How long a decision takes counts from the first look after the silence.
  const open = decisions.filter(({ state }) => state === 'open')
  expect(open.map(({ signalAt }) => signalAt?.slice(0, 10))).toEqual(['2026-03-18', '2026-03-18'])
}

async function endedEarly(t: Tale): Promise<void> {
  await t.at('2026-03-09 08:30')
  const made = [await silence(t, 1, '2026-04-30'), await silence(t, 2, '2026-04-30')]
  await t.at('2026-03-09 09:00')
  await figures(t, '2026-W10', 80, 80)
  await t.at('2026-03-16 09:00')
  await figures(t, '2026-W11', 79, 97)
  await t.at('2026-03-17 10:00')
  expect([await t.decisions(), await t.mailsAt('anna')]).toEqual([[], []])
  for (const { silence: one } of made) expect(await end(t, one!.id)).toMatchObject({ ok: true })
  expect(await end(t, made[0]!.silence!.id)).toMatchObject({ ok: false, code: 'silence-over' })
  await t.at('2026-03-19 09:00')
  expect(await t.decision()).toMatchObject({ kpi: 'waits-early', state: 'open' })
  expect(await t.mailsAt('anna')).toEqual(['2026-03-18 08:00'])
  const { text, link } = await t.newest('anna')
  expect(text).toContain('What do we do about waits 1 of early?')
  expect((await t.open(link)).text).toContain(
    'held back from week 10 of 2026 to week 11 of 2026 by a silence (The ward moves)',
  )
  await t.answer(link, 'decide', { option: 'staff' })
}

/** Posts a period of the story's KPIs, in their order. */
async function figures(t: Tale, period: string, ...values: number[]): Promise<void> {
  const observations = values.map((value, index) => ({ kpi: kpiOf(t.key, index + 1), period, value }))
  expect(await t.stage.post(observations)).toMatchObject({ status: 200 })
  await t.moment()
}

const silence = (t: Tale, number: number, until: string) =>
  t.stage.command({ act: 'silence', kpi: kpiOf(t.key, number), until, because: 'The ward moves' })

const end = (t: Tale, id: string) => t.stage.command({ act: 'end-silence', silence: id })

/** Where the trigger of a KPI stands, as `throughline why KPI` reads it. */
async function standing(t: Tale, number: number) {
  const { series } = await t.stage.ask({ act: 'standing', kpi: kpiOf(t.key, number) })
  return series?.[0]?.triggers[0]
}
