const PREFIX = 'AQ1'

/** A task token: opaque to callers, and recognisable as one of ours. */
export function makeToken(executionArn: string, unique: string): string {
  return PREFIX + Buffer.from(`${unique} ${executionArn}`).toString('base64')
}

/** The execution a token was made for, or undefined when it is no token of ours. */
export function readToken(token: string): string | undefined {
  if (!token.startsWith(PREFIX)) return undefined
  const text = Buffer.from(token.slice(PREFIX.length), 'base64').toString()
  return /^[0-9a-f-]{36} (arn:aws:states:\S+)$/.exec(text)?.[1]
}
