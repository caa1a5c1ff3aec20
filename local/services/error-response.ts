import type { AwsError, AwsResponse } from '../world.ts'
import { element } from './xml.ts'

/** Protocol of each signing name the local services answer for; JSON 1.x unless it says otherwise. */
const protocols: Record<string, 'query' | 'rest-json' | 's3'> = {
  ses: 'query',
  sns: 'query',
  sts: 'query',
  cloudformation: 'query',
  scheduler: 'rest-json',
  apigateway: 'rest-json',
  lambda: 'rest-json',
  s3: 's3',
}

/** Codes the query-compatible clients (SQS, CloudWatch) expect under their older names. */
const queryNames: Record<string, string> = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  EmptyBatchRequest: 'AWS.SimpleQueueService.EmptyBatchRequest',
  BatchEntryIdsNotDistinct: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
  TooManyEntriesInBatchRequest: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
  BatchRequestTooLong: 'AWS.SimpleQueueService.BatchRequestTooLong',
}

/** Renders an error as the service's protocol has it, so that the SDK raises it under its own name. */
export function errorResponse(service: string, error: AwsError, requestId: string): AwsResponse {
  const headers = { 'x-amzn-requestid': requestId }
  const fault = error.status >= 500 ? 'Receiver' : 'Sender'
  switch (protocols[service]) {
    case 'query': {
      const body = { Error: { Type: fault, Code: error.code, Message: error.message }, RequestId: requestId }
      return {
        status: error.status,
        headers: { ...headers, 'content-type': 'text/xml' },
        body: element('ErrorResponse', body),
      }
    }
    case 's3': {
      const body = element('Error', { Code: error.code, Message: error.message, ...error.extra, RequestId: requestId })
      return {
        status: error.status,
        headers: { 'x-amz-request-id': requestId, 'content-type': 'application/xml' },
        body,
      }
    }
    case 'rest-json': {
      const body = JSON.stringify({ message: error.message, Message: error.message, ...error.extra })
      const type = { 'x-amzn-errortype': error.code, 'content-type': 'application/json' }
      return { status: error.status, headers: { ...headers, ...type }, body }
    }
    default: {
      const body = JSON.stringify({ __type: error.code, message: error.message, ...error.extra })
      const older = { 'x-amzn-query-error': `${queryNames[error.code] ?? error.code};${fault}` }
      return {
        status: error.status,
        headers: { ...headers, ...older, 'content-type': 'application/x-amz-json-1.0' },
        body,
      }
    }
  }
}
