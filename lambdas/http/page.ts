import middy from '@middy/core'
import httpHeaderNormalizer from '@middy/http-header-normalizer'
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda'
import { errorFacts, log } from '../aws/log.ts'
import { notice } from '../env.ts'
import { pageHeaders } from '../pages/headers.ts'
import { type MessagePageInput, messagePage, messageStatus } from '../pages/message-page.ts'

/** An HTML answer with the headers of every page. */
export const pageResponse = (statusCode: number, body: string): APIGatewayProxyResult => ({
  statusCode,
  headers: { ...pageHeaders },
  body,
})

/** Leads a browser to another page of ours, by an address relative to this one: nobody has to know stage and domain. */
export const seeOther = (location: string): APIGatewayProxyResult => ({
  statusCode: 303,
  headers: { ...pageHeaders, Location: location },
  body: '',
})

/** A page without asks, under its own status. */
export const messageResponse = (input: MessagePageInput): APIGatewayProxyResult =>
  pageResponse(messageStatus(input.kind), messagePage({ notice: notice(), ...input }))

/**
 * A handler of pages that people open. What breaks is logged without the address of the page, which holds a token, and
 * shown as a page that asks to try again.
 */
export function pages(handler: (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>) {
  return middy<APIGatewayProxyEvent, APIGatewayProxyResult>()
    .use(httpHeaderNormalizer())
    .use({
      onError: (request) => {
        log('error', 'page failed', errorFacts(request.error))
        request.response = messageResponse({ kind: 'trouble' })
      },
    })
    .handler((event) => handler(event))
}
