import type { Answer } from './jobs.ts'
import { type FaultOptions, replayCommand } from './options.ts'

/** Violations shown of one seed. */
const SHOWN = 5

/** Whether every invariant held. */
export const held = (answer: Answer): boolean => !('broke' in answer) && answer.violations.length === 0

/** What a failing seed is told by: the invariants that broke, and the command that replays it. */
export function failureText(answer: Answer, run: FaultOptions['run']): string {
  const sentences =
    'broke' in answer
      ? [`the run broke: ${answer.broke}`]
      : answer.violations.map(({ invariant, sentence }) => `${invariant}: ${sentence}`)
  const more = sentences.length > SHOWN ? [`and ${sentences.length - SHOWN} more`] : []
  const lines = [...sentences.slice(0, SHOWN), ...more].map((line) => `    ${line}`)
  return [`seed ${answer.seed} fails`, ...lines, `    replay: ${replayCommand(answer.seed, run)}`].join('\n')
}

/** Everything together: how many held, what happened in them, how long it took. */
export function summaryText(answers: Answer[], seconds: number): string {
  const total = new Map<string, number>()
  for (const answer of answers) {
    if ('broke' in answer) continue
    for (const [name, count] of Object.entries(answer.counts)) total.set(name, (total.get(name) ?? 0) + count)
  }
  const times = answers.flatMap((answer) => ('broke' in answer ? [] : [answer.seconds])).sort((a, b) => a - b)
  const median = times[Math.floor(times.length / 2)] ?? 0
  const of = (name: string) => (total.get(name) ?? 0).toLocaleString('en-GB')
  return [
    `Seeds        ${answers.filter(held).length} of ${answers.length} hold`,
    `Faults       ${of('faults')} in ${of('invocations')} invocations; ${of('setAside')} records and mails set aside, ${of('given')} given back`,
    `Happened     ${of('observations')} observations, ${of('decisions')} decisions, ${of('mails')} mails, ${of('answers')} answers, ${of('odd')} odd ones, ${of('scanned')} links scanned`,
    `Decisions    ${of('amber')} amber, ${of('red')} red, ${of('stale')} for missing data; ${of('fallbacks')} fallbacks, ${of('checked')} effects checked, ${of('again')} asked again, ${of('withdrawn')} withdrawn`,
    `Reviews      ${of('cycles')} cycles, ${of('concluded')} concluded with ${of('actions')} actions; items ${of('answeredItems')} answered, ${of('lateItems')} late, ${of('silentItems')} silent, ${of('carriedItems')} carried, ${of('joinedItems')} joined; ${of('promises')} promises`,
    `Mails        ${of('repeats')} repeated, ${of('kills')} senders died between sending and marking`,
    `Time         ${seconds.toFixed(0)} s in all, ${median.toFixed(1)} s a seed (median)`,
  ].join('\n')
}
