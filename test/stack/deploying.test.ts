import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { Settings } from '../../lib/settings.ts'
import { resources, stackWith, template } from './deployment.ts'

const page = readFileSync('docs/deploying.md', 'utf8')

it('the page on deploying names every setting', () => {
  for (const name of Object.keys(Settings.shape)) expect(page).toMatch(new RegExp(`\\| \`${name}[\`.]`))
})

it('the page on deploying and the README count the alarms as they are', () => {
  const readme = readFileSync('README.md', 'utf8')
  for (const text of [page, readme])
    expect(text).toContain(`${resources('AWS::CloudWatch::Alarm').length} alarms $1.70`)
})

it('the pages for operators name outputs and functions that exist', () => {
  const { stack } = stackWith()
  const text = page + readFileSync('docs/runbook.md', 'utf8')
  const functions = resources('AWS::Lambda::Function').map(([, fn]) => fn.Properties.FunctionName as string)
  for (const [, name] of text.matchAll(/\$STACK-([a-z]+(?:-[a-z]+)*)/g))
    expect(functions).toContain(`${stack.stackName}-${name}`)
  const outputs = Object.keys(template.toJSON().Outputs)
  for (const [, name] of text.matchAll(/outputs? `?([A-Z][A-Za-z]+)/g))
    expect([...outputs, 'DomainTarget']).toContain(name)
})
