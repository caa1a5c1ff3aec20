import { deployment, type Reach } from '../deployment.ts'
import { explain } from '../explain.ts'
import { checkAlarmMail } from './doctor-alarm-mail.ts'
import { checkAlarms, checkDeadLetters } from './doctor-alarms.ts'
import { checkMail, sendTestMail } from './doctor-mail.ts'
import { checkIdentity, checkKeys, checkPlan, checkStack } from './doctor-stack.ts'

/** One thing looked at: how it is, and what to do when it is not well. */
export interface Check {
  name: string
  state: 'ok' | 'warning' | 'failed'
  found: string
  todo?: string
}

const SIGN = { ok: '✔', warning: '!', failed: '✘' } as const

/** `throughline doctor`: looks at everything a deployment needs to do its work; exit code 1 when something failed. */
export async function doctor(options: Reach & { testMail?: string; json?: boolean }): Promise<void> {
  const found = await deployment(options)
  const looks: (() => Promise<Check[]>)[] = [
    checkIdentity,
    async () => [checkStack(found)],
    () => checkPlan(found),
    () => checkKeys(found),
    () => checkMail(found),
    () => checkAlarms(found),
    () => checkAlarmMail(found),
    () => checkDeadLetters(found),
    ...(options.testMail ? [() => sendTestMail(found, options.testMail!)] : []),
  ]
  const checks: Check[] = []
  for (const look of looks) checks.push(...(await look().catch((error: unknown) => [unreadable(look.name, error)])))
  if (options.json) console.log(JSON.stringify(checks, null, 2))
  else for (const check of checks) console.log(line(check))
  if (checks.some((check) => check.state === 'failed')) process.exitCode = 1
}

const line = (check: Check) =>
  `${SIGN[check.state]} ${check.name}: ${check.found}${check.todo ? `\n    → ${check.todo}` : ''}`

/** A look that the operator's own permissions did not allow says so; the others go on. */
const unreadable = (name: string, error: unknown): Check => ({
  name: name || 'check',
  state: 'failed',
  found: explain(error),
  todo: 'Run the command with credentials that may read this, or mend what the message says.',
})
