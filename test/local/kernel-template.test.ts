import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { resolved, type Scope } from '../../local/template/intrinsics.ts'
import { creationOrder } from '../../local/template/order.ts'

const scope: Scope = {
  template: {
    Resources: {},
    Mappings: { Sizes: { big: { memory: 512 } } },
    Conditions: {
      Live: { 'Fn::Equals': [{ Ref: 'Mode' }, 'live'] },
      NotLive: { 'Fn::Not': [{ Condition: 'Live' }] },
      Either: { 'Fn::Or': [{ Condition: 'Live' }, { Condition: 'NotLive' }] },
      Both: { 'Fn::And': [{ Condition: 'Live' }, { Condition: 'NotLive' }] },
    },
  },
  pseudo: { 'AWS::Region': 'eu-west-2', 'AWS::AccountId': '000000000000', 'AWS::Partition': 'aws' },
  parameters: { Mode: 'live', Zones: ['a', 'b'] },
  resources: new Map([['Queue', { ref: 'http://queue', attributes: { Arn: 'arn:queue', 'Nested.Part': 'deep' } }]]),
}

describe('intrinsics', () => {
  test.each([
    ['Ref of a parameter', { Ref: 'Mode' }, 'live'],
    ['Ref of a pseudo parameter', { Ref: 'AWS::Region' }, 'eu-west-2'],
    ['Ref of a resource', { Ref: 'Queue' }, 'http://queue'],
    ['GetAtt as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:queue'],
    ['GetAtt as a text, of a nested attribute', { 'Fn::GetAtt': 'Queue.Nested.Part' }, 'deep'],
    [
      'Join of what needs resolving',
      { 'Fn::Join': ['-', ['a', { Ref: 'Mode' }, { Ref: 'AWS::Partition' }]] },
      'a-live-aws',
    ],
    ['Join of a list parameter', { 'Fn::Join': [',', { Ref: 'Zones' }] }, 'a,b'],
    [
      'Sub with attribute, own variable and a literal',
      { 'Fn::Sub': [`\${Queue.Arn}/\${x}/\${!kept}`, { x: { Ref: 'Mode' } }] },
      `arn:queue/live/\${kept}`,
    ],
    ['Select of Split', { 'Fn::Select': [1, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Queue', 'Arn'] }] }] }, 'queue'],
    ['FindInMap', { 'Fn::FindInMap': ['Sizes', 'big', 'memory'] }, 512],
    ['If that holds', { 'Fn::If': ['Live', 'yes', 'no'] }, 'yes'],
    ['If through Not', { 'Fn::If': ['NotLive', 'yes', 'no'] }, 'no'],
    ['Or', { 'Fn::If': ['Either', 1, 2] }, 1],
    ['And', { 'Fn::If': ['Both', 1, 2] }, 2],
    ['NoValue takes its property along', { keep: 1, drop: { Ref: 'AWS::NoValue' } }, { keep: 1 }],
    ['NoValue takes its element along', ['a', { 'Fn::If': ['Both', 'b', { Ref: 'AWS::NoValue' }] }], ['a']],
    [
      'Condition in a policy is data when it is no text',
      { Condition: { StringEquals: { a: 'b' } } },
      { Condition: { StringEquals: { a: 'b' } } },
    ],
    ['Base64', { 'Fn::Base64': 'hi' }, 'aGk='],
  ])('%s', (_sentence, value, expected) => {
    expect(resolved(value, scope)).toEqual(expected)
  })

  test.each([
    ['an unknown reference', { Ref: 'Nobody' }, /Ref Nobody/],
    [
      'an attribute that the resource has not, naming those it has',
      { 'Fn::GetAtt': ['Queue', 'Size'] },
      /Queue\.Size.*Arn/,
    ],
    ['an intrinsic it does not know', { 'Fn::Transform': {} }, /Fn::Transform/],
    ['an index beyond the list', { 'Fn::Select': [9, ['a']] }, /Fn::Select 9/],
    ['an import from another stack', { 'Fn::ImportValue': 'x' }, /one stack/],
  ])('refuse %s', (_sentence, value, message) => {
    expect(() => resolved(value, scope)).toThrow(message)
  })

  test('leave plain data as it is', () => {
    const plain = fc
      .jsonValue()
      .filter(
        (value) => !/"(Ref|Fn::|Condition)/.test(JSON.stringify(value)) && !JSON.stringify(value).includes('__proto__'),
      )
    fc.assert(
      fc.property(plain, (value) => {
        expect(resolved(value, scope)).toEqual(value)
      }),
    )
  })
})

describe('the order of creation', () => {
  test('puts everything after what it refers to, whatever the order of the template', () => {
    // Resource i may refer to lower numbers only: no cycle.
    const graph = fc.array(fc.array(fc.nat(), { maxLength: 4 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(graph, fc.integer(), (links, seed) => {
        const entries = links.map((targets, i) => {
          const refs = i === 0 ? [] : targets.map((target, k) => reference(`R${target % i}`, k))
          return [`R${i}`, { Type: 'T', Properties: { refs } }] as const
        })
        const Resources = Object.fromEntries(
          entries.toSorted((a, b) => ((a[0].charCodeAt(1) * 31 + seed) % 7) - ((b[0].charCodeAt(1) * 31 + seed) % 7)),
        )
        const order = creationOrder({ Resources }, Object.keys(Resources))
        expect(order.toSorted()).toEqual(Object.keys(Resources).toSorted())
        links.forEach((targets, i) => {
          if (i > 0)
            for (const target of targets) expect(order.indexOf(`R${target % i}`)).toBeLessThan(order.indexOf(`R${i}`))
        })
      }),
    )
  })

  test('names the circle when there is one', () => {
    const Resources = { A: { Type: 'T', DependsOn: 'B' }, B: { Type: 'T', Properties: { x: { Ref: 'A' } } } }
    expect(() => creationOrder({ Resources }, ['A', 'B'])).toThrow('A → B → A')
  })
})

function reference(id: string, kind: number): unknown {
  return [
    { Ref: id },
    { 'Fn::GetAtt': [id, 'Arn'] },
    { 'Fn::Sub': `x\${${id}.Arn}` },
    { 'Fn::Join': ['', [{ Ref: id }]] },
  ][kind % 4]
}
