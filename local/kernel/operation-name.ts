import type { AwsRequest } from '../world.ts'

const S3_OBJECT: Record<string, string> = {
  GET: 'GetObject',
  PUT: 'PutObject',
  HEAD: 'HeadObject',
  DELETE: 'DeleteObject',
}
const REST: Record<string, string> = {
  'POST functions': 'Invoke',
  'POST schedules': 'CreateSchedule',
  'PUT schedules': 'UpdateSchedule',
  'GET schedules': 'GetSchedule',
  'DELETE schedules': 'DeleteSchedule',
}

/** The operation an AWS request asks for: from `x-amz-target`, the form's `Action`, or method and first path segment (`PutObject`, `GET restapis`). */
export function operationName(request: AwsRequest): string {
  const target = request.headers['x-amz-target']
  if (target) return target.slice(target.indexOf('.') + 1)
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
    return new URLSearchParams(request.body.toString()).get('Action') ?? 'unknown'
  const rpc = /\/operation\/(\w+)$/.exec(request.path)
  if (rpc) return rpc[1]!
  const segments = request.path.split('/').filter((segment) => segment && !/^\d{4}-\d\d-\d\d$/.test(segment))
  if (request.service === 's3') {
    if (segments.length > 1) return S3_OBJECT[request.method] ?? request.method
    return request.method === 'GET' ? 'ListObjectsV2' : `${request.method} bucket`
  }
  const name = `${request.method} ${segments[0] ?? '/'}`
  return segments.length > 1 ? (REST[name] ?? name) : name
}
