import { Match, Template } from 'aws-cdk-lib/assertions'
import { describe, expect, it } from 'vitest'
import { functions, resources, spell, stackWith, template } from './deployment.ts'

describe('records', () => {
  it('survive the stack, refuse deletion, and can be restored to any second', () => {
    for (const [, table] of resources('AWS::DynamoDB::Table')) {
      expect(table.DeletionPolicy).toBe('Retain')
      expect(table.Properties.DeletionProtectionEnabled).toBe(true)
      expect(table.Properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled).toBe(true)
      expect(table.Properties.BillingMode).toBe('PAY_PER_REQUEST')
    }
  })

  it('have the index `due` of keys only where something waits for an instant', () => {
    const indexed = resources('AWS::DynamoDB::Table').filter(([, table]) => table.Properties.GlobalSecondaryIndexes)
    expect(indexed.map(([id]) => id.replace(/[0-9A-F]{8}$/, ''))).toEqual(['RecordsMeasurements', 'RecordsLedger'])
    for (const [, table] of indexed) {
      const [due] = table.Properties.GlobalSecondaryIndexes
      expect(due).toMatchObject({ IndexName: 'due', Projection: { ProjectionType: 'KEYS_ONLY' } })
      expect(due.KeySchema.map((key: { AttributeName: string }) => key.AttributeName)).toEqual(['dueKind', 'dueAt'])
      expect(table.Properties.StreamSpecification.StreamViewType).toBe('NEW_AND_OLD_IMAGES')
      expect(table.Properties.TimeToLiveSpecification).toEqual({ AttributeName: 'expiresAt', Enabled: true })
    }
  })

  it('include a bucket that nobody outside reads, kept with the stack gone', () => {
    const [[, bucket]] = resources('AWS::S3::Bucket') as [ReturnType<typeof resources>[number]]
    expect(bucket.DeletionPolicy).toBe('Retain')
    expect(bucket.Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    })
  })
})

describe('functions', () => {
  it('are those of the contract', () => {
    expect([...functions.keys()].sort()).toEqual([
      'advance-cycle',
      'advance-decision',
      'answer-ask',
      'apply-plan',
      'audit',
      'command-decision',
      'conclude-review',
      'deliver-slot',
      'evaluate-due',
      'evaluate-kpi',
      'ingest',
      'open-cycle',
      'read-api',
      'record-feedback',
      'run-workflows',
      'send-mail',
    ])
  })

  it('run on the Node that runs these tests', () => {
    for (const fn of functions.values())
      expect(fn.Properties.Runtime).toBe(`nodejs${process.versions.node.split('.')[0]}.x`)
  })

  it('each have a log group of their own that forgets', () => {
    const groups = new Map(resources('AWS::Logs::LogGroup'))
    const used = [...functions.values()].map((fn) => fn.Properties.LoggingConfig.LogGroup.Ref)
    expect(new Set(used).size).toBe(functions.size)
    for (const id of used) expect(groups.get(id)!.Properties.RetentionInDays).toBe(90)
  })

  it('behind the API end before the gateway gives up at 29 seconds', () => {
    for (const entry of ['ingest', 'read-api', 'answer-ask', 'conclude-review'])
      expect(functions.get(entry)!.Properties.Timeout).toBeLessThan(29)
  })

  it('that nobody waits for have a destination for what fails three times', () => {
    const configured = resources('AWS::Lambda::EventInvokeConfig').map(([, one]) => one)
    const names = configured.map((one) => one.Properties.FunctionName.Ref)
    const wanted = ['audit', 'deliver-slot', 'evaluate-due', 'open-cycle', 'record-feedback']
    const ids = resources('AWS::Lambda::Function').filter(([, fn]) =>
      wanted.some((entry) => fn.Properties.FunctionName.endsWith(`-${entry}`)),
    )
    expect(names.sort()).toEqual(ids.map(([id]) => id).sort())
    for (const one of configured) {
      expect(one.Properties.MaximumRetryAttempts).toBe(2)
      expect(spell(one.Properties.DestinationConfig.OnFailure.Destination)).toMatch(/FailedCalls/)
    }
  })
})

describe('streams', () => {
  it('begin at the beginning, halve failing batches, give up after five tries or twelve hours, and keep what failed', () => {
    const streams = resources('AWS::Lambda::EventSourceMapping').filter(([, one]) => one.Properties.StartingPosition)
    expect(streams).toHaveLength(2)
    for (const [, { Properties }] of streams) {
      expect(Properties).toMatchObject({
        StartingPosition: 'TRIM_HORIZON',
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 5,
        MaximumRecordAgeInSeconds: 43_200,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      })
      expect(spell(Properties.DestinationConfig.OnFailure.Destination)).toMatch(/^<RecordsArchive/)
    }
  })

  const patterns = (name: string) =>
    resources('AWS::Lambda::EventSourceMapping')
      .filter(([, one]) => spell(one.Properties.EventSourceArn).includes(name))
      .flatMap(([, one]) =>
        one.Properties.FilterCriteria.Filters.map((filter: { Pattern: string }) => JSON.parse(filter.Pattern)),
      )

  it('wake evaluate-kpi by observations only, never by its own checkpoints', () => {
    expect(patterns('Measurements')).toEqual([{ dynamodb: { Keys: { sk: { S: [{ prefix: 'OBS#' }] } } } }])
  })

  it('wake run-workflows by decisions, review cycles, history and urgent mails, never by asks', () => {
    const [decisions, cycles, history, mails] = patterns('Ledger')
    expect(cycles.dynamodb.Keys).toEqual({ pk: { S: [{ prefix: 'CYCLE#' }] }, sk: { S: ['META'] } })
    expect(history.dynamodb.Keys.sk).toEqual({ S: [{ prefix: 'HISTORY#' }] })
    expect(decisions).toEqual({ dynamodb: { Keys: { pk: { S: [{ prefix: 'DECISION#' }] } } } })
    expect(mails.dynamodb.NewImage).toEqual({ urgent: { BOOL: [true] }, state: { S: ['planned'] } })
  })
})

