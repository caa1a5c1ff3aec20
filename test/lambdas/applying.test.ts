import { describe, expect, test } from 'vitest'
import { applyPlan, PlanMoved } from '../../lambdas/applying/apply.ts'
import { recurrencesOf } from '../../lambdas/applying/recurrences.ts'
import { currentPlan, planOf, plansSince } from '../../lambdas/aws/plan.ts'
import { claimVersion } from '../../lambdas/aws/plan-versions.ts'
import { withTables } from '../aws/tables.ts'
import { smallPlan } from './small-plan.ts'

withTables()
const now = Date.parse('2016-03-01T09:00:00Z')
const how = (requestId: string, more = {}) => ({ appliedBy: 'arn', message: '', requestId, ...more })
const named = (name: string) => ({ ...smallPlan(), organisation: { ...smallPlan().organisation, name } })
const targets = { deliverSlot: 'arn:deliver', evaluateDue: 'arn:evaluate', openCycle: 'arn:open' }

describe('applying a plan', () => {
  test('of eight different plans at once one is applied, the others are told to look again', async () => {
    const runs = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => applyPlan(named(`Plan ${index}`), how(`r${index}`), now)),
    )
    const applied = runs.flatMap((run) => (run.status === 'fulfilled' ? [run.value] : []))
    expect(applied.filter((one) => one.applied)).toHaveLength(1)
    for (const run of runs) if (run.status === 'rejected') expect(run.reason).toBeInstanceOf(PlanMoved)
    const index = runs.findIndex((run) => run.status === 'fulfilled')
    // What holds is exactly the winner's plan, not a mixture of parts.
    expect((await currentPlan()).plan).toEqual(named(`Plan ${index}`))
  })

  test('the same plan again changes no version', async () => {
    const { plan, version } = await currentPlan()
    expect(await applyPlan(plan, how('again'), now)).toEqual({ version, applied: false })
  })

  test('a plan compared with another version is refused', async () => {
    const { version } = await currentPlan()
    await expect(applyPlan(named('Late'), how('late', { expectedVersion: version - 1 }), now)).rejects.toThrow(
      PlanMoved,
    )
  })

  test('a version that a crashed apply left behind is passed over and never held', async () => {
    const before = await currentPlan()
    const meta = {
      appliedAt: '2016-03-02T00:00:00Z',
      appliedBy: 'x',
      message: '',
      requestId: 'dead',
      sha256: 'x',
      parts: 1,
    }
    await claimVersion({ version: before.version + 1, ...meta })
    const { version } = await applyPlan(named('After the crash'), how('next'), now)
    expect(version).toBeGreaterThan(before.version + 1)
    const held = await plansSince(before.version, await currentPlan())
    expect(held.map((one) => one.version)).toEqual([before.version, version])
  })

  test('a plan larger than an item travels in parts', async () => {
    // Random text does not shrink: about 900 kB after gzip, so three parts.
    const functions = Array.from({ length: 20_000 }, (_, index) => ({
      id: `f${index}`,
      name: crypto.randomUUID() + crypto.randomUUID(),
    }))
    const large = { ...named('Large'), functions }
    const { version } = await applyPlan(large, how('large'), now)
    expect((await currentPlan()).plan.functions).toHaveLength(20_000)
    expect(await planOf(version)).toMatchObject({ organisation: { name: 'Large' } })
  })
})

describe('schedules of a plan', () => {
  const withSlot = (slot: string, zones: string[]) => {
    const plan = smallPlan()
    const people = zones.map((timezone, index) => ({ ...plan.people[0]!, id: `p${index}`, timezone }))
    return { ...plan, people, organisation: { ...plan.organisation, mail: { slot, budget: 1 } } }
  }

  test.each([
    ['both ticks fit one expression', '08:00', ['cron(0,5 8 * * ? *)', 'cron(0 7 * * ? *)']],
    [
      'the second tick falls into the next hour',
      '08:57',
      ['cron(57 8 * * ? *)', 'cron(2 9 * * ? *)', 'cron(57 7 * * ? *)'],
    ],
    [
      'the second tick falls into the next day',
      '23:58',
      ['cron(58 23 * * ? *)', 'cron(3 0 * * ? *)', 'cron(58 22 * * ? *)'],
    ],
    ['the look for silence falls into the day before', '00:30', ['cron(30,35 0 * * ? *)', 'cron(30 23 * * ? *)']],
  ])('%s', (_, slot, expected) => {
    expect(recurrencesOf(withSlot(slot, ['Europe/London']), targets).map((one) => one.expression)).toEqual(expected)
  })

  test('each zone once, under names that Scheduler takes', () => {
    const zones = ['Europe/London', 'Europe/London', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5', 'Etc/GMT-5']
    const names = recurrencesOf(withSlot('08:00', zones), targets).map((one) => one.name)
    expect(new Set(names).size).toBe(8)
    for (const name of names) expect(name).toMatch(/^plan-[A-Za-z0-9_.-]{1,59}$/)
  })
})
