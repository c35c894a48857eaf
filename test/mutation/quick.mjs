/**
 * A test runner for Stryker that is quick where tests are: each test file is
 * bundled once, with the code it tests, and evaluated anew in this process for
 * every mutant. Starting Vitest for each, as its own runner does, takes a
 * hundred times as long as most tests of a rule.
 *
 * Of Vitest it offers what such tests use: `describe`, `it`, hooks, and Vitest's
 * own `expect` and `vi.fn`. What else a test asks for is missing, and fails the first run.
 */
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Script } from 'node:vm'
import { commonTokens, declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin'
import { rolldown } from 'rolldown'

const require = createRequire(import.meta.url)
/** Where the instrumented code asks which mutant is on, and counts. */
globalThis.__stryker__ ??= {}
const state = globalThis.__stryker__

export class QuickRunner {
  static inject = [commonTokens.logger]
  #files = []
  #setup = []

  constructor(logger) {
    this.log = logger
  }

  capabilities() {
    return { reloadEnvironment: true }
  }

  async init() {
    const { files, setup } = JSON.parse(process.env.RECTOVERSO_MUTATED_QUICK)
    this.#setup = await Promise.all(setup.map(bundled))
    this.#files = await Promise.all(files.map(bundled))
    for (const { evaluate } of this.#setup) evaluate(vitest)
  }

  async dryRun() {
    state.activeMutant = undefined
    state.mutantCoverage = { static: {}, perTest: {} }
    const tests = []
    for (const file of this.#files) {
      for (const test of collected(file)) {
        const started = performance.now()
        state.currentTestId = test.id
        const failure = await failureOf(test)
        state.currentTestId = undefined
        const timeSpentMs = performance.now() - started
        const result = { id: test.id, name: test.name, fileName: file.path, timeSpentMs }
        tests.push(
          failure === undefined
            ? { ...result, status: 0 }
            : { ...result, status: 1, failureMessage: failure },
        )
      }
    }
    return { status: 'complete', tests, mutantCoverage: state.mutantCoverage }
  }

  async mutantRun({ testFilter, activeMutant, hitLimit, mutantActivation, sandboxFileName }) {
    const wanted = testFilter && new Set(testFilter)
    const paths = testFilter && new Set(testFilter.map((id) => id.slice(0, id.indexOf('#'))))
    // The test beside the file knows it best; then what is quick to fail.
    const beside = (file) => (namesake(file.path) === namesake(sandboxFileName) ? 0 : 1)
    const files = this.#files
      .filter(({ path }) => !paths || paths.has(path))
      .sort((a, b) => beside(a) - beside(b) || a.source.length - b.source.length)
    const always = mutantActivation === 'static'
    let nrOfTests = 0
    Object.assign(state, { hitCount: 0, hitLimit })
    for (const file of files) {
      state.activeMutant = always ? activeMutant.id : undefined
      let tests
      try {
        tests = collected(file)
      } catch (error) {
        const failureMessage = `not evaluated: ${error}`
        return { status: 'killed', killedBy: file.ids.slice(0, 1), failureMessage, nrOfTests }
      }
      state.activeMutant = activeMutant.id
      for (const test of tests) {
        if (wanted && !wanted.has(test.id)) continue
        nrOfTests++
        const failure = await failureOf(test)
        if (hitLimit !== undefined && state.hitCount > hitLimit) {
          return { status: 'timeout', reason: `hit limit reached (${state.hitCount}/${hitLimit})` }
        }
        if (failure !== undefined) {
          return { status: 'killed', killedBy: [test.id], failureMessage: failure, nrOfTests }
        }
      }
    }
    return { status: 'survived', nrOfTests }
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'quick', QuickRunner)]

function namesake(path) {
  return basename(path).replace(/(\.test)?\.ts$/, '')
}

/** A module asks where it is to find files beside it. */
const places = {
  name: 'places',
  transform: (code, id) =>
    code.includes('import.meta.url')
      ? code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
      : null,
}

/** A file as a function of what it is to take for Vitest; packages stay as this process has them. */
async function bundled(path) {
  const file = join(process.cwd(), path)
  const build = await rolldown({
    input: file,
    platform: 'node',
    external: (id) => !/^[./]/.test(id),
    logLevel: 'silent',
    plugins: [places],
    treeshake: false,
  })
  const { output } = await build.generate({ format: 'cjs', codeSplitting: false })
  await build.close()
  const source = output[0].code
  const script = new Script(`(function (require, module, exports) {${source}\n})`, {
    filename: join(dirname(file), `bundle of ${basename(file)}`),
  })
  const evaluate = (offered) => {
    const module = { exports: {} }
    const needed = (id) => (id === 'vitest' ? offered : require(id))
    script.runInThisContext()(needed, module, module.exports)
  }
  return { path: relative(process.cwd(), file), source, evaluate, ids: [] }
}

/** The suite that `describe` and `it` are in while a file is evaluated. */
let suite

/** Evaluates a file and gives its tests, each with the hooks around it. */
function collected(file) {
  const root = { name: '', above: undefined, before: [], after: [] }
  const tests = []
  suite = Object.assign(root, { tests })
  file.evaluate(vitest)
  const seen = new Map()
  for (const test of tests) {
    const times = (seen.get(test.name) ?? 0) + 1
    seen.set(test.name, times)
    test.id = `${file.path}#${test.name}${times > 1 ? ` ${times}` : ''}`
  }
  file.ids = tests.map(({ id }) => id)
  return tests
}

/** What the test that runs wants done when it is finished. */
let finished = []

async function failureOf({ run, suites }) {
  finished = []
  try {
    for (const { before } of suites) for (const hook of before) await hook()
    try {
      await run()
    } finally {
      for (const hook of finished.toReversed()) await hook()
      for (const { after } of suites.toReversed()) for (const hook of after) await hook()
    }
    return undefined
  } catch (error) {
    return String(error?.message ?? error)
  }
}

function describe(name, body) {
  const above = suite
  suite = { name, above, before: [], after: [], tests: above.tests }
  body()
  suite = above
}

function it(name, run) {
  const suites = []
  for (let one = suite; one; one = one.above) suites.unshift(one)
  const names = [...suites.map((one) => one.name), name].filter(Boolean)
  suite.tests.push({ name: names.join(' '), run, suites })
}

it.each = (cases) => (name, run) => {
  for (const [at, one] of cases.entries()) {
    it(`${name} ${at}`, () => (Array.isArray(one) ? run(...one) : run(one)))
  }
}

const inside = createRequire(require.resolve('vitest/package.json'))

/** Vitest's own, put together as Vitest does for its workers. */
function expectation() {
  const made = inside('@vitest/expect')
  const { chai, getState, setState } = made
  for (const part of [made.JestExtend, made.JestChaiExpect, made.JestAsymmetricMatchers]) {
    chai.use(part)
  }
  const expect = (value, message) => chai.expect(value, message)
  Object.assign(expect, chai.expect, globalThis[made.ASYMMETRIC_MATCHERS_OBJECT])
  expect.getState = () => getState(expect)
  expect.setState = (more) => setState(more, expect)
  globalThis[made.GLOBAL_EXPECT] = expect
  setState(
    { assertionCalls: 0, isExpectingAssertions: false, expectedAssertionsNumber: null },
    expect,
  )
  chai.expect.extend(expect, {
    toMatchInlineSnapshot: (received, snapshot) => ({
      pass: typeof received === 'string' && JSON.stringify(received) === snapshot,
      message: () => `${JSON.stringify(received)} is not ${snapshot}`,
    }),
  })
  return expect
}

const vitest = {
  describe,
  it,
  expect: expectation(),
  vi: { fn: inside('@vitest/spy').fn },
  onTestFinished: (hook) => finished.push(hook),
  beforeEach: (hook) => suite.before.push(hook),
  afterEach: (hook) => suite.after.push(hook),
}
