#!/usr/bin/env node
import { Command } from 'commander'
import { apply } from './commands/apply.ts'
import { doctor } from './commands/doctor.ts'
import { importFile } from './commands/import.ts'
import { lint } from './commands/lint.ts'
import { explain } from './explain.ts'

const program = new Command('throughline')
  .description('Strategy execution as code: check a plan, apply it, bring data in, look after the deployment.')
  // Exit code 1 is kept for findings; whoever mistypes a command must not look like a plan with faults.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .showHelpAfterError('(--help shows what there is)')
  .addHelpText(
    'after',
    '\nExit codes: 0 all well · 1 findings, rejected rows or failed checks · 2 the command could not do its work',
  )

const reaching = (command: Command) =>
  command
    .option('--stack <name>', 'CloudFormation stack of the deployment', process.env.THROUGHLINE_STACK ?? 'Throughline')
    .option('--endpoint <url>', 'address of a local runner instead of AWS (npm start prints it)')

program
  .command('lint')
  .description('check a plan file: every finding with its place and what to do')
  .argument('<plan>', 'the plan, YAML')
  .option('--json', 'print the findings as JSON')
  .action(lint)

reaching(program.command('apply'))
  .description('make a plan the one that holds; all or nothing')
  .argument('<plan>', 'the plan, YAML')
  .option('-m, --message <text>', 'why, kept with the version', '')
  .action(apply)

reaching(program.command('import'))
  .description('post observations from a CSV file through the API; safe to repeat')
  .argument('<file>', 'CSV with a header: kpi, period, value | numerator and denominator, and the dimensions')
  .option('--source <name>', 'source whose API key to use')
  .option('--key <value>', 'API key (or THROUGHLINE_API_KEY)')
  .option('--batch <rows>', 'rows a request, at most 500', '500')
  .action(importFile)

reaching(program.command('doctor'))
  .description('check a deployment: identity, sender, sandbox, quota, keys, alarms, dead letters')
  .option('--test-mail <address>', 'also send a test mail to this address')
  .option('--json', 'print the checks as JSON')
  .action(doctor)

program.parseAsync().catch((error: unknown) => {
  console.error(explain(error))
  process.exitCode = 2
})
