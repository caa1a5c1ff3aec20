import { describe, expect, it } from 'vitest'
import type { ConcludeAsk } from '../../../domain/ask.ts'
import { openConclude } from '../../../domain/ask-conclude.ts'
import { leavePlan } from '../../../domain/ask-departure.ts'
import { parseInstant } from '../../../domain/instant.ts'
import { planMail } from '../../../domain/plan-mail.ts'
import { MOST_ACTIONS } from '../../../domain/review/action.ts'
import { type AssignInput, assign } from '../../../domain/review/assigning.ts'
import { conclude } from '../../../domain/review/concluding.ts'
import { Conclusion } from '../../../domain/review/conclusion.ts'
import type { Cycle } from '../../../domain/review/cycle.ts'
import { DAY, organisation, START } from '../ask-organisation.ts'
import { told } from '../told.ts'

const plan = organisation()
const cycle: Cycle = {
  id: 'weekly@2016-05-03',
  review: 'weekly',
  name: 'Weekly',
  date: '2016-05-03',
  heldOn: '2016-05-03',
  chair: 'owner',
  planVersion: 1,
  missed: [],
  state: 'closed',
  opensAt: '2016-05-03T07:00:00Z',
  closesAt: '2016-05-03T09:00:00Z',
  closedAt: '2016-05-03T09:00:00Z',
  revision: 5,
}
const ask = openConclude(plan, cycle, { chair: 'owner', accountable: 'director' }, START)
const ending = (
  because: string | undefined,
  more: { cycle?: Partial<Cycle>; ask?: Partial<ConcludeAsk>; decided?: string[]; epoch?: number } = {},
) =>
  conclude(
    {
      plan,
      cycle: { ...cycle, ...more.cycle },
      ask: { ...ask, ...more.ask } as ConcludeAsk,
      decided: more.decided ?? [],
      input: { by: 'owner', via: 'link', epoch: more.epoch ?? 1, noActionBecause: because },
    },
    START + DAY,
  )
const earlier: Conclusion = {
  by: 'chief',
  at: '2016-05-04T08:00:00Z',
  via: 'link',
  decisions: [],
  actions: [],
  noActionBecause: 'Calm.',
}

describe('concluding a review', () => {
  it('is due five working days after the pack, and asked at the next slot of the chair', () => {
    expect([ask.person, ask.stepAt, ask.dueBy]).toEqual(['owner', '2016-05-04T07:00:00Z', '2016-05-10T10:00:00Z'])
  })

  it.each<[string, ReturnType<typeof ending>, object]>([
    [
      'with nothing done it needs the reason',
      ending('All is well.'),
      { noActionBecause: 'All is well.', decisions: [], actions: [] },
    ],
    ['words are kept without what no keyboard types', ending(' a\u0007b\r\nc '), { noActionBecause: 'ab\nc' }],
    ['with a decision taken it needs none', ending('', { decided: ['D-1'] }), { decisions: ['D-1'], actions: [] }],
    ['with an action too', ending(undefined, { cycle: { actions: ['T-1'] } }), { decisions: [], actions: ['T-1'] }],
  ])('%s', (_, outcome, conclusion) => {
    if ('code' in outcome) throw new Error(outcome.code)
    expect(outcome.cycle.conclusion).toMatchObject(conclusion)
    expect(Conclusion.safeParse(outcome.cycle.conclusion).success).toBe(true)
    expect(outcome.cycle.revision).toBe(6)
    expect(outcome.ask).toMatchObject({ state: 'answered', step: 'end', answer: { action: 'conclude', by: 'owner' } })
  })

  it.each<[string, ReturnType<typeof ending>, string, RegExp]>([
    ['nothing done and no reason', ending('  '), 'text-missing', /Say in a sentence why nothing needs to be done/],
    [
      'a reason of a thousand and one',
      ending('x'.repeat(1001)),
      'text-too-long',
      /1001 characters; shorten it to 1000/,
    ],
    [
      '"no action" while another tab has assigned one',
      ending('Calm.', { cycle: { actions: ['T-1'] } }),
      'wrong-action',
      /Meanwhile an action was assigned/,
    ],
    [
      '"no action" while a decision was taken',
      ending('Calm.', { decided: ['D-1'] }),
      'wrong-action',
      /Meanwhile a decision was taken/,
    ],
    [
      'what somebody has concluded',
      ending('Calm.', { cycle: { conclusion: earlier } }),
      'already-answered',
      /Name of chief concluded this review on 2016-05-04. That stands/,
    ],
    ['a cycle whose pack is not made', ending('Calm.', { cycle: { state: 'closing' } }), 'not-open', /not made yet/],
    [
      'an ask that was handed on',
      ending('Calm.', { ask: { state: 'handed-on', closedBecause: 'Name of owner is away' } }),
      'not-yours',
      /Name of owner is away/,
    ],
    ['a page of an older epoch', ending('Calm.', { epoch: 9 }), 'old-epoch', /look at it again/],
    ['an ask that was taken back', ending('Calm.', { ask: { state: 'withdrawn' } }), 'withdrawn', /taken back/],
  ])('refuses %s', (_, outcome, code, sentence) => {
    expect(told(outcome, plan)).toMatchObject({ code, sentence: expect.stringMatching(sentence) })
  })
})

