/** `node bench/false-alarms.ts [runs]`: how many healthy KPIs the control chart's rules raise a signal for within 52 points, with and without its correction. */
import type { Preset } from '../domain/signal/rule-presets.ts'
import { signalsOf } from '../domain/signal/run-rules.ts'
import { xmrOf } from '../domain/signal/xmr.ts'

const RUNS = Number(process.argv[2] ?? 2000)
const [BASELINE, WATCHED] = [24, 52]
const PRESETS: Preset[] = ['WHEELER', 'MDC', 'WE']

/** Park and Miller's generator: the same numbers in every run of the bench. */
let seed = 1
const uniform = (): number => {
  seed = (seed * 16807) % 2147483647
  return seed / 2147483647
}
const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())

/** A healthy KPI: it keeps the share φ of its distance from a mean that never moves. */
function healthy(phi: number) {
  let x = normal() / Math.sqrt(1 - phi * phi)
  return Array.from({ length: BASELINE + WATCHED }, (_, index) => {
    const value = x
    x = phi * x + normal()
    return { index, value }
  })
}

type Column = [name: string, alarm: (slots: ReturnType<typeof healthy>, classic: boolean) => boolean]
const raised =
  (preset: Preset, onlyLimit: boolean): Column[1] =>
  (slots, classic) =>
    signalsOf(slots, xmrOf(slots, { classic }), { direction: 'up', preset }).some(
      ({ index, adverse, insight, rule }) =>
        index >= BASELINE && adverse && !insight && (!onlyLimit || rule === 'limit'),
    )
const columns: Column[] = [
  ['limit alone', raised('WHEELER', true)],
  ...PRESETS.map((preset): Column => [preset, raised(preset, false)]),
]

console.log(`Share of ${RUNS} healthy KPIs with a signal on the adverse side within ${WATCHED} points.\n`)
console.log(`| φ | limits | ${columns.map(([name]) => name).join(' | ')} |\n|--:|---|${'--:|'.repeat(columns.length)}`)
for (const phi of [0, 0.3, 0.6, 0.8]) {
  const series = Array.from({ length: RUNS }, () => healthy(phi))
  for (const classic of [true, false]) {
    const shares = columns.map(([, alarm]) => series.filter((slots) => alarm(slots, classic)).length / RUNS)
    const row = shares.map((share) => share.toFixed(2)).join(' | ')
    console.log(`| ${phi} | ${classic ? 'classic' : 'corrected'} | ${row} |`)
  }
}
