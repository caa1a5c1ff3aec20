import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readAssembly } from '../../local/template/assembly.ts'
import { assembly } from '../stories/assembly.ts'

/** Requires each folder it is given and writes what that threw, by name. */
const LOAD = `
const failed = {}
for (const name of process.argv.slice(1)) {
  try { require('./' + name + '/index.cjs') } catch (error) { failed[name] = error.message.split('\\n')[0] }
}
console.log(JSON.stringify(failed))`

it('every function loads from its bundle alone, as where nothing lies beside it', async () => {
  const { template, asset } = readAssembly(await assembly())
  const folder = mkdtempSync(join(tmpdir(), 'bundles-'))
  try {
    const names = Object.values(template.Resources)
      .filter(({ Type }) => Type === 'AWS::Lambda::Function')
      .map(({ Properties }) => Properties as { FunctionName: string; Code: { S3Key: string } })
      .map(({ FunctionName, Code }) => {
        cpSync(asset(Code.S3Key), join(folder, FunctionName), { recursive: true })
        return FunctionName
      })
    expect(names.length).toBeGreaterThan(10)
    const env = { AWS_REGION: 'eu-west-2', PATH: process.env.PATH }
    const said = execFileSync(process.execPath, ['-e', LOAD, ...names], { cwd: folder, env, encoding: 'utf8' })
    expect(JSON.parse(said)).toEqual({})
  } finally {
    rmSync(folder, { recursive: true })
  }
})
