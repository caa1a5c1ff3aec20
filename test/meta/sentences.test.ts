import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Where people's answers are judged: what is said there is a code with facts, and the catalogue has the words. */
const FOLDERS = [
  'domain',
  'domain/review',
  'lambdas/answering',
  'lambdas/concluding',
  'lambdas/reviewing',
  'lambdas/pages',
  'lambdas/mail',
  'lambdas/evaluation',
]

/** What no page and no mail shows: refused postings and silences are for the machines and people who post and command. */
const FOR_COMMANDS = ['domain/posted-row.ts', 'domain/silence-command.ts']

/** Sentences for the log and the command line, beside the facts that pages are drawn from. */
const BESIDE_FACTS = [
  'domain/ask-ladder.ts',
  'domain/ask-return.ts',
  'domain/decision-change.ts',
  'domain/review/action-answer.ts',
  'lambdas/answering/record-check-in.ts',
  'lambdas/concluding/record-conclusion.ts',
  'lambdas/reviewing/ask-to-conclude.ts',
  'lambdas/reviewing/former-owners.ts',
]

const bare = (source: string) => source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')

/** Whole sentences in a source: texts of several words that end with a full stop. Errors and descriptions of fields are no words to people. */
const sentencesIn = (all: string): string[] => {
  const source = bare(all)
  return [...source.matchAll(/`(?:\\.|[^`])*`|'(?:\\.|[^'\n])*'/g)]
    .filter(
      ({ index }) =>
        !/(Error|Conflicts|NoSuchCycle|ReviewNotInPlan|describe)\([^)]{0,60}$/.test(source.slice(0, index)),
    )
    .map(([text]) => text.slice(1, -1))
    .filter((text) => /\S \S.*\.$/s.test(text) && !text.includes('<'))
}

const files = FOLDERS.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`),
)

test('a sentence in a rule is found', () => {
  expect(sentencesIn("return { code: 'x', sentence: 'Say in a sentence why.' }")).toEqual(['Say in a sentence why.'])
  expect(sentencesIn('const s = `Not today, ` + `on another day.`')).toHaveLength(1)
  expect(sentencesIn("// 'Not a word.'\nthrow new Error('It is broken here.')")).toEqual([])
})

test('rules hold no sentences: a page says them from the catalogue, in the language of its reader', () => {
  const known = new Set([...FOR_COMMANDS, ...BESIDE_FACTS])
  const found = files.filter((file) => sentencesIn(readFileSync(file, 'utf8')).length > 0)
  expect(found.filter((file) => !known.has(file))).toEqual([])
  expect([...known].filter((file) => !found.includes(file))).toEqual([])
})

test('a refusal holds facts and what was typed, never a text of its own', () => {
  const kept = readFileSync('domain/refused-because.ts', 'utf8')
  const texts = [...bare(kept).matchAll(/(\w+)\??: (?:readonly )?string/g)].map(([, name]) => name!)
  const facts = 'typed first last by at on option reason reasons question into closed person offered name deadline'
  expect([...new Set(texts)].filter((name) => !facts.split(' ').includes(name))).toEqual([])
  for (const file of files) expect(readFileSync(file, 'utf8'), file).not.toMatch(/\b(sentence|refused): ?[`'"]/)
})
