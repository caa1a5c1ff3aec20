import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'

/** Writes a cdk.out by hand: a template, and one asset per named fixture, bundled as the app's functions are. */
export function writeAssembly(template: unknown, functions: string[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'))
  const files: Record<string, unknown> = {}
  for (const name of functions) {
    const path = `asset.${name}`
    mkdirSync(join(folder, path))
    buildSync({
      entryPoints: [fileURLToPath(new URL(`./fixtures/${name}.ts`, import.meta.url))],
      outfile: join(folder, path, 'index.mjs'),
      bundle: true,
      minify: true,
      platform: 'node',
      format: 'esm',
      target: 'node24',
      mainFields: ['module', 'main'],
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    })
    files[name] = { source: { path, packaging: 'zip' }, destinations: { here: { objectKey: `${name}.zip` } } }
  }
  const write = (file: string, value: unknown) => writeFileSync(join(folder, file), JSON.stringify(value))
  write('Test.assets.json', { version: '1', files })
  write('Test.template.json', template)
  write('manifest.json', {
    artifacts: {
      'Test.assets': { type: 'cdk:asset-manifest', properties: { file: 'Test.assets.json' } },
      Test: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Test.template.json' } },
    },
  })
  return folder
}

/** A function of the template whose code is the fixture of that name. */
export function lambdaResource(
  fixture: string,
  variables: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
) {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { S3Bucket: { 'Fn::Sub': `assets-\${AWS::AccountId}-\${AWS::Region}` }, S3Key: `${fixture}.zip` },
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Timeout: 30,
      Environment: { Variables: variables },
      ...more,
    },
  }
}

/** A table with keys pk and, if wanted, sk; `stream` switches its stream on. */
export function tableResource(options: { sortKey?: boolean; stream?: boolean; ttl?: boolean } = {}) {
  const keys = options.sortKey ? ['pk', 'sk'] : ['pk']
  return {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      KeySchema: keys.map((AttributeName, i) => ({ AttributeName, KeyType: i === 0 ? 'HASH' : 'RANGE' })),
      AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      BillingMode: 'PAY_PER_REQUEST',
      ...(options.stream ? { StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' } } : {}),
      ...(options.ttl ? { TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true } } : {}),
    },
  }
}
