/**
 * Changes the modules that must not be wrong, one place at a time, and counts
 * how many of the changes their tests notice.
 *
 *   npm run mutation                       every module
 *   npm run mutation -- guard paths        some of them
 *   npm run mutation -- identity/match     a part of one
 *   npm run mutation -- identity code.ts   of one, the files that end so
 *
 * Exits with 1 where a module has less than the score wanted. One process works
 * at a time; a report of each module lies in `coverage/mutation`.
 */
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { Stryker } from '@stryker-mutator/core'
import { modules, wanted } from './modules.mjs'

const asked = process.argv.slice(2)
/** The parts that a word names: one, or those of a whole module. */
const partsOf = (word) =>
  Object.keys(modules).filter((name) => name === word || name.startsWith(`${word}/`))
const names = asked.flatMap(partsOf)
const ends = asked.filter((one) => partsOf(one).length === 0)
/** Vitest by its own runner; short tests of pure code by ours. */
const runners = {
  vitest: createRequire(import.meta.url).resolve('@stryker-mutator/vitest-runner'),
  quick: fileURLToPath(new URL('quick.mjs', import.meta.url)),
}
const setup = ['test/support/seed.ts', 'test/mutation/brief.ts']

/** Results by module, those of its parts together. */
const found = new Map()
for (const name of names.length > 0 ? names : Object.keys(modules)) {
  const { files, tests, runner = 'vitest' } = modules[name]
  const mutate = ends.length > 0 ? narrowed(files) : files
  if (mutate.length === 0) continue
  process.env.RECTOVERSO_MUTATED = JSON.stringify(tests)
  process.env.RECTOVERSO_MUTATED_QUICK = JSON.stringify({ files: tests, setup })
  const results = await new Stryker({
    mutate,
    testRunner: runner,
    plugins: [runners[runner]],
    ...(runner === 'vitest' && {
      vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
    }),
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
    timeoutMS: runner === 'quick' ? 5000 : 20_000,
    allowEmpty: false,
  }).runMutationTest()
  const [module = name] = name.split('/')
  found.set(module, [...(found.get(module) ?? []), ...results])
}
const scores = [...found].map(([name, results]) => ({ name, ...scoreOf(results) }))
for (const { name, score, noticed, valid } of scores) {
  console.log(`${name.padEnd(9)} ${score.toFixed(1)} % (${noticed} of ${valid})`)
}
process.exitCode = scores.some(({ score }) => score < wanted) ? 1 : 0

/** Of a module's files those whose names end as asked. */
function narrowed(files) {
  const of = (glob) => ends.map((end) => glob.replace(/\*\.ts$/, end))
  return files.flatMap((glob) =>
    glob.endsWith('*.ts') ? of(glob) : ends.some((end) => glob.endsWith(`/${end}`)) ? [glob] : [],
  )
}

function scoreOf(results) {
  const count = (...states) => results.filter(({ status }) => states.includes(status)).length
  const noticed = count('Killed', 'Timeout')
  const valid = noticed + count('Survived', 'NoCoverage')
  return { noticed, valid, score: valid === 0 ? 100 : (noticed / valid) * 100 }
}
