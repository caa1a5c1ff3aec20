import * as z from 'zod'
import type { ResourceType } from '../world.ts'
import { ignored, resourceType } from './resource.ts'
import type { S3 } from './s3.ts'

const BucketProperties = z.strictObject({
  BucketName: z.string().optional(),
  BucketEncryption: ignored,
  PublicAccessBlockConfiguration: ignored,
  OwnershipControls: ignored,
  VersioningConfiguration: ignored,
  // What would expire in months is small; nothing in the runner relies on its end.
  LifecycleConfiguration: ignored,
  LoggingConfiguration: ignored,
  AccessControl: ignored,
  Tags: ignored,
})

/** `AWS::S3::Bucket`: Ref is the bucket's name. Notifications, replication and websites are refused. */
export function s3Types(s3: S3): ResourceType[] {
  return [
    resourceType('AWS::S3::Bucket', BucketProperties, (properties, resource, world) => {
      const name = properties.BucketName ?? `throughline-${resource.logicalId.toLowerCase()}`
      s3.buckets.set(name, new Map())
      const domain = `${name}.s3.amazonaws.com`
      const regional = `${name}.s3.${world.region}.amazonaws.com`
      return {
        ref: name,
        attributes: { Arn: `arn:aws:s3:::${name}`, DomainName: domain, RegionalDomainName: regional },
      }
    }),
  ]
}
