import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { Alarms } from './alarms.ts'
import { Api } from './api.ts'
import { Applying } from './applying.ts'
import { Asks } from './asks.ts'
import { Audit } from './audit.ts'
import { Commanding } from './commanding.ts'
import { Consequences } from './consequences.ts'
import { DeadLetters } from './dead-letters.ts'
import { Decisions } from './decisions.ts'
import { Evaluation } from './evaluation.ts'
import type { Shared } from './handler.ts'
import { Intake } from './intake.ts'
import { Outbox } from './outbox.ts'
import { Post } from './post.ts'
import { Reading } from './reading.ts'
import { Records } from './records.ts'
import { watchRefusals } from './refusals.ts'
import { Reviews } from './reviews.ts'
import { Schedules } from './schedules.ts'
import type { Settings } from './settings.ts'

/**
 * One deployment of one organisation.
 *
 * systems → Api → Intake → Records (Measurements) → Evaluation ─┐      programs ← Api ← Reading ← Records
 *                          Schedules → Evaluation ──────────────┤ decisions
 *                                     Records (Ledger) ◀────────┘◀── Asks ◀── Api ◀── people
 *                                        └→ Consequences → Decisions (a machine each), the bus, urgent mails
 *                          Schedules → Reviews (a machine a cycle) → asks, packs
 *                          Schedules → Post → Outbox → people;  Audit, hourly, repairs and rings;  Applying takes plans, Commanding decisions
 */
export class ThroughlineStack extends Stack {
  constructor(scope: Construct, id: string, settings: Settings, props?: StackProps) {
    super(scope, id, {
      stackName: settings.stackName,
      description: 'Throughline: plans, KPIs, decisions and asks.',
      ...props,
    })
    const alarms = new Alarms(this, 'Alarms', settings)
    const failedCalls = new DeadLetters(this, 'FailedCalls', {
      alarms,
      alarm: 'failed-calls',
      meaning: 'A function that nobody waits for failed three times; the call is in this queue.',
      section: 'failed-calls',
    })
    const shared: Shared = { settings, alarms, failedCalls }
    const notice: Record<string, string> = settings.notice ? { NOTICE: settings.notice } : {}

    const records = new Records(this, 'Records')
    const api = new Api(this, 'Api', { settings, alarms })
    const schedules = new Schedules(this, 'Schedules', { alarms })
    const intake = new Intake(this, 'Intake', { shared, api, records })
    const reading = new Reading(this, 'Reading', { shared, api, records, sources: intake.keySources })
    new Evaluation(this, 'Evaluation', { shared, records, schedules })
    const decisions = new Decisions(this, 'Decisions', { shared, records })
    const reviews = new Reviews(this, 'Reviews', { shared, records })
    const outbox = new Outbox(this, 'Outbox', { shared, records })
    const post = new Post(this, 'Post', { shared, records, api, outbox, environment: notice })
    const consequences = new Consequences(this, 'Consequences', { shared, records, decisions, reviews, post })
    new Asks(this, 'Asks', { shared, api, records, environment: notice })
    new Audit(this, 'Audit', { shared, records, post, decisions, reviews, schedules })
    const { applyPlan } = new Applying(this, 'Applying', { shared, records, schedules })
    const { commandDecision } = new Commanding(this, 'Commanding', { shared, records })
    watchRefusals(alarms)

    const queues = {
      mail: post.deadLetters,
      schedules: schedules.deadLetters,
      feedback: outbox.deadLetters,
      calls: failedCalls,
    }
    this.#tell({
      ApiUrl: api.baseUrl,
      ApiKeys: this.toJsonString(intake.keyIds),
      ReaderKeys: this.toJsonString(reading.keyIds),
      PlanTable: records.plan.tableName,
      MeasurementsTable: records.measurements.tableName,
      LedgerTable: records.ledger.tableName,
      ArchiveBucket: records.archive.bucketName,
      ApplyPlanFunction: applyPlan.fn.functionName,
      CommandDecisionFunction: commandDecision.fn.functionName,
      DecisionMachine: decisions.machineArn,
      ReviewMachine: reviews.machineArn,
      MailQueue: post.queue.queueUrl,
      DeadLetterQueues: this.toJsonString(
        Object.fromEntries(Object.entries(queues).map(([name, { queue }]) => [name, queue.queueUrl])),
      ),
      Bus: consequences.bus.eventBusName,
      AlarmTopic: alarms.topic.topicArn,
      ScheduleGroup: schedules.group.scheduleGroupName,
      ConfigurationSet: outbox.configurationSet.configurationSetName,
      Sender: settings.sender,
      MailMode: settings.mail.mode,
      ...(api.domainTarget ? { DomainTarget: api.domainTarget } : {}),
    })
  }

  /** What the command line needs to know of a deployment. */
  #tell(outputs: Record<string, string>): void {
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value })
  }
}
