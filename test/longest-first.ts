import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take seconds, longest first. A name that is missing here costs time, nothing else. */
const LONG = [
  'stories/spring-figures',
  'stories/faults',
  'stories/spring',
  'browser/views',
  'browser/answer',
  'local/kernel-determinism',
  'stories/asks',
  'stories/failures',
  'stories/conclusions',
  'stories/half-year',
  'stories/moments',
  'bin/deployed',
  'stories/bad-input-replay',
  'domain/fold-properties',
  'stories/review-changes',
  'stories/reviews',
  'stories/autumn',
]

/**
 * Longest files first, so that both workers end together on a machine that has never run the tests. Files of the project
 * of their own come before all others, or a shared worker would have to make room for them.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => place(a) - place(b) || (a.moduleId < b.moduleId ? -1 : 1))
  }
}

function place({ moduleId, project }: TestSpecification): number {
  if (project.name === 'afresh') return -1
  const index = LONG.findIndex((name) => moduleId.endsWith(`test/${name}.test.ts`))
  return index < 0 ? LONG.length : index
}
