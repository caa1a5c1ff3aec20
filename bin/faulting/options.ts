import { parseArgs } from 'node:util'
import { Refusal } from '../refusal.ts'
import { type SeedOptions, STORIES, type Story } from './simulated.ts'

/** What `npm run faults` was asked for. */
export interface FaultOptions {
  /** Seeds to run, in order. */
  seeds: string[]
  jobs: number
  /** Given to every run. */
  run: Omit<SeedOptions, 'seed'>
  /** Run in this process, one seed a message: a child of the command itself. */
  child: boolean
  /** Use the synthesized app that is there. */
  noSynth: boolean
}

/** Where the synthesized app of the runs lies. */
const FOLDER = '.throughline/faults'

export const USAGE = `npm run faults -- [options]
  --seeds N     how many seeds, counted from --from (default: 20)
  --from N      first of them (default: 1)
  --seed TEXT   this seed only, in this process
  --months N    months of the example; each is a day of the simulation (default: 12)
  --orgs N      trusts of the example (default: 4)
  --tail N      days simulated after the last data (default: 14)
  --jobs N      processes side by side (default: 2)
  --times N     faults N times as frequent (default: 1)
  --story NAME  instead of the example: half-year (reviews from October to April) or last-weeks (of it)
  --no-faults   the same without anything going wrong
  --log FILE    with --seed: every line of the event log
  --no-synth    use the synthesized app in ${FOLDER} as it is`

/** Reads the arguments; refuses what it does not know with the usage. */
export function faultOptions(args: string[]): FaultOptions {
  const values = parse(args)
  if (values.help) throw new Refusal(USAGE)
  const count = (name: 'seeds' | 'from' | 'months' | 'orgs' | 'tail' | 'jobs' | 'times', most: number) =>
    whole(name, values[name], most)
  const [first, seeds] = [count('from', 1e9), count('seeds', 1e6)]
  if (values.log !== undefined && values.seed === undefined) throw new Refusal('--log needs the --seed it is about.')
  return {
    seeds:
      values.seed === undefined ? Array.from({ length: seeds }, (_, index) => String(first + index)) : [values.seed],
    jobs: values.seed === undefined ? count('jobs', 64) : 1,
    run: {
      months: count('months', 36),
      orgs: count('orgs', 32),
      tail: count('tail', 365),
      times: count('times', 50),
      cdkOut: FOLDER,
      ...(values.story !== undefined && { story: storyOf(values.story) }),
      ...(values['no-faults'] && { faultless: true }),
      ...(values.log !== undefined && { logFile: values.log }),
    },
    child: values.child,
    noSynth: values['no-synth'],
  }
}

/** The command that runs one seed again, as it ran here. */
export const replayCommand = (
  seed: string,
  { months, orgs, tail, times = 1, faultless, story }: FaultOptions['run'],
): string =>
  `npm run faults -- --seed ${seed} ${story ? `--story ${story}` : `--months ${months} --orgs ${orgs} --tail ${tail}`}${times > 1 ? ` --times ${times}` : ''}${faultless ? ' --no-faults' : ''} --log faults-${seed}.log`

function storyOf(text: string): Story {
  const known = STORIES.find((one) => one === text)
  if (known) return known
  throw new Refusal(`--story takes ${STORIES.join(' or ')}, not "${text}".`)
}

function whole(name: string, text: string, most: number): number {
  const value = Number(text)
  if (Number.isInteger(value) && value >= 1 && value <= most) return value
  throw new Refusal(`--${name} takes a whole number from 1 to ${most}, not "${text}".`)
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        seeds: { type: 'string', default: '20' },
        from: { type: 'string', default: '1' },
        seed: { type: 'string' },
        months: { type: 'string', default: '12' },
        orgs: { type: 'string', default: '4' },
        tail: { type: 'string', default: '14' },
        jobs: { type: 'string', default: '2' },
        times: { type: 'string', default: '1' },
        story: { type: 'string' },
        'no-faults': { type: 'boolean', default: false },
        log: { type: 'string' },
        'no-synth': { type: 'boolean', default: false },
        child: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    throw new Refusal(`${(error as Error).message}\n\n${USAGE}`)
  }
}
