/** The forecast bench: reads a competition's files, forecasts each series, tells the scores. */
import { Command } from 'commander'
import { readText } from '../bin/plan-file.ts'
import { Refusal } from '../bin/refusal.ts'
import { readSeries } from './m4-csv.ts'
import { type Case, naive2, owaOf, type Scores, scoresOf, theta } from './m4-scores.ts'

interface Options {
  train: string
  test: string
  period: string
  limit?: string
}

/** The table of a command line (without the program's name). Throws a Refusal for what the person can mend. */
export function forecastBench(args: readonly string[]): string {
  const command = new Command('bench:forecast')
    .description('sMAPE, MASE and OWA of this project’s Theta on files in the layout of the M4 competition')
    .requiredOption('--train <file>', 'what was known: id and values, CSV with a header')
    .requiredOption('--test <file>', 'what came after, the same ids')
    .requiredOption(
      '--period <slots>',
      'season in slots; M4 has 1 for yearly, weekly and daily, 4, 12 and 24 for the others',
    )
    .option('--limit <n>', 'the first so many series only')
    .exitOverride()
    .parse(args, { from: 'user' })
  const { train, test, period, limit } = command.opts<Options>()
  const season = whole(period, '--period')
  const cases = casesOf(train, test, limit === undefined ? undefined : whole(limit, '--limit'))
  const began = performance.now()
  const [ours, yardstick] = [scoresOf(cases, theta, season), scoresOf(cases, naive2, season)]
  return tableOf(ours, yardstick, cases, season, (performance.now() - began) / 1000)
}

function whole(text: string, option: string): number {
  const number = Number(text)
  if (!/^\d+$/.test(text) || number < 1) throw new Refusal(`${option} takes a whole number from 1 on, not "${text}".`)
  return number
}

function casesOf(trainPath: string, testPath: string, limit: number | undefined): Case[] {
  const train = [...readSeries(readText(trainPath), trainPath)].slice(0, limit)
  const test = readSeries(readText(testPath), testPath)
  return train.map(([id, history]) => {
    const actual = test.get(id)
    if (!actual) throw new Refusal(`${testPath} has no row "${id}", which ${trainPath} has.`)
    if (history.length < 2) throw new Refusal(`${trainPath}: "${id}" has one value; a forecast needs two.`)
    return { history, actual }
  })
}

function tableOf(ours: Scores, yardstick: Scores, cases: readonly Case[], season: number, seconds: number): string {
  const row = (name: string, scores: Scores) =>
    `| ${name} | ${scores.smape.toFixed(3)} | ${scores.mase.toFixed(3)} | ${owaOf(scores, yardstick).toFixed(3)} |`
  const unscaled =
    ours.unscaled === 0 ? '' : ` ${ours.unscaled} without a MASE: their history has no step to compare with.`
  return [
    '| method | sMAPE | MASE | OWA |',
    '|---|--:|--:|--:|',
    row('Theta', ours),
    row('Naive2', yardstick),
    `\n${cases.length} series, period ${season}, forecast in ${seconds.toFixed(1)} s.${unscaled}`,
  ].join('\n')
}
