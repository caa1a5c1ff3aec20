import { describe, expect, test } from 'vitest'
import { Checkpoint, isRecovered } from '../../domain/checkpoint.ts'
import { foldSeries } from '../../domain/fold.ts'
import { formatInstant, parseInstant } from '../../domain/instant.ts'
import { parsePeriod } from '../../domain/period.ts'
import { definitionOf, monthly, planText, SeriesStore, trigger } from './a-series.ts'

const applied = '2016-04-01T00:00:00Z'
const kpi = 'cadence: monthly\ntarget: 100\nbands: { amber: 5, red: 10 }'
const amber = trigger('low', 'threshold', 'level: amber')
const fresh = trigger('silent', 'freshness')
const definition = definitionOf(planText(kpi, amber + fresh), applied)
const month = (key: string) => parsePeriod('monthly', key)
const day = (text: string) => parseInstant(`${text}T12:00:00Z`)

const kinds = (effects: { kind: string; trigger: string }[]) => effects.map((e) => `${e.kind} ${e.trigger}`)

/** Folds month after month, each on the 20th of the next, and tells what was said each time. */
const live = (values: (number | null)[], def = definition, store = new SeriesStore()) =>
  values.map((value, i) => {
    const index = month('2016-04') + i
    const now = Date.UTC(2016, 4 + i, 20)
    const changes = value === null ? [] : [{ index, slot: { index, value, final: true } }]
    return kinds(store.fold([def], now, changes).effects)
  })

describe('a threshold, month by month', () => {
  test('red opens at once, recovery ends it', () => {
    expect(live([100, 80, 99])).toEqual([[], ['episode-opened low'], ['episode-ended low']])
  })

  test('amber opens on the second of three, then red raises the same episode', () => {
    const store = new SeriesStore()
    expect(live([100, 94, 94, 80, 94], definition, store)).toEqual([
      [],
      [],
      ['episode-opened low'],
      ['severity-raised low'],
      [],
    ])
    expect(store.checkpoint?.head.triggers.low).toMatchObject({ state: 'firing', level: 'red', severity: 'S2' })
  })

  test('ok but short of recovery goes on; isRecovered says when it is over', () => {
    const store = new SeriesStore()
    expect(live([80, 92, 96], definition, store).slice(1)).toEqual([[], []])
    expect(isRecovered(store.checkpoint!, 'low')).toBe(false)
    expect(live([80, 92, 96, 97], definition, store).at(-1)).toEqual(['episode-ended low'])
    expect(isRecovered(store.checkpoint!, 'low')).toBe(true)
    expect(isRecovered(store.checkpoint!, 'gone')).toBe(true)
  })

  test('the evidence says what was known: periods, values, targets, distances', () => {
    const folded = foldSeries({
      slots: monthly('2016-04', [94, 93]),
      definitions: [definition],
      now: day('2016-06-20'),
    })
    expect(folded.effects).toEqual([
      {
        kind: 'episode-opened',
        trigger: 'low',
        episodeId: expect.stringMatching(/^[0-9a-f]{16}$/),
        level: 'amber',
        severity: 'S3',
        firstPeriod: '2016-04',
        firedPeriod: '2016-05',
        late: false,
        evidence: [
          { period: '2016-04', value: 94, target: 100, distance: -6, final: true },
          { period: '2016-05', value: 93, target: 100, distance: -7, final: true },
        ],
      },
    ])
  })
})

