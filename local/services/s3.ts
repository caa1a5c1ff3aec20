import { createHash } from 'node:crypto'
import { AwsError, type AwsRequest, type AwsResponse, type Service, type World } from '../world.ts'
import { decodeChunks } from './aws-chunked.ts'
import type { Iam } from './iam.ts'
import { listing } from './s3-listing.ts'

export interface StoredObject {
  body: Buffer
  etag: string
  /** Virtual instant, epoch milliseconds. */
  modifiedAt: number
  contentType: string
  /** `x-amz-meta-…` and what else comes back with the object. */
  headers: Record<string, string>
}

/** S3: objects in memory, addressed by path or by host name; the newest version of each only. */
export class S3 implements Service {
  readonly names = ['s3'] as const
  readonly buckets = new Map<string, Map<string, StoredObject>>()

  async handle(request: AwsRequest, world: World): Promise<AwsResponse> {
    const { bucket, key } = this.#address(request)
    const objects = this.buckets.get(bucket)
    if (!objects)
      throw new AwsError('NoSuchBucket', `The specified bucket does not exist: ${bucket}`, 404, { BucketName: bucket })
    if (key === '') return this.#onBucket(bucket, objects, request)
    switch (request.method) {
      case 'PUT':
        return put(objects, key, request, world)
      case 'GET':
      case 'HEAD':
        if (!objects.has(key)) throw absent(bucket, key, request.caller, world)
        return get(objects.get(key)!, request)
      case 'DELETE':
        objects.delete(key)
        return { status: 204, headers: {}, body: '' }
      default:
        throw unknown(request)
    }
  }

  #onBucket(bucket: string, objects: Map<string, StoredObject>, request: AwsRequest): AwsResponse {
    if (request.method === 'HEAD') return { status: 200, headers: {}, body: '' }
    if (request.method === 'GET' && request.query.get('list-type') === '2') {
      return {
        status: 200,
        headers: { 'content-type': 'application/xml' },
        body: listing(bucket, objects, request.query),
      }
    }
    throw unknown(request)
  }

  #address(request: AwsRequest): { bucket: string; key: string } {
    const path = decodeURIComponent(request.path.slice(1))
    const host = (request.headers.host ?? '').replace(/:\d+$/, '')
    const fromHost = /^(.+?)\.(?:s3[.-]|127\.|localhost)/.exec(host)?.[1]
    if (fromHost && this.buckets.has(fromHost)) return { bucket: fromHost, key: path }
    const slash = path.indexOf('/')
    return slash < 0 ? { bucket: path, key: '' } : { bucket: path.slice(0, slash), key: path.slice(slash + 1) }
  }
}

function put(objects: Map<string, StoredObject>, key: string, request: AwsRequest, world: World): AwsResponse {
  const { headers } = request
  if (headers['x-amz-copy-source'] !== undefined || request.query.has('partNumber') || request.query.has('tagging'))
    throw unknown(request)
  const existing = objects.get(key)
  if (headers['if-none-match'] === '*' && existing) throw precondition('If-None-Match')
  if (headers['if-match'] !== undefined && headers['if-match'] !== existing?.etag) throw precondition('If-Match')
  const chunked =
    headers['content-encoding']?.includes('aws-chunked') || headers['x-amz-content-sha256']?.startsWith('STREAMING')
  const body = chunked ? decodeChunks(request.body) : Buffer.from(request.body)
  const etag = `"${createHash('md5').update(body).digest('hex')}"`
  const encoding = headers['content-encoding']
    ?.split(',')
    .map((one) => one.trim())
    .filter((one) => one !== 'aws-chunked')
    .join(',')
  const kept = Object.entries(headers).filter(([name]) => name.startsWith('x-amz-meta-') || name === 'cache-control')
  objects.set(key, {
    body,
    etag,
    modifiedAt: world.now(),
    contentType: headers['content-type'] ?? 'application/octet-stream',
    headers: { ...Object.fromEntries(kept), ...(encoding ? { 'content-encoding': encoding } : {}) },
  })
  return { status: 200, headers: { etag }, body: '' }
}

/** To whom may not list the bucket, S3 does not say that there is nothing. */
function absent(bucket: string, key: string, caller: string, world: World): AwsError {
  const arn = `arn:aws:s3:::${bucket}`
  if (world.service<Iam>('iam').allows(caller, 's3:ListBucket', arn))
    return new AwsError('NoSuchKey', `The specified key does not exist: ${key}`, 404, { Key: key })
  const why = 'because no identity-based policy allows the s3:ListBucket action'
  return new AwsError('AccessDenied', `${caller} is not authorized to perform: s3:ListBucket on ${arn} ${why}`, 403)
}

function get(found: StoredObject, request: AwsRequest): AwsResponse {
  const headers: Record<string, string> = {
    ...found.headers,
    etag: found.etag,
    'content-type': found.contentType,
    'last-modified': new Date(found.modifiedAt).toUTCString(),
    'accept-ranges': 'bytes',
  }
  if (request.method === 'HEAD')
    return { status: 200, headers: { ...headers, 'content-length': String(found.body.length) }, body: '' }
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
  if (from === undefined) return { status: 200, headers, body: found.body }
  const end = Math.min(to ? Number(to) : found.body.length - 1, found.body.length - 1)
  if (Number(from) > end) throw new AwsError('InvalidRange', 'The requested range is not satisfiable', 416)
  headers['content-range'] = `bytes ${from}-${end}/${found.body.length}`
  return { status: 206, headers, body: found.body.subarray(Number(from), end + 1) }
}

function precondition(condition: string): AwsError {
  return new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412, {
    Condition: condition,
  })
}

function unknown(request: AwsRequest): AwsError {
  return new AwsError(
    'NotImplemented',
    `The local runner's S3 does not know ${request.method} ${request.path}?${request.query}; it puts, gets, heads, deletes and lists (version 2).`,
    501,
  )
}