describe('assigning an action', () => {
  const given = { text: 'Open the ward', who: 'Name of Deputy', day: '2016-05-13' }
  const assigning = (more: Partial<AssignInput> = {}, changes: Partial<Cycle> = {}) =>
    assign(
      { plan, cycle: { ...cycle, ...changes }, ask, input: { by: 'owner', via: 'link', epoch: 1, ...given, ...more } },
      START + DAY,
    )

  it('gives it to whom a name, an id or an address names, asks them at their next slot, and reminds on its day', () => {
    for (const who of ['Name of Deputy', 'deputy', 'DEPUTY@example.org']) {
      const outcome = assigning({ who })
      if (!('action' in outcome)) throw new Error(JSON.stringify(outcome))
      expect(outcome.action).toMatchObject({ person: 'deputy', by: '2016-05-13', state: 'open', assignedBy: 'owner' })
      expect(outcome.ask).toMatchObject({
        person: 'deputy',
        title: 'Open the ward',
        accountable: 'owner',
        dueBy: '2016-05-13T22:59:00Z',
      })
      expect(outcome.cycle).toMatchObject({ actions: [outcome.action.id], revision: 6 })
    }
  })

  it('given twice it is one', () => {
    const first = assigning()
    if (!('action' in first)) throw new Error('refused')
    expect(assigning({ text: ' Open the ward ' }, { actions: [first.action.id] })).toEqual({
      same: true,
      person: 'deputy',
    })
  })

  it('says everything that is wrong at once, each at its field', () => {
    const outcome = assigning({ text: ' ', who: 'Nobody <b>', day: '2016-05-01' })
    expect(outcome).toMatchObject({ problems: [{ field: 'what' }, { field: 'who' }, { field: 'day' }] })
  })

  it.each<[string, Partial<AssignInput>, string, RegExp]>([
    ['a text of 501', { text: 'x'.repeat(501) }, 'what', /501 characters; shorten it to 500/],
    ['nobody', { who: '' }, 'who', /Say who does it/],
    ['a day more than a year ahead', { day: '2017-05-09' }, 'day', /from 2016-05-04 to 2017-05-04/],
    ['no day', { day: 'soon' }, 'day', /"soon" cannot be the day/],
  ])('refuses %s', (_, input, field, sentence) => {
    const outcome = assigning(input)
    if (!('problems' in outcome)) throw new Error('it was taken')
    expect(outcome.problems.map((one) => told(one))).toMatchObject([
      { field, sentence: expect.stringMatching(sentence) },
    ])
  })

  it('refuses a review that is concluded, and one that has given as many as anybody follows up', () => {
    expect(assigning({}, { conclusion: earlier })).toMatchObject({ code: 'already-answered' })
    const full = Array.from({ length: MOST_ACTIONS }, (_, i) => `T-${i}`)
    expect(assigning({}, { actions: full })).toMatchObject({ code: 'too-often' })
  })
})

describe('a chair who', () => {
  const facts = { person: 'owner', slot: ask.stepAt!, asks: [ask], notes: [], mails: [], states: [], decisions: [] }

  it('is away hands the ask to the deputy at its slot, who may conclude', () => {
    const away = organisation({ owner: { absences: [{ from: '2016-05-04', to: '2016-05-20' }] } })
    const planned = planMail({ ...facts, plan: away }, parseInstant(ask.stepAt!))
    const handed = planned.escalations[0]!
    if (handed.kind === 'note') throw new Error('told, not asked')
    expect([planned.mail, handed.kind, handed.to]).toEqual([undefined, 'hand-on', 'deputy'])
    const input = { by: 'deputy', via: 'link' as const, epoch: 2, noActionBecause: 'All is well.' }
    const outcome = conclude({ plan: away, cycle, ask: handed.ask as ConcludeAsk, decided: [], input }, START + 2 * DAY)
    expect(outcome).toMatchObject({ cycle: { conclusion: { by: 'deputy' } } })
  })

  it('says nothing is reminded, then told on, then the manager is asked too', () => {
    let asks = [ask]
    const heard: string[] = []
    for (let slot = ask.stepAt!; heard.length < 4; slot = asks[0]!.stepAt!) {
      const { advance, escalations } = planMail({ ...facts, plan, asks, slot }, parseInstant(slot))
      heard.push(
        `${slot.slice(5, 10)} ${asks[0]!.step} ${escalations.map(({ kind, to }) => `${kind} ${to}`).join()}`.trim(),
      )
      asks = advance as ConcludeAsk[]
    }
    expect(heard).toEqual([
      '05-04 deliver',
      '05-06 remind',
      '05-10 tell-manager note chief',
      '05-11 escalate copy chief',
    ])
  })

  it('left the plan is stood in for', () => {
    const left = leavePlan(
      {
        plan: {
          ...plan,
          people: plan.people.filter(({ id }) => id !== 'owner'),
          former: [{ id: 'owner', name: 'Owner', deputy: 'deputy' }],
        },
        states: [],
      },
      ask,
      START,
    )
    expect([left.ask.state, left.handOn?.to]).toEqual(['handed-on', 'deputy'])
  })
})