describe('silence', () => {
  test('a month past its grace goes to the steward, and its data ends it', () => {
    const store = new SeriesStore()
    expect(live([100, null, 100], definition, store)).toEqual([[], ['episode-opened silent'], ['episode-ended silent']])
  })

  test('late data for the silent month itself ends it too, and is no restatement', () => {
    const store = new SeriesStore()
    live([100, null], definition, store)
    expect(store.checkpoint?.head.status).toBe('stale')
    const index = month('2016-05')
    const folded = store.fold([definition], day('2016-06-21'), [{ index, slot: { index, value: 100, final: true } }])
    expect(folded.effects).toEqual([
      { kind: 'episode-ended', trigger: 'silent', episodeId: expect.any(String), why: 'data-arrived' },
    ])
    expect(store.checkpoint?.head.status).toBe('on-track')
  })

  test('never reported is said after two due months, not one', () => {
    expect(live([null, null, null])).toEqual([[], ['episode-opened silent'], []])
  })

  test('a silent series opens no value trigger; once data is back it does', () => {
    const store = new SeriesStore()
    live([100, null], definition, store)
    const april = month('2016-04')
    const inhibited = store.fold([definition], day('2016-06-21'), [
      { index: april, slot: { index: april, value: 80, final: true } },
    ])
    expect(kinds(inhibited.effects)).toEqual([])
    expect(store.checkpoint?.head.triggers.low?.state).toBe('firing')
    const index = month('2016-06')
    const back = store.fold([definition], day('2016-07-20'), [{ index, slot: { index, value: 80, final: true } }])
    expect(kinds(back.effects)).toEqual(['episode-opened low', 'episode-ended silent'])
  })

  test('wakeAt leads from due to stale to the next due', () => {
    const store = new SeriesStore()
    const step = (now: string) => {
      store.fold([definition], parseInstant(now))
      return formatInstant(store.checkpoint!.wakeAt)
    }
    expect(step('2016-04-15T00:00:00Z')).toBe('2016-05-09T23:00:00Z')
    expect(store.checkpoint?.head.period).toBeUndefined()
    expect(step('2016-05-09T23:00:00Z')).toBe('2016-05-12T23:00:00Z')
    expect(store.checkpoint?.head).toMatchObject({ period: '2016-04', status: 'no-target' })
    expect(step('2016-05-12T23:00:00Z')).toBe('2016-06-07T23:00:00Z')
    expect(store.checkpoint?.head.status).toBe('stale')
  })
})

describe('provisional and early data', () => {
  const red = (now: string, final: boolean, def = definition) =>
    foldSeries({ slots: monthly('2016-04', [80], final), definitions: [def], now: parseInstant(now) })

  test.each([
    ['2016-05-03T12:00:00Z', false, undefined, [], 'provisional is not due early'],
    ['2016-05-03T12:00:00Z', true, 'firing', ['episode-opened low'], 'final is due as soon as its period is over'],
    ['2016-04-30T12:00:00Z', true, undefined, [], 'but not before'],
    ['2016-05-15T12:00:00Z', false, 'pending', [], 'provisional before it settled only suspects'],
    ['2016-05-23T23:00:00Z', false, 'firing', ['episode-opened low'], 'once settled it fires'],
  ] as [string, boolean, string | undefined, string[], string][])(
    'at %s final=%s is %s: %s %s',
    (now, final, state, effects) => {
      const folded = red(now, final)
      expect(kinds(folded.effects)).toEqual(effects)
      if (state) expect(folded.checkpoint.head.triggers.low?.state).toBe(state)
      else expect(folded.checkpoint.head.period).toBeUndefined()
    },
  )

  test('a trigger that waits for final data stays pending, however long', () => {
    const waits = definitionOf(planText(kpi, trigger('low', 'threshold', 'requireFinal: true')), applied)
    const folded = red('2017-01-01T00:00:00Z', false, waits)
    expect([folded.effects, folded.checkpoint.head.triggers.low?.state]).toEqual([[], 'pending'])
  })

  test('wakeAt of provisional data is when it settles', () => {
    expect(formatInstant(red('2016-05-15T12:00:00Z', false).checkpoint.wakeAt)).toBe('2016-05-23T23:00:00Z')
  })

  test('a status that is shown uses provisional data at once', () => {
    expect(red('2016-05-15T12:00:00Z', false).checkpoint.head.status).toBe('off-track')
  })
})

