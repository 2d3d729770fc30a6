/** A Vitest reporter that ends the run with one plain line: how many tests passed, failed and were skipped. */
import type { Reporter, TestModule } from 'vitest/node'

// biome-ignore lint/style/noDefaultExport: Vitest loads a reporter by its default export
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>): void {
    const counts = { passed: 0, failed: 0, skipped: 0 }
    for (const module of modules) {
      // A file that does not load has no tests to count, and must not pass for a success.
      if (module.state() === 'failed' && module.errors().length > 0) counts.failed += 1
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state !== 'pending') counts[state] += 1
      }
    }
    console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
  }
}
