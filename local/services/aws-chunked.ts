/**
 * The bytes inside the `aws-chunked` encoding (`<hex size>[;chunk-signature=…]\r\n<bytes>\r\n … 0\r\n<trailers>`), in
 * which the SDK sends a body whose checksum follows it. Throws an Error when it is cut off.
 */
export function decodeChunks(body: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; ; ) {
    const end = body.indexOf('\r\n', at)
    const size = Number.parseInt(body.subarray(at, end).toString('latin1'), 16)
    if (end < 0 || Number.isNaN(size) || end + 2 + size > body.length) {
      throw new Error(`aws-chunked: the body of ${body.length} bytes ends or breaks at byte ${at}`)
    }
    if (size === 0) return Buffer.concat(parts)
    parts.push(body.subarray(end + 2, end + 2 + size))
    at = end + 2 + size + 2
  }
}