describe('history', () => {
  test('episodes that ended in the past open nothing; what fires on the newest slot does', () => {
    const past = foldSeries({
      slots: monthly('2014-01', [80, 100, 80, 100, 100]),
      definitions: [definition],
      now: day('2014-06-20'),
    })
    expect(past.effects).toEqual([])
    const now = foldSeries({
      slots: monthly('2014-01', [80, 100, 100, 80]),
      definitions: [definition],
      now: day('2014-05-20'),
    })
    expect(kinds(now.effects)).toEqual(['episode-opened low'])
  })

  test('an episode found late says so', () => {
    const folded = foldSeries({
      slots: monthly('2016-04', [80, 80, 80]),
      definitions: [definition],
      now: day('2016-07-20'),
    })
    expect(folded.effects).toMatchObject([
      { kind: 'episode-opened', firstPeriod: '2016-04', firedPeriod: '2016-04', late: true },
    ])
  })

  test('three episodes in eight months are one flap, and a fourth adds nothing', () => {
    const told = live([80, 100, 80, 100, 80, 100, 80, 100])
    expect(told).toEqual([
      ['episode-opened low'],
      ['episode-ended low'],
      ['episode-opened low'],
      ['episode-ended low'],
      ['flap low'],
      [],
      [],
      [],
    ])
  })

  test.each([
    [7, 'flap low', 'the third within eight slots of the first'],
    [8, 'episode-opened low', 'the third in the ninth'],
  ])('episodes on slots 0, 2 and %i end with %s: %s', (third, told) => {
    const values = Array.from({ length: third + 1 }, (_, i) => ([0, 2, third].includes(i) ? 80 : 100))
    expect(live(values).at(-1)).toEqual([told])
  })

  test('after calm, an episode is an episode again', () => {
    const calm = Array.from({ length: 8 }, () => 100)
    expect(live([80, 100, 80, 100, 80, ...calm, 80]).at(-1)).toEqual(['episode-opened low'])
  })

  test('minimum history keeps a young series quiet', () => {
    const patient = definitionOf(planText(kpi, trigger('low', 'threshold', 'minimumHistory: 3')), applied)
    expect(live([80, 80, 80], patient)).toEqual([[], [], ['episode-opened low']])
  })

  test('last year plus one: the first year is informative, then each month has its own target', () => {
    const yearly = definitionOf(
      planText(
        kpi.replace('target: 100', 'target: { lastYear: { plus: 1 } }').replace('5, red: 10', '0, red: 2'),
        amber,
      ),
      applied,
    )
    const first = Array.from({ length: 12 }, (_, i) => 80 + i)
    const store = new SeriesStore()
    const told = live([...first, 81, 79], yearly, store)
    expect(told.flat()).toEqual(['episode-opened low'])
    expect(store.checkpoint?.head).toMatchObject({
      status: 'off-track',
      latest: [month('2017-05'), 79, 82, 82, -3, true],
    })
    expect(store.checkpoint?.base.year).toHaveLength(12)
  })
})

describe('corrections', () => {
  const opened = () => {
    const store = new SeriesStore()
    live([100, 94, 94], definition, store)
    return store
  }
  const correct = (store: SeriesStore, key: string, value: number | undefined) => {
    const index = month(key)
    const slot = value === undefined ? undefined : { index, value, final: true }
    return store.fold([definition], Date.UTC(2016, 6, 25), [{ index, slot }]).effects
  }

  test('different evidence for the same episode is a restatement of it, under the same id', () => {
    const store = opened()
    const id = store.checkpoint?.head.triggers.low?.episodeId
    expect(correct(store, '2016-05', 93)).toMatchObject([
      { kind: 'episode-restated', change: 'evidence', episodeId: id },
    ])
    expect(correct(store, '2016-05', 93)).toEqual([])
  })

  test('an episode that begins earlier after a correction keeps the id it was told under', () => {
    const store = opened()
    const id = store.checkpoint?.head.triggers.low?.episodeId
    expect(correct(store, '2016-04', 94)).toMatchObject([
      { kind: 'episode-restated', change: 'evidence', episodeId: id },
    ])
    expect(store.checkpoint?.head.triggers.low?.episodeId).toBe(id)
  })

  test('an episode that never was is withdrawn, once', () => {
    const store = opened()
    expect(correct(store, '2016-05', 100)).toMatchObject([{ kind: 'episode-restated', change: 'withdrawn' }])
    expect(correct(store, '2016-05', 100)).toEqual([])
  })

  test('a retracted slot is missing again', () => {
    const store = opened()
    expect(correct(store, '2016-06', undefined).map((e) => e.kind)).toContain('episode-opened')
    expect(store.checkpoint?.head.status).toBe('stale')
  })

  test('a correction that makes it worse raises it', () => {
    expect(correct(opened(), '2016-06', 80)).toMatchObject([{ kind: 'severity-raised', level: 'red', severity: 'S2' }])
  })
})

