import * as z from 'zod'
import type { AwsRequest, Service, World } from '../world.ts'
import { operation } from './operations.ts'
import { answerQuery } from './query-protocol.ts'

/** STS: says who calls, which here is the function or the person at the machine. */
export class Sts implements Service {
  readonly names = ['sts'] as const

  handle(request: AwsRequest, world: World) {
    const GetCallerIdentity = operation(z.strictObject({}), () => ({
      Arn:
        request.caller === 'outside'
          ? `arn:aws:iam::${world.accountId}:user/local`
          : `arn:aws:sts::${world.accountId}:assumed-role/local/${request.caller}`,
      UserId: 'LOCAL',
      Account: world.accountId,
    }))
    return answerQuery({ GetCallerIdentity }, request, world, 'https://sts.amazonaws.com/doc/2011-06-15/')
  }
}
