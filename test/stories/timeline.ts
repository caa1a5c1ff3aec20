import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Cast, planFor } from './cast.ts'
import { instantAt } from './clock.ts'
import { Stage, type StageSettings } from './stage.ts'
import { Tale } from './tale.ts'

/** What happens in a story. */
type Script = (tale: Tale) => Promise<void>

/** Registers a story: its sentence, its key, how its cast differs, and what happens. */
export type Tell = (sentence: string, key: string, cast: Cast, script: Script) => void

interface Settings extends StageSettings {
  /** Where the clock begins, London time. */
  from: string
}

interface Waiting {
  instant: number
  order: number
  go: () => void
}

/**
 * Stories that share one deployment and one clock. Each has its own people and KPI; all run at once in virtual time:
 * whoever is next by the clock acts, the others wait. So twenty stories over ten weeks cost ten weeks once.
 */
export function timeline(title: string, settings: Settings, tell: (story: Tell) => void): void {
  const stories: { sentence: string; key: string; script: Script }[] = []
  const casts = new Map<string, Cast>()
  const outcomes = new Map<string, Promise<void>>()
  let stage: Stage | undefined

  describe(title, () => {
    tell((sentence, key, cast, script) => {
      if (casts.has(key)) throw new Error(`Two stories of one timeline have the key "${key}".`)
      casts.set(key, cast)
      stories.push({ sentence, key, script })
    })
    beforeAll(async () => {
      stage = await Stage.open(instantAt(settings.from), settings)
      await stage.apply(planFor(casts))
      await new Clock(stage).run(
        stories.map(({ key, script }) => async (until) => {
          const tale = new Tale(key, stage!, {
            until,
            recast: (cast) => stage!.apply(planFor(casts.set(key, cast))),
          })
          const outcome = script(tale).then(() => everyLineSaysWhoAndWhy(tale))
          outcomes.set(key, outcome)
          // What went wrong is told by the story's own test, not by the clock.
          await outcome.catch(() => {})
          if (stories.length > 1) await tale.leave()
        }),
      )
    })
    afterAll(() => stage?.runner.close())
    for (const { sentence, key } of stories) test(sentence, () => outcomes.get(key))
  })
}

/** Whatever happened to a decision, its history says through whom and why, in the order it happened. */
async function everyLineSaysWhoAndWhy(tale: Tale): Promise<void> {
  for (const decision of await tale.decisions()) {
    const lines = await tale.history(decision)
    expect(lines[0], `decision ${decision.id}`).toMatchObject({ what: 'Decision opened' })
    for (const line of lines) {
      expect(line.who, line.what).toMatch(/^[a-z]/)
      expect(line.why.length, line.what).toBeGreaterThan(4)
    }
  }
}

/** Lets stories wait for instants and wakes them in the order of the clock, one at a time. */
class Clock {
  readonly #stage: Stage
  #waiting: Waiting[] = []
  #order = 0
  #active = 0
  #quiet: (() => void) | undefined

  constructor(stage: Stage) {
    this.#stage = stage
  }

  async run(stories: ((until: (instant: number) => Promise<void>) => Promise<void>)[]): Promise<void> {
    for (const story of stories) {
      this.#active += 1
      void story((instant) => this.#until(instant)).finally(() => this.#rest())
      await this.#allWait()
    }
    while (this.#waiting.length > 0) {
      const next = this.#waiting.reduce((a, b) => ((b.instant - a.instant || b.order - a.order) < 0 ? b : a))
      this.#waiting = this.#waiting.filter((one) => one !== next)
      await this.#stage.runner.run(next.instant)
      this.#active += 1
      next.go()
      await this.#allWait()
    }
  }

  #until(instant: number): Promise<void> {
    if (instant < this.#stage.now)
      return Promise.reject(new Error(`${new Date(instant).toISOString()} has passed: a story only goes forward.`))
    return new Promise((go) => {
      this.#order += 1
      this.#waiting.push({ instant, order: this.#order, go })
      this.#rest()
    })
  }

  #rest(): void {
    this.#active -= 1
    if (this.#active === 0) this.#quiet?.()
  }

  #allWait(): Promise<void> {
    if (this.#active === 0) return Promise.resolve()
    return new Promise((resolve) => {
      this.#quiet = resolve
    })
  }
}
