import { Ajv } from 'ajv'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { envelopeModel } from '../../lib/envelope.ts'
import { resources, template } from './deployment.ts'

describe('the API', () => {
  it('asks for a key wherever data comes in or is read, and nowhere people answer', () => {
    const methods = resources('AWS::ApiGateway::Method').map(([id, one]) => [
      id.includes('openapi')
        ? 'document'
        : /v1(kpis|series)/.test(id)
          ? 'reads'
          : id.includes('observations')
            ? 'observations'
            : 'answers',
      one.Properties.ApiKeyRequired,
    ])
    expect(methods.sort()).toEqual([
      ['answers', false],
      ['answers', false],
      ['answers', false],
      ['answers', false],
      ['document', false],
      ['observations', true],
      ['reads', true],
      ['reads', true],
      ['reads', true],
      ['reads', true],
    ])
  })

  it('never logs a path, which holds the link of a person', () => {
    const [[, stage]] = resources('AWS::ApiGateway::Stage') as [ReturnType<typeof resources>[number]]
    const format: string = stage.Properties.AccessLogSetting.Format
    expect(format).toContain('$context.resourcePath')
    expect(format).not.toMatch(/\$context\.(path|requestOverride|extendedRequest|identity\.user|authorizer)/)
    expect(stage.Properties.TracingEnabled).toBe(false)
    for (const setting of stage.Properties.MethodSettings)
      expect(setting).toMatchObject({ LoggingLevel: 'OFF', DataTraceEnabled: false })
  })

  it('is called live', () => {
    template.hasResourceProperties('AWS::ApiGateway::Stage', { StageName: 'live' })
  })

  it('answers its own errors as problem details that are JSON and say what to do', () => {
    const responses = resources('AWS::ApiGateway::GatewayResponse').map(([, one]) => one.Properties)
    expect(responses.length).toBeGreaterThan(10)
    for (const { ResponseTemplates, ResponseParameters, StatusCode } of responses) {
      expect(Object.keys(ResponseTemplates)).toEqual(['application/json'])
      expect(ResponseParameters['gatewayresponse.header.Content-Type']).toBe("'application/problem+json'")
      const problem = JSON.parse(ResponseTemplates['application/json'])
      expect(problem.type).toBe(`urn:throughline:problem:${problem.code}`)
      expect(problem.detail).toMatch(/\.$/)
      if (StatusCode) expect(problem.status).toBe(Number(StatusCode))
    }
  })

  it('says when to try again to whoever is throttled', () => {
    template.hasResourceProperties('AWS::ApiGateway::GatewayResponse', {
      ResponseType: 'THROTTLED',
      StatusCode: '429',
      ResponseParameters: { 'gatewayresponse.header.Retry-After': "'1'" },
    })
  })
})

describe('the envelope', () => {
  const model = envelopeModel()
  const passes = new Ajv({ strict: false, schemaId: 'id', meta: false, validateSchema: false } as never).compile(
    withoutDialect(model),
  )

  it.each<[string, unknown, boolean]>([
    ['one observation', { kpi: 'a', period: '2026-03', value: 1 }, true],
    ['a list of observations', [{ kpi: 'a', period: '2026-03' }], true],
    ['an object with a list', { observations: [{ kpi: 'a', period: '2026-03' }] }, true],
    [
      'a wrong item inside a list passes here: the function answers it item by item',
      { observations: [{ kpi: 7 }] },
      true,
    ],
    ['text', 'kpi', false],
    ['a number', 7, false],
    ['nothing', null, false],
    ['an empty list', [], false],
    ['an object that is neither', { hello: 1 }, false],
    ['a list of numbers', [1, 2], false],
    ['observations that are no list', { observations: { kpi: 'a' } }, false],
  ])('%s', (_, body, expected) => {
    expect(passes(body)).toBe(expected)
  })

  it('takes every list of objects, whatever is in them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 1 }),
        (items) => passes(items) && passes({ observations: items }),
      ),
    )
  })

  it('is in the dialect of API Gateway, JSON Schema draft 4', () => {
    expect(model.$schema).toBe('http://json-schema.org/draft-04/schema#')
    expect(JSON.stringify(model)).not.toMatch(/"(const|if|contains|propertyNames|examples)":/)
  })
})

function withoutDialect({ $schema: _, ...schema }: Record<string, unknown>): object {
  return schema
}
