/** Examples that take more than one file, bytes that are no text, or a history; test/domain/plan/lint.test.ts proves them. */
import type { FindingCode } from '../../domain/plan/codes.ts'
import { SOUND_PLAN } from './sound-plan.ts'

/** Texts by file; the main one is `plan.yaml`, and the sound plan goes on below it. */
type Files = Record<string, string>

export interface SeveralExample {
  code: FindingCode
  /** Files with the finding, and files without. */
  bad: Files
  good: Files
  /** The file the finding is in, and the text it points at. */
  file: string
  at: string
  message: string
  /** What the reader must know beside the files. */
  given?: string
}

const PART = 'acknowledged: []'
const GOOD = { 'plan.yaml': 'include: [parts/notes.yaml]', 'parts/notes.yaml': PART }

/** A block that the sound plan has too, which then gives way to the example's. */
const LIMITS = 'limits: { itemsPerPerson: 8, asksPerWeek: 8 }'

/** What a history is taken to show. */
export const FIRINGS = {
  trigger: 'few-offers',
  busiest: { series: 'offers#region=north', perQuarter: 7.5 },
  longest: 39,
  judging: 78,
}

/** The main file of an example, which the sound plan fills up. */
export const mainOf = (files: Files): string => {
  const rest = Object.values(files).some((text) => text.includes('limits:'))
    ? SOUND_PLAN.replace(LIMITS, '')
    : SOUND_PLAN
  return `${files['plan.yaml']}\n${rest}`
}

export const SEVERAL_EXAMPLES: readonly SeveralExample[] = [
  {
    code: 'include-not-found',
    bad: { 'plan.yaml': 'include: [parts/note.yaml]', 'parts/notes.yaml': PART },
    good: GOOD,
    file: 'plan.yaml',
    at: 'parts/note.yaml',
    message: 'There is no file parts/note.yaml.',
  },
  {
    code: 'include-outside',
    bad: { 'plan.yaml': 'include: [../notes.yaml]', '../notes.yaml': PART },
    good: GOOD,
    file: 'plan.yaml',
    at: '../notes.yaml',
    message: 'name a file below the folder of this one, like kpis/sales.yaml: no "..", no address',
  },
  {
    code: 'include-twice',
    bad: { ...GOOD, 'plan.yaml': 'include: [parts/notes.yaml, ./parts/notes.yaml]' },
    good: GOOD,
    file: 'plan.yaml',
    at: './parts/notes.yaml',
    message: '"parts/notes.yaml" is already part of the plan; name each file once',
  },
  {
    code: 'include-nested',
    bad: {
      'plan.yaml': 'include: [parts/all.yaml]',
      'parts/all.yaml': 'include: [notes.yaml]',
      'parts/notes.yaml': PART,
    },
    good: GOOD,
    file: 'parts/all.yaml',
    at: 'include',
    message: 'an included file cannot include others; name them all in the main file',
  },
  {
    code: 'include-overlap',
    bad: { 'plan.yaml': `include: [parts/limits.yaml]\n${LIMITS}`, 'parts/limits.yaml': 'limits: { asksPerWeek: 9 }' },
    good: { 'plan.yaml': 'include: [parts/limits.yaml]', 'parts/limits.yaml': LIMITS },
    file: 'parts/limits.yaml',
    at: 'limits',
    message: '"limits" is already given at plan.yaml:2:1; keep one of the two',
  },
  {
    code: 'encoding',
    given: 'Saved as Latin-1, in which é is a single byte, and as UTF-8:',
    bad: { 'plan.yaml': '# Café\n' },
    good: { 'plan.yaml': '# Café\n' },
    file: 'plan.yaml',
    at: 'é',
    message: 'these bytes are not UTF-8 text; save the file as UTF-8',
  },
  {
    code: 'fires-often',
    given: `With a history on which the trigger \`${FIRINGS.trigger}\` fires ${FIRINGS.busiest.perQuarter} times a quarter:`,
    bad: { 'plan.yaml': LIMITS },
    good: { 'plan.yaml': LIMITS.replace(' }', ', firingsPerQuarter: 8 }') },
    file: 'plan.yaml',
    at: 'id: few-offers',
    message:
      'trigger "few-offers" would have fired 7.5 times a quarter on "offers#region=north", over the limit of 6; widen its bands or ask for more breaches',
  },
]
