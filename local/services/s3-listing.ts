import type { StoredObject } from './s3.ts'
import { element, escapeXml } from './xml.ts'

/** The answer of ListObjectsV2: prefix, delimiter, pages. Keys are in the order of their UTF-8 bytes, as on AWS. */
export function listing(bucket: string, objects: Map<string, StoredObject>, query: URLSearchParams): string {
  const prefix = query.get('prefix') ?? ''
  const delimiter = query.get('delimiter') ?? ''
  const max = Math.min(1000, Number(query.get('max-keys') ?? 1000))
  const after = decodeToken(query.get('continuation-token')) ?? query.get('start-after') ?? ''
  const keys = [...objects.keys()]
    .filter((key) => key.startsWith(prefix))
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  const entries = new Map<string, 'key' | 'prefix'>()
  for (const key of keys) {
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
    entries.set(cut < 0 ? key : key.slice(0, cut + delimiter.length), cut < 0 ? 'key' : 'prefix')
  }
  const rest = [...entries].filter(([name]) => Buffer.compare(Buffer.from(name), Buffer.from(after)) > 0)
  const page = rest.slice(0, max)
  const next = rest.length > page.length ? page.at(-1)?.[0] : undefined
  const encode = query.get('encoding-type') === 'url' ? encodeURIComponent : (text: string) => text
  const parts = [
    element('Name', bucket),
    element('Prefix', encode(prefix)),
    element('MaxKeys', max),
    element('KeyCount', page.length),
    element('IsTruncated', next !== undefined),
    next === undefined ? '' : element('NextContinuationToken', Buffer.from(next).toString('base64url')),
    ...page.map(([name, kind]) =>
      kind === 'key'
        ? contents(encode(name), objects.get(name))
        : `<CommonPrefixes>${element('Prefix', encode(name))}</CommonPrefixes>`,
    ),
  ]
  return `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${parts.join('')}</ListBucketResult>`
}

function contents(key: string, object: StoredObject | undefined): string {
  if (!object) return ''
  const modified = new Date(object.modifiedAt).toISOString()
  return `<Contents><Key>${escapeXml(key)}</Key><LastModified>${modified}</LastModified><ETag>${escapeXml(object.etag)}</ETag><Size>${object.body.length}</Size><StorageClass>STANDARD</StorageClass></Contents>`
}

function decodeToken(token: string | null): string | undefined {
  return token === null ? undefined : Buffer.from(token, 'base64url').toString('utf8')
}
