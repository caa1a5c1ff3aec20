import * as z from 'zod'

/** What SES says of an address it cannot even parse (InvalidParameterValue); it does not say which address it means. */
const MALFORMED =
  /Missing final '@domain'|Local address|Domain (contains|starts|ends)|Illegal address|User name is missing|Missing '"'/i

/** `Name <a@b>` or `a@b`, in lower case without the name. */
const bare = (address: string) => (/<([^<>]+)>\s*$/.exec(address)?.[1] ?? address).trim().toLowerCase()

/** A sender that SES can parse: plain ASCII throughout, since a name in other letters would have to be encoded. */
const isPlain = (sender: string) => /^[\x20-\x7e]+$/.test(sender) && z.email().safeParse(bare(sender)).success

/**
 * Why SES will not take mail for this recipient, today or tomorrow; undefined for everything else, which another try or
 * a person may mend: throttles, paused accounts, a sender that is not verified, and whatever is not sure. Nobody must
 * become unreachable because the deployment is wrong. Source: SES developer guide, "Amazon SES email sending errors".
 */
export function recipientRefusal(error: unknown, recipient: string, sender: string): string | undefined {
  if (!(error instanceof Error) || bare(recipient) === bare(sender)) return undefined
  if (error.name === 'MessageRejected') {
    if (/address blacklisted/i.test(error.message)) return 'the address is on the suppression list of SES'
    const failing = /failed the check in region [^:]*: (.+)$/s.exec(error.message)?.[1]?.split(',').map(bare) ?? []
    const theirs = failing.length > 0 && failing.every((identity) => identity === bare(recipient))
    return theirs ? 'the address is not verified, as the sandbox of SES demands' : undefined
  }
  if (error.name === 'InvalidParameterValue' && MALFORMED.test(error.message) && isPlain(sender))
    return 'the address is malformed to SES'
  return undefined
}
