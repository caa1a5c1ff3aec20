import type { Command } from 'commander'
import type { ActOptions, ListOptions } from '../commands/decision.ts'
import type { OpenOptions } from '../commands/decision-open.ts'

type Reaching = (command: Command) => Command

/** An act, what it is, and the options it takes. */
interface Act {
  name: string
  means: string
  needs?: [flags: string, means: string][]
  may?: [flags: string, means: string][]
}

const BECAUSE: [string, string] = ['--because <text>', 'why, kept with it']

const ACTS: Act[] = [
  { name: 'acknowledge', means: 'take it up: reminders rest, the deadline stays' },
  {
    name: 'decide',
    means: 'choose an option',
    needs: [['--option <id>', 'one of its options ("decision show" lists them)']],
    may: [BECAUSE, ['--from <date>', 'day it holds from (default: today)']],
  },
  {
    name: 'dismiss',
    means: 'say that nothing is to be decided',
    needs: [['--option <reason>', 'false-alarm, known or data-error']],
    may: [BECAUSE],
  },
  { name: 'confirm', means: 'its figures were corrected: it is still to be decided', may: [BECAUSE] },
  { name: 'withdraw', means: 'its figures were corrected: nothing is left to decide', may: [BECAUSE] },
  {
    name: 'snooze',
    means: 'be reminded later; the deadline keeps running',
    needs: [['--until <date>', 'at most 14 days ahead']],
  },
  {
    name: 'reassign',
    means: 'hand it to somebody, or up the chain ("not mine") when nobody is named',
    may: [['--to <person>', 'id, name or address of the plan'], BECAUSE],
  },
  {
    name: 'merge',
    means: 'let another decision go on for both',
    needs: [['--into <id>', 'the decision that goes on'], BECAUSE],
  },
  { name: 'done', means: 'say that a fallback was carried out' },
  {
    name: 'rethink',
    means: 'after two failed decisions: change the process or the target',
    needs: [['--option <choice>', 'process or target'], BECAUSE],
  },
]

const AS: [string, string] = ['--as <person>', 'for whom you act; without it you act as an operator']

/** `throughline decision …`: see docs/decision-life.md for what each does and who may do it. */
export function decisionCommands(parent: Command, reaching: Reaching): void {
  parent.description('look at decisions and act upon them, as from the answer page')
  reaching(parent.command('list'))
    .description('decisions under way, by their next deadline')
    .option('--person <id>', 'whose they are, or who is asked')
    .option('--kpi <id>', 'about this KPI or series')
    .option('--state <name>', 'open, acknowledged, decided or in-effect')
    .option('--ended <date>', 'those that ended since this day, instead')
    .option('--overdue', 'only those past their deadline')
    .option('--json', 'print them as JSON')
    .action(async (options: ListOptions) => (await import('../commands/decision.ts')).listDecisions(options))
  reaching(parent.command('show'))
    .description('one decision: question, options, who is asked, and each step with its reason')
    .argument('<id>', 'D-…')
    .option('--json', 'print it as JSON')
    .action(async (id: string, options) => (await import('../commands/decision.ts')).showDecision(id, options))
  openCommand(reaching(parent.command('open')))
  for (const act of ACTS) actCommand(reaching(parent.command(act.name)), act)
}

function openCommand(command: Command): void {
  command
    .description('ask for a decision that no trigger asks for')
    .requiredOption('--question <text>', 'what is to be decided')
    .requiredOption('--decider <person>', 'who decides: id, name or address of the plan')
    .requiredOption('--option <id=label...>', 'two to six options, each with an id')
    .requiredOption('--fallback <id>', 'the option that holds when time runs out')
    .requiredOption('--decide-by <date>', 'last day to decide')
    .requiredOption('--because <text>', 'why now, kept with it')
    .option('--note <text>', 'what the fallback means')
    .option('--respond-by <date>', 'last day to take it up (default: the day to decide by)')
    .option('--effect-by <date>', 'day its effect is looked at (default: after the slots of the KPI)')
    .option('--kpi <id>', 'KPI or series it is about')
    .option('--severity <level>', 'S1 (now) to S4 (weekly)', 'S3')
    .option(...AS)
    .option('--json', 'print the decision as JSON')
    .action(async (options: OpenOptions) => (await import('../commands/decision-open.ts')).openDecision(options))
}

function actCommand(command: Command, { name, means, needs = [], may = [] }: Act): void {
  command.description(means).argument('<id>', 'D-…')
  for (const [flags, text] of needs) command.requiredOption(flags, text)
  for (const [flags, text] of [...may, AS]) command.option(flags, text)
  command
    .option('--json', 'print the decision as JSON')
    .action(async (id: string, options: ActOptions) =>
      (await import('../commands/decision.ts')).actOnDecision(name, id, options),
    )
}