describe('versions of the plan', () => {
  const stricter = definitionOf(
    planText(kpi.replace('target: 100', 'target: 120'), amber + fresh),
    '2016-07-20T00:00:00Z',
    2,
  )

  test('a new target judges slots that fall due after it was applied', () => {
    const slots = monthly('2016-04', [100, 100, 100, 100])
    const before = foldSeries({ slots, definitions: [stricter, definition], now: day('2016-07-25') })
    expect([before.effects, before.checkpoint.head.status]).toEqual([[], 'on-track'])
    const after = foldSeries({ slots, definitions: [definition, stricter], now: day('2016-08-20') })
    expect(after.effects).toMatchObject([{ kind: 'episode-opened', firstPeriod: '2016-07' }])
    expect(after.checkpoint.base.version).toBe(2)
  })

  test.each([
    [
      'final before the apply, it was due then: it keeps the target that judged it',
      '2016-07-02T09:00:00Z',
      [100, 'on-track'],
    ],
    ['final only after it, it is judged by the new one', '2016-07-05T09:00:00Z', [120, 'off-track']],
  ])('a slot whose due date lies after the apply: %s', (_, firmAt, wanted) => {
    const sooner = { ...stricter, appliedAt: parseInstant('2016-07-04T12:00:00Z') }
    const slots = monthly('2016-04', [100, 100, 100]).map((slot) => ({ ...slot, firmAt: parseInstant(firmAt) }))
    const { base } = foldSeries({ slots, definitions: [definition, sooner], now: day('2016-07-25') }).checkpoint
    expect([base.recent.at(-1)![2], base.status]).toEqual(wanted)
    expect(base.recent.slice(0, 2).map(([, , low]) => low)).toEqual([100, 100])
  })

  test('a trigger that is taken out of the plan ends its episode', () => {
    const without = definitionOf(planText(kpi, fresh), '2016-06-01T00:00:00Z', 2)
    const store = new SeriesStore()
    live([80], definition, store)
    const index = month('2016-05')
    const folded = store.fold([definition, without], day('2016-06-20'), [
      { index, slot: { index, value: 80, final: true } },
    ])
    expect(folded.effects).toMatchObject([{ kind: 'episode-ended', trigger: 'low', why: 'trigger-removed' }])
  })

  test('a new trigger is not asked about what was due before it', () => {
    const quiet = definitionOf(planText(kpi, fresh), applied)
    const added = definitionOf(planText(kpi, amber + fresh), '2016-06-20T00:00:00Z', 2)
    const slots = monthly('2016-04', [80, 80])
    expect(foldSeries({ slots, definitions: [quiet, added], now: day('2016-06-25') }).effects).toEqual([])
    const more = monthly('2016-04', [80, 80, 80])
    expect(foldSeries({ slots: more, definitions: [quiet, added], now: day('2016-07-20') }).effects).toMatchObject([
      { kind: 'episode-opened', firstPeriod: '2016-06' },
    ])
  })

  test('another cadence starts the series anew', () => {
    const weekly = definitionOf(planText(kpi.replace('monthly', 'weekly'), amber), '2016-07-20T00:00:00Z', 2)
    const store = new SeriesStore()
    live([80], definition, store)
    store.slots.clear()
    store.kept.clear()
    const folded = store.fold([definition, weekly], day('2016-08-20'))
    expect(folded.checkpoint.base.cadence).toBe('weekly')
  })
})

test('a checkpoint is small JSON of its own schema', () => {
  const folded = foldSeries({
    slots: monthly(
      '2010-01',
      Array.from({ length: 90 }, (_, i) => 80 + (i % 25)),
    ),
    definitions: [definition],
    now: day('2017-08-20'),
  })
  const text = JSON.stringify(folded.checkpoint)
  expect(Checkpoint.parse(JSON.parse(text))).toEqual(folded.checkpoint)
  expect(text.length).toBeLessThan(8000)
  expect(folded.kept.map((state) => (state.through + 1) % 50)).toEqual(folded.kept.map(() => 0))
  expect(folded.kept).toHaveLength(2)
})
