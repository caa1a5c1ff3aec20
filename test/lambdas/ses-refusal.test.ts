import { describe, expect, test } from 'vitest'
import { recipientRefusal } from '../../lambdas/aws/ses-refusal.ts'

const failed = (...identities: string[]) =>
  `Email address is not verified. The following identities failed the check in region EU-WEST-1: ${identities.join(', ')}`
const sender = 'Throughline <post@trust.example.org>'

describe('whether SES refuses the recipient for good', () => {
  test.each<[string, string, string, string, boolean]>([
    ['the sandbox, an unverified recipient', 'MessageRejected', failed('eve@example.org'), sender, true],
    ['the same in other letters', 'MessageRejected', failed('Eve@Example.org'), sender, true],
    ['an unverified sender', 'MessageRejected', failed('post@trust.example.org'), sender, false],
    ['sender and recipient', 'MessageRejected', failed('post@trust.example.org', 'eve@example.org'), sender, false],
    ['a domain of nobody we know', 'MessageRejected', failed('trust.example.org'), sender, false],
    ['a recipient on the suppression list', 'MessageRejected', 'Address blacklisted.', sender, true],
    ['an account that is under review', 'MessageRejected', 'Sending suspended for this account.', sender, false],
    ['an account that is paused', 'AccountSendingPausedException', 'Sending is paused', sender, false],
    ['a configuration set that is gone', 'ConfigurationSetDoesNotExistException', 'no set', sender, false],
    ['a paused configuration set', 'ConfigurationSetSendingPausedException', 'paused', sender, false],
    ['a MAIL FROM without its record', 'MailFromDomainNotVerifiedException', 'no MX', sender, false],
    ['a throttle', 'Throttling', 'Maximum sending rate exceeded.', sender, false],
    ['an outage', 'ServiceUnavailable', failed('eve@example.org'), sender, false],
    ['an address that SES cannot parse', 'InvalidParameterValue', "Missing final '@domain'", sender, true],
    ['another parameter', 'InvalidParameterValue', 'Message length is more than 10485760 bytes', sender, false],
    ['an address, but our own sender is suspect', 'InvalidParameterValue', "Missing final '@domain'", 'post', false],
    [
      'an address, but the name of our sender is not encoded',
      'InvalidParameterValue',
      'Local address contains control or whitespace',
      'Größe <post@trust.example.org>',
      false,
    ],
  ])('%s', (_, name, message, from, refused) => {
    const error = Object.assign(new Error(message), { name })
    expect(recipientRefusal(error, 'eve@example.org', from) !== undefined).toBe(refused)
  })

  test('a deployment that writes to itself is never refused for good', () => {
    const error = Object.assign(new Error(failed('post@trust.example.org')), { name: 'MessageRejected' })
    expect(recipientRefusal(error, 'post@trust.example.org', sender)).toBeUndefined()
  })
})
