/**
 * At the end of a run: which tests were skipped for want of a judge, by name,
 * and how to get it. With RECTOVERSO_RESULT, one line `N passed, N failed` for
 * the project's own CI in the file it names.
 */
import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

const wanting = / \[skipped, needs (.+)\]$/

export default class JudgeReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0
    // A file that does not load has no tests of its own; an error outside any test counts as one.
    let failed = errors.length
    const skipped = new Map<string, string[]>()
    for (const module of modules) {
      const tests = [...module.children.allTests()]
      passed += tests.filter((test) => test.result().state === 'passed').length
      const own = tests.filter((test) => test.result().state === 'failed').length
      failed += own > 0 ? own : module.ok() ? 0 : 1
      for (const suite of module.children.allSuites()) {
        const [, how] = wanting.exec(suite.name) ?? []
        if (how === undefined) continue
        const names = skipped.get(how) ?? []
        names.push(`${module.relativeModuleId}: ${suite.name.replace(wanting, '')}`)
        skipped.set(how, names)
      }
    }
    for (const [how, names] of skipped) {
      console.log(`\nSkipped, for want of ${how}:`)
      for (const name of names) console.log(`  ${name}`)
    }
    const { RECTOVERSO_RESULT: result } = process.env
    if (result) writeFileSync(result, `${passed} passed, ${failed} failed\n`)
  }
}
