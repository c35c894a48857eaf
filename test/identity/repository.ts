/**
 * Where a modelled author keeps a bank: in git, or in something that does to a
 * ledger what git does and costs less.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** One branch at a time, from where the bank is, and back. */
export interface Repository {
  /** Keeps the bank as it is and goes on beside it. */
  branch(): void
  /** Keeps the branch, and takes the bank back to where it began. */
  back(): void
  /** Keeps the bank, and merges the branch into ledger and companion; Markdown is the author's to merge. */
  merge(): void
  /** Keeps what became of the merge. */
  keep(): void
  /** Takes the merge back. */
  undo(): void
}

/** The files that git merges by union, in a folder `bank` of the repository. */
const kept = ['rectoverso.lock', 'rectoverso.issued'].map((name) => join('bank', name))

/** A repository of real git. */
export function gitRepository(folder: string): Repository {
  const git = (...args: string[]) => run(folder, args)
  const commit = () => {
    git('add', '-A')
    git('commit', '-q', '--allow-empty', '-m', 'state')
  }
  let branches = 0
  const ours = 'rectoverso.lock merge=union\nrectoverso.issued merge=union\n'
  writeFileSync(join(folder, '.gitattributes'), ours)
  writeFileSync(join(folder, '.gitignore'), 'out/\n')
  git('init', '-q', '-b', 'main')
  return {
    branch: () => {
      commit()
      git('switch', '-q', '-c', `b${branches++}`)
    },
    back: () => {
      commit()
      git('switch', '-q', 'main')
    },
    merge: () => {
      commit()
      // It ends with 1 where Markdown is in conflict.
      run(folder, ['merge', '-q', '--no-ff', '--no-commit', `b${branches - 1}`], [0, 1])
    },
    keep: commit,
    undo: () => git('reset', '-q', '--hard', 'main'),
  }
}

/** Ledger and companion alone, merged by git's own three-way union; no commit is made of anything. */
export function unionRepository(folder: string): Repository {
  const texts = () => kept.map((path) => readFileSync(join(folder, path), 'utf8'))
  const put = (all: readonly string[]) => {
    for (const [at, path] of kept.entries()) writeFileSync(join(folder, path), all[at] ?? '')
  }
  let base: string[] = []
  let ours: string[] = []
  let theirs: string[] = []
  return {
    branch: () => {
      base = texts()
    },
    back: () => {
      theirs = texts()
      put(base)
    },
    merge: () => {
      ours = texts()
      put(ours.map((text, at) => union(folder, text, base[at] ?? '', theirs[at] ?? '')))
    },
    keep: () => {},
    undo: () => put(ours),
  }
}

/** What git makes of two texts of one base by `merge=union`. */
export function union(folder: string, ours: string, base: string, theirs: string): string {
  // What one side alone changed is that side's, whichever way the lines are compared.
  if (ours === base || ours === theirs) return theirs
  if (theirs === base) return ours
  const names = Object.entries({ ours, base, theirs }).map(([name, text]) => {
    writeFileSync(join(folder, `.${name}`), text)
    return `.${name}`
  })
  return run(folder, ['merge-file', '--union', '-p', ...names])
}

/** Nobody's settings: git is to do the same everywhere. */
const author = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Author',
  GIT_AUTHOR_EMAIL: 'author@example.org',
  GIT_COMMITTER_NAME: 'Author',
  GIT_COMMITTER_EMAIL: 'author@example.org',
}

function run(folder: string, args: readonly string[], fine: readonly number[] = [0]): string {
  const { status, stdout, stderr } = spawnSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1e8,
    env: { ...author, PATH: process.env.PATH },
  })
  if (!fine.includes(status ?? -1)) throw new Error(`git ${args.join(' ')}: ${stderr}`)
  return stdout
}
