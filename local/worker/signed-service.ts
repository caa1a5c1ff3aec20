const CREDENTIAL = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\/aws4_request/

/** Signing name of the service a request is signed for (`dynamodb`); undefined when it is not signed. */
export function signedService(headers: Record<string, string>): string | undefined {
  return CREDENTIAL.exec(headers.authorization ?? '')?.[1]
}
