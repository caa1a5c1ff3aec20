import { pathToFileURL } from 'node:url'

/** The folder of this project. */
const PROJECT = new URL('../../', import.meta.url)

/**
 * Address of docs/lint.md, absolute as SARIF wants it: at GitHub where a workflow runs in a checkout of this project, else the
 * file on this machine.
 */
export function lintPageAddress(env: NodeJS.ProcessEnv): string {
  const { GITHUB_WORKSPACE: checkout, GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: sha } = env
  const here = checkout !== undefined && pathToFileURL(`${checkout.replace(/\/$/, '')}/`).href === PROJECT.href
  if (here && server && repository && sha) return `${server}/${repository}/blob/${sha}/docs/lint.md`
  return new URL('docs/lint.md', PROJECT).href
}
