import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSettings, SettingsError } from '../../lib/settings.ts'

describe('settings', () => {
  it('have defaults that are enough to synthesize', () => {
    expect(readSettings({})).toMatchObject({
      stackName: 'Throughline',
      mail: { mode: 'allowlist', allowlist: [] },
      sources: ['emergency-feed'],
      logRetentionDays: 90,
    })
  })

  it('on the command line win over cdk.json, one value at a time', () => {
    const settings = readSettings({
      throughline: { mail: { mode: 'allowlist', allowlist: ['@example.org'] }, sources: ['erp'] },
      'throughline:mail.mode': 'redirect',
      'throughline:mail.redirectTo': 'me@example.org',
      'throughline:sources': 'erp, crm',
      'throughline:logRetentionDays': '30',
      'throughline:notice': 'Simulated time',
    })
    expect(settings.mail).toEqual({ mode: 'redirect', allowlist: ['@example.org'], redirectTo: 'me@example.org' })
    expect(settings).toMatchObject({ sources: ['erp', 'crm'], logRetentionDays: 30, notice: 'Simulated time' })
  })

  it('of the context are not changed by reading them', () => {
    const context = { throughline: { mail: { mode: 'allowlist' } }, 'throughline:mail.mode': 'live' }
    readSettings(context)
    expect(context.throughline.mail.mode).toBe('allowlist')
  })

  const wrong: [string, Record<string, unknown>, string[]][] = [
    [
      'an unknown mode says which there are',
      { 'throughline:mail.mode': 'lve' },
      ['throughline:mail.mode', '"lve"', 'live, allowlist or redirect'],
    ],
    [
      'a redirect needs its address',
      { 'throughline:mail.mode': 'redirect' },
      ['throughline:mail.redirectTo', 'the one address'],
    ],
    [
      'a sender without a domain',
      { 'throughline:sender': 'Throughline' },
      ['throughline:sender', '"Throughline"', 'Throughline <throughline@example.org>'],
    ],
    [
      'a sender whose address is not ASCII',
      { 'throughline:sender': 'Müller <müller@example.org>' },
      ['throughline:sender', 'ASCII'],
    ],
    [
      'an alarm address that is none',
      { 'throughline:alarmAddress': 'ops' },
      ['throughline:alarmAddress', '"ops"', 'operations@example.org'],
    ],
    ['a stack name that AWS uses itself', { 'throughline:stackName': 'default' }, ['"default"', 'write another']],
    ['a reader named twice', { 'throughline:readers': 'a,a' }, ['throughline:readers', 'each reader once']],
    [
      'more sources than a function has room for',
      { 'throughline:sources': Array.from({ length: 51 }, (_, index) => `s${index}`) },
      ['throughline:sources', 'at most 50'],
    ],
    [
      'an allowlist longer than a function has room for',
      { 'throughline:mail.allowlist': Array.from({ length: 150 }, (_, index) => `person-${index}@example.org`) },
      ['throughline:mail.allowlist', 'write whole domains'],
    ],
    ['a setting that does not exist', { 'throughline:mial.mode': 'live' }, ['throughline:mial', 'does not exist']],
    [
      'an inner setting that does not exist',
      { 'throughline:mail.mod': 'live' },
      ['throughline:mail.mod', 'does not exist'],
    ],
    [
      'a retention CloudWatch does not offer',
      { 'throughline:logRetentionDays': '10' },
      ['throughline:logRetentionDays', '"10"', '7, 14'],
    ],
    ['no sources at all', { 'throughline:sources': '' }, ['throughline:sources', 'at least one']],
    ['a source named twice', { 'throughline:sources': 'erp,erp' }, ['throughline:sources', 'once']],
    ['a source in capitals', { 'throughline:sources': 'ERP' }, ['throughline:sources.0', '"ERP"', 'lower-case']],
    ['a stack name with a space', { 'throughline:stackName': 'My Stack' }, ['throughline:stackName', '"My Stack"']],
    [
      'a certificate of another kind',
      { throughline: { domain: { name: 'a.example.org', certificateArn: 'x' } } },
      ['throughline:domain.certificateArn', 'ACM'],
    ],
  ]
  it.each(wrong)('refuse %s', (_, context, words) => {
    expect(() => readSettings(context)).toThrow(SettingsError)
    for (const word of words) expect(() => readSettings(context)).toThrow(word)
  })

  it('refuse or accept whatever text, never crash otherwise', () => {
    const path = fc.constantFrom(
      'stackName',
      'sender',
      'mail.mode',
      'mail.allowlist',
      'sources',
      'domain',
      'domain.name',
      'notice',
      'mail',
      'x.y',
    )
    fc.assert(
      fc.property(path, fc.string(), (at, text) => {
        try {
          expect(readSettings({ [`throughline:${at}`]: text })).toBeTypeOf('object')
        } catch (error) {
          expect(error).toBeInstanceOf(SettingsError)
          expect((error as Error).message).toContain('throughline:')
        }
      }),
    )
  })

  it.each([
    ['Ops Team <Ops@Example.ORG>', 'Ops Team <Ops@example.org>'],
    ['Ops@Example.ORG', 'Ops@example.org'],
    ['Früh, "A@B" <post@EXAMPLE.org> ', 'Früh, "A@B" <post@example.org> '],
  ])('read the sender %s with its domain in small letters', (given, read) => {
    expect(readSettings({ 'throughline:sender': given }).sender).toBe(read)
  })
})
