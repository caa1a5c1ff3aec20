import type { Reporter, TestModule } from 'vitest/node'

/** Prints `N passed, N failed` as the last line of a run, a file that could not be loaded counting as one failure. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0
    let failed = errors.length
    for (const module of modules) {
      let inModule = 0
      for (const test of module.children.allTests()) {
        if (test.result().state === 'passed') passed += 1
        if (test.result().state === 'failed') inModule += 1
      }
      failed += inModule === 0 && module.state() === 'failed' ? 1 : inModule
    }
    process.once('exit', () => console.log(`${passed} passed, ${failed} failed`))
  }
}
