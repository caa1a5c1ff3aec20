/** `npm run bench:forecast -- --train FILE --test FILE --period N [--limit N]`: this project's Theta scored as the M4 competition scored its own. */
import { CommanderError } from 'commander'
import { explain } from '../bin/explain.ts'
import { forecastBench } from './m4.ts'

try {
  console.log(forecastBench(process.argv.slice(2)))
} catch (error) {
  const isHelp = error instanceof CommanderError && error.exitCode === 0
  if (!(error instanceof CommanderError)) console.error(explain(error))
  if (!isHelp) process.exitCode = 2
}
