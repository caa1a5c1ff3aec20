/** Why a file cannot be read, as a sentence that says what to do; `undefined` for what nobody at the keyboard can mend. */
export function explainRead(path: string, error: unknown): string | undefined {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return `There is no file ${path}.`
    case 'EISDIR':
      return `${path} is a folder: name a file in it.`
    case 'EACCES':
      return `${path} may not be read by this user: change its permissions.`
    default:
      return undefined
  }
}
