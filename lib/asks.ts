import { Duration } from 'aws-cdk-lib'
import { LambdaIntegration } from 'aws-cdk-lib/aws-apigateway'
import { Construct } from 'constructs'
import { acknowledge } from './acknowledge.ts'
import type { Api } from './api.ts'
import { Handler, type Shared } from './handler.ts'
import { grantPacks, grantPlan, grantTable, type Records } from './records.ts'

/** What recording an answer takes; a decision that is dismissed leaves its place, so something is deleted. */
const ANSWERING = ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'] as const

/**
 * Where people answer what they are asked.
 * 1. `GET /a/{token}` shows the page and changes nothing, since mail scanners follow links too.
 * 2. `POST /a/{token}` answers. The link is the key: unguessable, expiring, of one person; no API key, no login.
 * 3. `/r/{token}` does the same with the pack of a review, in a function of its own: packs lie in the Archive, and whoever
 *    answers an ask should not wait for its client to load.
 */
export class Asks extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: { shared: Shared; api: Api; records: Records; environment: Record<string, string> },
  ) {
    super(scope, id)
    const { shared, api, records } = props
    const environment = {
      PLAN_TABLE: records.plan.tableName,
      LEDGER_TABLE: records.ledger.tableName,
      ...props.environment,
    }
    // Somebody waits for these pages: more memory is more CPU for the cold start.
    const waitedFor = { timeout: Duration.seconds(28), memory: 1024 }
    const answerAsk = new Handler(this, 'AnswerAsk', {
      shared,
      entry: 'answer-ask',
      description: 'Shows the page behind a link of a mail and takes the answer.',
      ...waitedFor,
      environment,
    })
    grantPlan(answerAsk, records)
    grantTable(answerAsk, records.ledger, ...ANSWERING)
    this.#page(api, 'a', answerAsk)
    const concludeReview = new Handler(this, 'ConcludeReview', {
      shared,
      entry: 'conclude-review',
      description: 'Shows the pack of a review and takes what its chair concludes.',
      ...waitedFor,
      environment: { ...environment, ARCHIVE_BUCKET: records.archive.bucketName },
    })
    grantPlan(concludeReview, records)
    grantPacks(concludeReview, records)
    grantTable(concludeReview, records.ledger, ...ANSWERING)
    this.#page(api, 'r', concludeReview)
  }

  #page(api: Api, path: string, handler: Handler): void {
    const page = api.rest.root.addResource(path).addResource('{token}')
    for (const verb of ['GET', 'POST']) {
      const method = page.addMethod(verb, new LambdaIntegration(handler.fn, { allowTestInvoke: false }), {
        apiKeyRequired: false,
      })
      acknowledge(
        method,
        'AwsSolutions-APIG4',
        'The link is the authorisation: 128 random bits, stored hashed, of one person, expiring and revocable.',
      )
      acknowledge(
        method,
        'AwsSolutions-COG4',
        'Whoever is asked answers from a mail without an account; the link is the authorisation.',
      )
    }
  }
}
