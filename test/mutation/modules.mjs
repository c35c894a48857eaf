/**
 * The modules that must not be wrong, and what tests each of them.
 *
 * `files` and `tests` are globs of the repository. Tests that walk a whole
 * history or kill a process are left out: a mutant would wait minutes for them,
 * and what they find, the tests of the module must find by themselves. A large
 * module is taken in parts, each with the tests beside its files and no others.
 */
export const modules = {
  guard: {
    files: ['src/sheet/guard.ts', 'src/markup/guard.ts', 'src/markup/schema.ts'],
    tests: ['test/sheet/guard.test.ts', 'test/markup/guard.test.ts', 'test/markup/schema.test.ts'],
  },
  paths: {
    files: ['src/read/media/address.ts', 'src/read/media/find.ts', 'src/read/media/open.ts'],
    tests: [
      'test/read/media/address.test.ts',
      'test/read/media/find.test.ts',
      'test/read/media/open.test.ts',
    ],
  },
  'identity/ledger': part('identity', [
    ...['text', 'record', 'ledger', 'companion', 'own-columns', 'partial', 'accepted', 'retire'],
    'clock',
  ]),
  'identity/match': part('identity', [
    ...['match', 'near', 'assignment', 'order', 'sketch', 'fingerprint', 'dice', 'hash'],
  ]),
  'identity/names': part('identity', [
    ...['code', 'guid', 'digest', 'gaps', 'labels', 'items', 'lines', 'settle', 'identify'],
  ]),
  'identity/decks': part('identity', [
    ...['chapters', 'subdeck', 'rename', 'moves', 'words', 'answers', 'open', 'compare'],
  ]),
  sheet: {
    files: ['src/sheet/**/*.ts', '!src/sheet/guard.ts'],
    tests: ['test/sheet/*.test.ts'],
  },
  publish: {
    files: ['src/publish.ts', 'src/publish/**/*.ts'],
    tests: ['test/publish.test.ts', 'test/publish/!(kill|whole).test.ts'],
  },
}

/** Some files of a folder, with the tests beside them. */
function part(folder, names) {
  return {
    files: names.map((name) => `src/${folder}/${name}.ts`),
    tests: names.map((name) => `test/${folder}/${name}.test.ts`),
    runner: 'quick',
  }
}

/** Percent of a module's mutants that its tests have to notice. */
export const wanted = 90