describe('mail', () => {
  it('waits in a queue six times as long as its function may take, and longer than a claim holds', () => {
    const [, queue] = resources('AWS::SQS::Queue').find(([, one]) => one.Properties.RedrivePolicy)!
    const timeout = functions.get('send-mail')!.Properties.Timeout
    expect(queue.Properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * timeout)
    expect(queue.Properties.VisibilityTimeout).toBeGreaterThan(5 * 60)
  })

  it('goes out by few senders, so that the rate of SES holds', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      ScalingConfig: { MaximumConcurrency: 2 },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    })
  })

  it('goes out over TLS or not at all', () => {
    template.hasResourceProperties('AWS::SES::ConfigurationSet', { DeliveryOptions: { TlsPolicy: 'REQUIRE' } })
  })

  it('reports bounces and complaints, and watches nobody read', () => {
    template.hasResourceProperties('AWS::SES::ConfigurationSetEventDestination', {
      EventDestination: { MatchingEventTypes: ['bounce', 'complaint'] },
    })
  })

  it('of a first deployment reaches only those who are listed', () => {
    expect(functions.get('send-mail')!.Properties.Environment.Variables.MAIL_MODE).toBe('allowlist')
  })
})

describe('the stack', () => {
  it('tells the command line what it needs', () => {
    const names = [
      'ApiUrl',
      'ApiKeys',
      'ReaderKeys',
      'PlanTable',
      'MeasurementsTable',
      'LedgerTable',
      'ApplyPlanFunction',
      'DecisionMachine',
      'MailQueue',
      'DeadLetterQueues',
      'Bus',
      'AlarmTopic',
      'Sender',
      'MailMode',
    ]
    for (const name of names) template.hasOutput(name, {})
  })

  it('runs the audit every hour from the first minute', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(1 hour)',
      Target: { DeadLetterConfig: Match.anyValue() },
    })
  })

  it('keeps the schedule of the audit out of the group in which applying a plan deletes what it does not know', () => {
    const [[, schedule]] = resources('AWS::Scheduler::Schedule') as [ReturnType<typeof resources>[number]]
    const group = functions.get('apply-plan')!.Properties.Environment.Variables.SCHEDULE_GROUP
    expect(schedule.Properties.GroupName).not.toEqual(group)
  })

  it('fits the settings at their longest into the environments of functions, 4 KB each', () => {
    const long = (index: number) => `source-${index}`.padEnd(40, 'x')
    const { stack } = stackWith({
      throughline: {
        stackName: 'A'.repeat(40),
        sources: Array.from({ length: 50 }, (_, index) => long(index)),
        readers: Array.from({ length: 20 }, (_, index) => long(index)),
        mail: { allowlist: Array.from({ length: 96 }, (_, index) => `person-${index}@${'y'.repeat(8)}.org`) },
        notice: 'n'.repeat(200),
      },
    })
    for (const [, fn] of resources('AWS::Lambda::Function', Template.fromStack(stack))) {
      // An ARN or name that stands for a reference is at most some 130 characters; a key's id is ten.
      const text = Object.entries(fn.Properties.Environment.Variables)
        .map(
          ([name, value]) =>
            `${name}${spell(value)
              .replace(/<(Intake|Reading)Key[^>]*>/g, 'abcdefghij')
              .replace(/<[^>]*>/g, 'a'.repeat(130))}`,
        )
        .join('')
      expect(text.length).toBeLessThan(4096)
    }
  })

  it('makes one key for each source', () => {
    const { stack } = stackWith({ 'throughline:sources': 'erp,crm,e-r-p' })
    Template.fromStack(stack).resourceCountIs('AWS::ApiGateway::ApiKey', 3)
  })

  it('makes one key for each reader, that read-api knows and ingest does not', () => {
    const { stack } = stackWith({ 'throughline:readers': 'dashboard,warehouse' })
    const own = Template.fromStack(stack)
    own.resourceCountIs('AWS::ApiGateway::ApiKey', 3)
    own.hasResourceProperties('AWS::ApiGateway::UsagePlan', {
      UsagePlanName: 'Throughline-readers',
      Throttle: { RateLimit: 10, BurstLimit: 20 },
    })
    own.resourceCountIs('AWS::ApiGateway::UsagePlanKey', 3)
    const knows = resources('AWS::Lambda::Function', own)
      .filter(([, fn]) =>
        /<ReadingKeywarehouse/.test(Object.values(fn.Properties.Environment.Variables).map(spell).join()),
      )
      .map(([, fn]) => fn.Properties.FunctionName)
    expect(knows).toEqual(['Throughline-read-api'])
  })

  it('links to the custom domain when there is one', () => {
    const certificateArn = 'arn:aws:acm:eu-west-2:111122223333:certificate/abc'
    const { stack } = stackWith({
      throughline: {
        domain: { name: 'decide.example.org', certificateArn, hostedZone: { id: 'Z1', name: 'example.org' } },
      },
    })
    const own = Template.fromStack(stack)
    own.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ LINK_BASE_URL: 'https://decide.example.org' }) },
    })
    own.resourceCountIs('AWS::Route53::RecordSet', 1)
    own.hasOutput('DomainTarget', {})
  })
})
