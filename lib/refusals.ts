import { Duration } from 'aws-cdk-lib'
import { Stats } from 'aws-cdk-lib/aws-cloudwatch'
import type { Alarms } from './alarms.ts'
import { counted } from './counted.ts'

/**
 * Rings when SES refuses a recipient for good. send-mail counts it in its log; the person's asks have gone to the deputy
 * by then, so what is left to do is to correct the address.
 */
export function watchRefusals(alarms: Alarms): void {
  alarms.watch('recipients-refused', {
    metric: counted(alarms, 'RefusedRecipients', Duration.hours(1), Stats.SUM),
    meaning: 'SES refuses mail for somebody in the plan; their asks go to the deputy and on.',
    section: 'recipients-refused',
  })
}
