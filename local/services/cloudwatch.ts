import type { AwsRequest, Service, Timer, World } from '../world.ts'
import { type AlarmRule, type AlarmState, isIdle, judge, turningPoints } from './alarm.ts'
import { alarmMessage } from './alarm-message.ts'
import { cloudWatchOperations } from './cloudwatch-operations.ts'
import { embeddedMetrics } from './embedded-metrics.ts'
import { keyOf, type MetricName, MetricStore } from './metric-store.ts'
import { answerJson } from './operations.ts'
import { deliverTo } from './targets.ts'

/** An alarm with its present state. */
export interface Alarm {
  rule: AlarmRule
  state: AlarmState
  reason: string
  changedAt: number
}

/** CloudWatch: metrics of the local services and of functions, alarms judged when a metric can have changed them. */
export class CloudWatch implements Service {
  readonly names = ['monitoring'] as const
  readonly metrics = new MetricStore()
  readonly alarms = new Map<string, Alarm>()
  readonly #byMetric = new Map<string, Alarm[]>()
  readonly #planned = new Map<string, Timer>()
  readonly #operations = cloudWatchOperations(this)

  handle(request: AwsRequest, world: World) {
    return answerJson(this.#operations, request, world)
  }

  /** Counts something that happened now, or at `at`. */
  record(name: MetricName, value: number, world: World, options: { at?: number; count?: number } = {}): void {
    const at = options.at ?? world.now()
    this.metrics.add(name, value, at, options.count)
    this.#touch(name, value, at, world)
  }

  /** Sets a level that holds until it is set again. */
  level(name: MetricName, value: number, world: World): void {
    this.metrics.set(name, value, world.now())
    this.#touch(name, value, world.now(), world)
  }

  /** Reads metrics in the embedded metric format from a line a function logged; other lines say nothing. */
  ingestLog(line: string, world: World): void {
    for (const { name, value } of embeddedMetrics(line)) this.record(name, value, world)
  }

  /** Declares an alarm: insufficient data until its first judgement a minute later, as on AWS. */
  watch(rule: AlarmRule, world: World): void {
    const alarm: Alarm = {
      rule,
      state: 'INSUFFICIENT_DATA',
      reason: 'Unchecked: Initial alarm creation',
      changedAt: world.now(),
    }
    this.alarms.set(rule.name, alarm)
    for (const { name } of rule.metrics) {
      const key = keyOf(name)
      this.#byMetric.set(key, [...(this.#byMetric.get(key) ?? []), alarm])
    }
    this.#plan(alarm, world.now(), world)
  }

  #touch(name: MetricName, value: number, at: number, world: World): void {
    for (const alarm of this.#byMetric.get(keyOf(name)) ?? []) {
      if (!isIdle(alarm.rule, alarm.state, value)) this.#plan(alarm, at, world)
    }
  }

  #plan(alarm: Alarm, at: number, world: World): void {
    for (const instant of turningPoints(alarm.rule, at)) {
      const id = `${alarm.rule.name}@${instant}`
      if (instant < world.now() || this.#planned.has(id)) continue
      const judgeIt = () => {
        this.#planned.delete(id)
        return this.#judge(alarm, world)
      }
      this.#planned.set(id, world.at(instant, 'alarm', alarm.rule.name, judgeIt))
    }
  }

  async #judge(alarm: Alarm, world: World): Promise<void> {
    const { state, reason } = judge(alarm.rule, alarm.state, this.metrics, world.now())
    const former = alarm.state
    if (state === former) return
    Object.assign(alarm, { state, reason, changedAt: world.now() })
    world.log('alarm', { name: alarm.rule.name, from: former, to: state })
    if (!alarm.rule.actionsEnabled) return
    const payload = alarmMessage(alarm, former, world)
    const subject = `${state}: "${alarm.rule.name}" in ${world.region}`.slice(0, 100)
    for (const action of alarm.rule.actions[state]) {
      await deliverTo(action, { kind: 'alarm', id: `${alarm.rule.name}@${world.now()}`, payload, subject }, world)
    }
  }
}
