import { parseArgs } from 'node:util'
import { Refusal } from '../refusal.ts'

/** What `npm start` was asked for. */
export interface StartOptions {
  plan: string
  data: string | undefined
  port: number
  seed: string
  /** End after the account instead of going on at the pace of real time. */
  exit: boolean
}

export const USAGE = `npm start -- [options]
  --plan FILE   plan to run (default: examples/emergency-care/plan.yaml)
  --data FILE   CSV of observations; each is posted when its period is due (default: data.csv beside the example's plan)
  --port N      port of the local runner on 127.0.0.1 (default: 4510, or the next free one)
  --seed TEXT   decides everything left to chance (default: 1)
  --exit        stop after the account`

const EXAMPLE = 'examples/emergency-care'

/** Reads the arguments; refuses unknown ones with the usage. */
export function startOptions(args: string[]): StartOptions {
  const values = parse(args)
  if (values.help) throw new Refusal(USAGE)
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Refusal(`--port takes a number from 0 to 65535, not "${values.port}".`)
  if (values.data !== undefined && values.plan === undefined)
    throw new Refusal('--data needs the --plan it belongs to.')
  return {
    plan: values.plan ?? `${EXAMPLE}/plan.yaml`,
    data: values.plan === undefined ? `${EXAMPLE}/data.csv` : values.data,
    port,
    seed: values.seed,
    exit: values.exit,
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        plan: { type: 'string' },
        data: { type: 'string' },
        port: { type: 'string', default: '4510' },
        seed: { type: 'string', default: '1' },
        exit: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    throw new Refusal(`${(error as Error).message}\n\n${USAGE}`)
  }
}
