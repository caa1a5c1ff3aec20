import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/longest-first.ts'

/** Tests that call functions in this process: each file has clients of its own. */
const AFRESH = ['test/lambdas/**/*.test.ts']

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default', './test/closing-line.ts'],
    maxWorkers: 2,
    experimental: { fsModuleCache: true },
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: { name: 'afresh', include: AFRESH, isolate: false, setupFiles: ['test/one-core.ts', 'test/afresh.ts'] },
      },
      // What all others import is loaded once a worker: a minute of processor time in 72 files.
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['test/**/*.test.ts'],
          exclude: AFRESH,
          isolate: false,
          setupFiles: 'test/one-core.ts',
        },
      },
    ],
  },
})
