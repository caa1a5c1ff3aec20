import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A CloudFormation template, as far as the runner reads it. */
export interface Template {
  Parameters?: Record<string, { Type: string; Default?: unknown }>
  Mappings?: Record<string, Record<string, Record<string, unknown>>>
  Conditions?: Record<string, unknown>
  Resources: Record<string, TemplateResource>
  Outputs?: Record<string, { Value: unknown; Condition?: string; Export?: unknown; Description?: string }>
}

export interface TemplateResource {
  Type: string
  Properties?: Record<string, unknown>
  DependsOn?: string | string[]
  Condition?: string
  Metadata?: Record<string, unknown>
}

/** One stack of a synthesized app and where its assets lie. */
export interface Assembly {
  stackName: string
  template: Template
  /** Path of an asset by object key. Throws when the manifest has none. */
  asset(objectKey: string): string
}

interface Artifact {
  type: string
  displayName?: string
  properties?: { templateFile?: string; stackName?: string; file?: string }
}

interface AssetManifest {
  files?: Record<string, { source: { path: string }; destinations: Record<string, { objectKey: string }> }>
}

/** Reads cdk.out. `stack` chooses among several; without it there has to be exactly one. Throws with what it found. */
export function readAssembly(folder: string, stack?: string): Assembly {
  const file = join(folder, 'manifest.json')
  if (!existsSync(file)) throw new Error(`${folder} has no manifest.json: synthesize first (\`npx cdk synth\`).`)
  const artifacts = Object.entries(readJson<{ artifacts?: Record<string, Artifact> }>(file).artifacts ?? {})
  const stacks = artifacts.filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack')
  const named =
    stack === undefined ? stacks : stacks.filter(([id, { displayName }]) => id === stack || displayName === stack)
  const names = stacks.map(([id]) => id).join(', ') || 'none'
  if (named.length !== 1)
    throw new Error(`${folder} should have exactly one stack${stack ? ` named ${stack}` : ''}; it has: ${names}.`)
  const [id, artifact] = named[0]!
  const manifests = artifacts
    .filter(([, { type }]) => type === 'cdk:asset-manifest')
    .map(([, { properties }]) => join(folder, properties!.file!))
  const paths = assetPaths(folder, manifests)
  return {
    stackName: artifact.properties?.stackName ?? id,
    template: readJson<Template>(join(folder, artifact.properties!.templateFile!)),
    asset: (objectKey) => {
      const path = paths.get(objectKey)
      if (path) return path
      throw new Error(`${folder} has no asset ${objectKey}; its manifests list ${paths.size} assets.`)
    },
  }
}

function assetPaths(folder: string, manifests: string[]): Map<string, string> {
  const paths = new Map<string, string>()
  for (const manifest of manifests)
    for (const { source, destinations } of Object.values(readJson<AssetManifest>(manifest).files ?? {}))
      for (const { objectKey } of Object.values(destinations)) paths.set(objectKey, join(folder, source.path))
  return paths
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T
}
