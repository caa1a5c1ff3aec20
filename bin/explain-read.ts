/** Why a file cannot be read, as a sentence that says what to do; `undefined` for what nobody at the keyboard can mend. */
export function explainRead(path: string, error: unknown): string | undefined {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return `There is no file ${path}.`
    case 'EISDIR':
      return `${path} is a folder: name a file in it.`
    case 'EACCES':
      return `${path} may not be read by this user: change its permissions.`
    case 'ELOOP':
      return `${path} is a link that leads back to itself: put the file there.`
    case 'ENOTDIR':
      return `There is no file ${path}: a part of that path is a file itself.`
    case 'ENAMETOOLONG':
      return `There is no file of so long a name: ${path.slice(0, 60)}…`
    default:
      return undefined
  }
}
