import { Command, CommanderError, Option } from 'commander'
import { decisionCommands } from './deciding/commands.ts'
import { silenceCommands } from './deciding/silence-commands.ts'
import { explain } from './explain.ts'
import { FORMATS } from './linting/format.ts'

const EXIT_CODES =
  '\nExit codes: 0 all well · 1 findings, rejected rows or failed checks · 2 the command could not do its work'

const LINT_EXIT_CODES =
  '\nExit codes: 0 nothing stops the plan · 1 an error, or with --strict a warning · 2 the plan could not be read'

/**
 * Runs a command line (without the program's own name). Sets the exit code of this process; everything said goes through
 * the console. Each command's code is loaded when it is called: a plan can be checked without loading AWS's clients.
 */
export async function runCommand(args: string[]): Promise<void> {
  try {
    await program().parseAsync(args, { from: 'user' })
  } catch (error) {
    // Exit code 1 is kept for findings; whoever mistypes a command must not look like a plan with faults.
    if (!(error instanceof CommanderError)) console.error(explain(error))
    if (!(error instanceof CommanderError && error.exitCode === 0)) process.exitCode = 2
  }
}

function program(): Command {
  const program = new Command('throughline')
    .description('Strategy execution as code: check a plan, apply it, bring data in, look after the deployment.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => console.log(text.trimEnd()),
      writeErr: (text) => console.error(text.trimEnd()),
    })
    .showHelpAfterError('(--help shows what there is)')
    .addHelpText('after', EXIT_CODES)

  const reaching = (command: Command) =>
    command
      .option(
        '--stack <name>',
        'CloudFormation stack of the deployment',
        process.env.THROUGHLINE_STACK ?? 'Throughline',
      )
      .option('--endpoint <url>', 'address of a local runner instead of AWS (npm start prints it)')

  program
    .command('init')
    .description('write a commented plan to start from; asks a few questions in a terminal')
    .argument('[folder]', 'where to', '.')
    .option('--template <name>', 'plan to start from (--list shows them)')
    .option('--name <text>', "the organisation's name")
    .option('--timezone <zone>', "the organisation's time zone (default: this machine's)")
    .option('--locale <tag>', 'language and country, like en-GB')
    .option('--desk <address>', 'e-mail address of the desk')
    .option('--yes', 'ask nothing')
    .option('--list', 'show the templates')
    .action(async (folder, options) => (await import('./commands/init.ts')).init(folder, options))

  program
    .command('lint')
    .description('check a plan file: every finding with its place and what to do')
    .argument('<plan>', 'the plan, YAML; - reads standard input')
    .addOption(new Option('--format <name>', 'how to print the findings').choices(FORMATS).default('text'))
    .addOption(new Option('--json', 'the same as --format json').implies({ format: 'json' }))
    .option('--data <file...>', 'history, CSV as for import: also say which triggers would have fired too often on it')
    .option('--strict', 'end with 1 for warnings too, except acknowledged ones')
    .addHelpText('after', LINT_EXIT_CODES)
    .action(async (path, options) => (await import('./commands/lint.ts')).lint(path, options))

  program
    .command('preview')
    .description("draw a plan's mails and pages before anybody gets one: HTML, text and pictures, phone and desktop")
    .argument('<plan>', 'the plan, YAML')
    .requiredOption('--out <folder>', 'where to')
    .option('--no-png', 'no pictures: needs no Chromium')
    .action(async (path, options) => (await import('./commands/preview.ts')).preview(path, options))

  reaching(program.command('backtest'))
    .description('say what a plan would have asked, of whom and when, had it held over a history')
    .argument('<plan>', 'the plan, YAML')
    .option('--data <file...>', 'history: CSV as for import, with recordedAt if you have it')
    .option('--from-deployed', 'history: what the deployment knows, from when it knew it')
    .option('--as-due', 'take each figure as known when its period was due, whenever it was recorded')
    .option('--report <file>', 'also write one HTML file with a chart of each series')
    .option('--suggest', 'propose bands and m of n from the history, as lines of the plan, with the reasons')
    .option('--budget <number>', 'with --suggest: false alarms a series may raise in a quarter', '0.25')
    .option('--until <date>', 'look no further than this day or instant')
    .option('--json', 'print it as JSON')
    .action(async (path, options) => (await import('./commands/backtest.ts')).backtest(path, options))

  reaching(program.command('apply'))
    .description('make a plan the one that holds; all or nothing')
    .argument('[plan]', 'the plan, YAML')
    .option('-m, --message <text>', 'why, kept with the version')
    .option('-y, --yes', 'do not ask')
    .option('--dry-run', 'only say what would change')
    .option('--version <number>', 'apply an earlier version again instead of a file')
    .action(async (path, options) => (await import('./commands/apply.ts')).apply(path, options))

  reaching(program.command('diff'))
    .description('say what a plan would change, what becomes of what is under way, and who has more to do')
    .argument('[plan]', 'the plan, YAML; compared with what holds')
    .option('--from <version>', 'compare with this version instead')
    .option('--to <version>', 'compare two versions; what holds unless given')
    .option('--against <file>', 'compare with another file, without any deployment')
    .option('--all', 'fold no long lists')
    .option('--json', 'print changes, a JSON Patch (RFC 6902), consequences and load as JSON')
    .option('--exit-code', 'end with 1 when there is a difference')
    .action(async (path, options) => (await import('./commands/diff.ts')).diff(path, options))

  reaching(program.command('history'))
    .description('every version that held, newest first: when, who (as stated), why')
    .option('--json', 'print the versions as JSON')
    .action(async (options) => (await import('./commands/history.ts')).history(options))

  reaching(program.command('show'))
    .description('print a plan as it was written: the one that holds, or an earlier one')
    .option('--version <number>', 'this version')
    .option('--at <date>', 'what held when this day ended (2026-03-05), or at an instant (2026-03-05T09:00:00Z)')
    .option('--resolved', 'with every default filled in')
    .option('--json', 'the resolved plan with who applied it, as JSON')
    .option('--out <folder>', 'write its files into this folder')
    .action(async (options) => (await import('./commands/show.ts')).show(options))

  reaching(program.command('import'))
    .description(
      'post observations from a CSV file through the API, or bring a spreadsheet into a plan; safe to repeat',
    )
    .argument('<file>', 'CSV with a header: kpi, period, value | numerator and denominator, and the dimensions')
    .option('--source <name>', 'source whose API key to use')
    .option('--key <value>', 'API key (or THROUGHLINE_API_KEY)')
    .option('--batch <rows>', 'rows a request, at most 500', '500')
    .option('--into <plan>', 'write the rows into this plan file instead of posting them')
    .option('--as <what>', 'with --into: people, kpis or milestones')
    .option('--part <file>', 'with --into a plan in several files: the one that new items go into')
    .option('--dates <order>', 'with --into: how 05/03/2026 is meant, dmy or mdy')
    .option('--dry-run', 'with --into: say what would change and write nothing')
    .action(async (path, options) =>
      options.into === undefined
        ? (await import('./commands/import.ts')).importFile(path, options)
        : (await import('./commands/import-plan.ts')).importPlan(path, options),
    )

  reaching(program.command('why'))
    .description(
      'say of each mail of a person why it was or was not sent, and what comes next; of a KPI what its triggers ask, or why they ask nobody',
    )
    .argument('<id>', "id in the plan of a person, or of a KPI that is nobody's")
    .option('--since <date>', 'all mails since this day (2026-03-05) or instant; the newest twenty unless given')
    .option('--json', 'print it as JSON')
    .action(async (person, options) => (await import('./commands/why.ts')).why(person, options))

  reaching(program.command('follow-through'))
    .description('how reviews are answered and what they lead to, by review, function and person')
    .option('--cycles <number>', 'the newest so many cycles of each review', '8')
    .option('--json', 'print it as JSON')
    .action(async (options) => (await import('./commands/follow-through.ts')).followThrough(options))

  decisionCommands(program.command('decision'), reaching)
  silenceCommands(program.command('silence'), reaching)

  reaching(program.command('doctor'))
    .description('check a deployment: identity, sender, sandbox, quota, keys, alarms, dead letters')
    .option('--test-mail <address>', 'also send a test mail to this address')
    .option('--json', 'print the checks as JSON')
    .action(async (options) => (await import('./commands/doctor.ts')).doctor(options))
  return program
}
