import { Duration } from 'aws-cdk-lib'
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch'
import type { Alarms } from './alarms.ts'

/**
 * Rings when SES refuses a recipient for good. send-mail counts it in its log; the person's asks have gone to the deputy
 * by then, so what is left to do is to correct the address.
 */
export function watchRefusals(alarms: Alarms): void {
  alarms.watch('recipients-refused', {
    metric: new Metric({
      namespace: 'Throughline',
      metricName: 'RefusedRecipients',
      period: Duration.hours(1),
      statistic: Stats.SUM,
    }),
    meaning: 'SES refuses mail for somebody in the plan; their asks go to the deputy and on.',
    section: 'recipients-refused',
  })
}
