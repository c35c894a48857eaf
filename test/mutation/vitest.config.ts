/** Vitest while `run.mjs` changes the code: only the tests of the module at hand, the short ones first. */
import { statSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The first test that fails ends a run, so what is quick to fail stands first. */
class ShortFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const size = ({ moduleId }: TestSpecification) => statSync(moduleId).size
    return files.toSorted((a, b) => size(a) - size(b))
  }
}

export default defineConfig({
  test: {
    include: JSON.parse(process.env.RECTOVERSO_MUTATED ?? '[]') as string[],
    // One worker a run, in which the files share what they import; each run has a new one.
    isolate: false,
    setupFiles: ['./test/support/seed.ts', './test/mutation/brief.ts'],
    sequence: { sequencer: ShortFirst },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
