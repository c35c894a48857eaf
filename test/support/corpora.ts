/** Question files by others, for tests that run over them where they are there. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { corpora } from './judge.ts'

/** A row of `expected.tsv`: what a file holds. */
export type Expected = Record<string, string>

/** Whether the corpora are on this machine. */
export const haveCorpora: boolean = existsSync(join(corpora, 'expected.tsv'))

/** The rows of `expected.tsv`, by its own header; empty where there are no corpora. */
export function expectedRows(): Expected[] {
  if (!haveCorpora) return []
  const [header = '', ...rows] = readFileSync(join(corpora, 'expected.tsv'), 'utf8')
    .split('\n')
    .filter((row) => row !== '' && !row.startsWith('#'))
  const keys = header.split('\t')
  return rows.map((row) =>
    Object.fromEntries(
      row.split('\t').map((value, index) => [keys[index] ?? String(index), value]),
    ),
  )
}

/** Absolute or working-folder path of a corpus file. */
export function corpusFile(path: string): string {
  return join(corpora, path)
}
