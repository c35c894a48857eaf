/**
 * Changes the modules that must not be wrong, one place at a time, and counts
 * how many of the changes their tests notice.
 *
 *   npm run mutation                       every module
 *   npm run mutation -- guard paths        some of them
 *   npm run mutation -- identity code.ts   of one, the files that end so
 *
 * Exits with 1 where a module has less than the score wanted. One process works
 * at a time; a report of each module lies in `coverage/mutation`.
 */
import { createRequire } from 'node:module'
import { Stryker } from '@stryker-mutator/core'
import { modules, wanted } from './modules.mjs'

const asked = process.argv.slice(2)
const names = asked.filter((one) => Object.hasOwn(modules, one))
const ends = asked.filter((one) => !Object.hasOwn(modules, one))
const plugin = createRequire(import.meta.url).resolve('@stryker-mutator/vitest-runner')

let short = false
const lines = []
for (const name of names.length > 0 ? names : Object.keys(modules)) {
  const { files, tests } = modules[name]
  process.env.RECTOVERSO_MUTATED = JSON.stringify(tests)
  const results = await new Stryker({
    mutate: ends.length > 0 ? narrowed(files) : files,
    testRunner: 'vitest',
    plugins: [plugin],
    vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
    coverageAnalysis: 'perTest',
    // What earlier runs found counts where neither a file nor its tests changed since.
    incremental: true,
    incrementalFile: `coverage/mutation/${name}.incremental.json`,
    concurrency: 1,
    reporters: ['progress-append-only', 'clear-text', 'json', 'html'],
    clearTextReporter: { reportTests: false, logTests: false, allowColor: false },
    jsonReporter: { fileName: `coverage/mutation/${name}.json` },
    htmlReporter: { fileName: `coverage/mutation/${name}.html` },
    ignorePatterns: ['out', 'dist', 'coverage'],
    tempDirName: 'coverage/.mutation',
    // TypeScript 7 has no API for it to rewrite our settings with; nothing here needs them rewritten.
    tsconfigFile: 'test/mutation/no-tsconfig.json',
    disableTypeChecks: false,
    timeoutMS: 20_000,
    allowEmpty: false,
  }).runMutationTest()
  const { score, noticed, valid } = scoreOf(results)
  short ||= score < wanted
  lines.push(`${name.padEnd(9)} ${score.toFixed(1)} % (${noticed} of ${valid})`)
}
console.log(`\n${lines.join('\n')}`)
process.exitCode = short ? 1 : 0

/** Of a module's files those whose names end as asked. */
function narrowed(files) {
  const of = (glob) => ends.map((end) => glob.replace(/\*\.ts$/, end))
  return files.flatMap((glob) =>
    glob.endsWith('*.ts') ? of(glob) : ends.some((end) => glob.endsWith(end)) ? [glob] : [],
  )
}

function scoreOf(results) {
  const count = (...states) => results.filter(({ status }) => states.includes(status)).length
  const noticed = count('Killed', 'Timeout')
  const valid = noticed + count('Survived', 'NoCoverage')
  return { noticed, valid, score: valid === 0 ? 100 : (noticed / valid) * 100 }
}
