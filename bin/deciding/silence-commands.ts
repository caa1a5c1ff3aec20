import type { Command } from 'commander'
import type { SilenceOptions } from '../commands/silence.ts'

/** `throughline silence …`: times in which triggers ask nobody. Those that last belong in the plan. */
export function silenceCommands(parent: Command, reaching: (command: Command) => Command): void {
  parent.description('keep triggers from asking for a while, because it is known why they fire')
  reaching(parent.command('add'))
    .description('silence the triggers of a KPI until a day; what is true then is asked')
    .argument('<kpi>', 'id of the KPI')
    .requiredOption('--until <date>', 'last day of the silence, at most 90 days ahead')
    .requiredOption('--because <text>', 'what is known; shown wherever the silence is')
    .option('--trigger <id>', 'only this trigger (default: all of the KPI)')
    .option('--series <name=value...>', 'only series with these values (default: all of the KPI)')
    .option('--json', 'print the silence as JSON')
    .action(async (kpi: string, options: SilenceOptions) =>
      (await import('../commands/silence.ts')).addSilence(kpi, options),
    )
  reaching(parent.command('list'))
    .description('silences made by command; those of the plan are in "throughline show"')
    .option('--all', 'those that are over too')
    .option('--json', 'print them as JSON')
    .action(async (options) => (await import('../commands/silence.ts')).listSilences(options))
  reaching(parent.command('end'))
    .description('end a silence before its time')
    .argument('<id>', 'S-…')
    .option('--json', 'print the silence as JSON')
    .action(async (id: string, options) => (await import('../commands/silence.ts')).endSilence(id, options))
}
