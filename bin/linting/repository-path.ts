import { isAbsolute, relative, resolve, sep } from 'node:path'

/**
 * A file as services that show findings name it: seen from the root of the repository, with forward slashes. What lies
 * outside of it keeps its whole path.
 */
export function repositoryPath(file: string, root: string): string {
  const path = relative(root, resolve(file))
  return path.startsWith(`..${sep}`) || isAbsolute(path) ? resolve(file) : path.split(sep).join('/')
}
