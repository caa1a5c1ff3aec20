/** Codes of what keeps a file from being read as a plan, and of ids and references anywhere in it. */
import { type CodeEntry, error, warning } from './code-entry.ts'

export const FILE_CODES = {
  yaml: error('The file is not YAML', 'Nothing can be read from a file that breaks off or contradicts itself.'),
  'duplicate-key': error(
    'A key is given twice in one block',
    'Only one of the two values could count, and nobody would see which.',
  ),
  'too-large': error(
    'The plan is too large to read',
    'The limit keeps a mistake, or an attack, from taking all memory.',
  ),
  'too-many-aliases': error(
    'Aliases multiply the plan',
    'A few lines of nested aliases can stand for millions of values.',
  ),
  'unknown-key': error('A key that does not exist', 'A misspelt key would otherwise be a silent default.'),
  missing: error('A required key is missing', 'There is no default that would be right for everybody.'),
  invalid: error('A value of the wrong form', 'A value read in another way than it was meant is worse than none.'),
  'include-not-found': error('An included file is not there', 'A plan that lacks a part is another plan.'),
  'include-outside': error(
    'An included file lies outside the folder of the plan',
    'A plan is versioned as a whole; what lies elsewhere changes without it.',
  ),
  'include-twice': error('A file is included twice', 'Everything in it would stand in the plan twice.'),
  'include-nested': error(
    'An included file includes others',
    'One look at the main file says what belongs to the plan.',
  ),
  'include-overlap': error(
    'Two files give one block',
    'Lists of several files are joined; of two blocks only one could count.',
  ),
  encoding: error('The file is not UTF-8 text', 'Names would reach people with wrong letters.'),
  'too-deep': error('Blocks are nested without end', 'It is never meant, and it exhausts whoever reads it.'),
  'duplicate-id': error(
    'Two items have one id',
    'References, links and history name items by their id; one that means two things means nothing.',
  ),
  'unknown-reference': error(
    'Something that does not exist is named',
    'An ask, a mail or a decision would go to nobody.',
  ),
  'self-reference': error('An item refers to itself', 'Nothing leads, waits for or pulls against itself.'),
  'listed-twice': warning(
    'A list names something twice',
    'It counts once; the second was probably meant to be another.',
  ),
  backwards: error('An end that lies before its beginning', 'A stretch that ends before it begins never comes.'),
  'cannot-acknowledge': error(
    'An error is acknowledged',
    'A plan with an error cannot run; only a warning can be lived with.',
  ),
  'needless-acknowledgement': warning(
    'An acknowledgement fits no warning',
    'It would silently hide the warning should it ever come back.',
  ),
} as const satisfies Record<string, CodeEntry>
