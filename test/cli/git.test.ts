import { execFileSync } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { showAt } from '../../src/cli/git.ts'
import { folderOf, temporary } from '../support/tmp.ts'

const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd })

describe('git', () => {
  it('gives the text of a file at a revision, in whichever folder it lies', async () => {
    const folder = await folderOf({ 'a b/rectoverso.lock': 'then\r\n', 'x.md': 'x' })
    const file = join(folder, 'a b', 'rectoverso.lock')
    git(folder, 'init', '-q')
    git(folder, 'add', '.')
    git(folder, 'commit', '-qm', 'one')
    await writeFile(file, 'now')
    expect(await showAt('HEAD', file)).toBe('then\r\n')
    expect(await showAt('HEAD', join(folder, 'a b', 'other'))).toBeUndefined()
    await rm(file)
    expect(await showAt('HEAD', file)).toBe('then\r\n')
    await expect(showAt('nowhere', file)).rejects.toThrow('git knows no such revision')
    await expect(showAt('--output=x', file)).rejects.toThrow('git knows no such revision')
  })

  it('says so where there is no repository', async () => {
    const folder = await temporary()
    await expect(showAt('HEAD', join(folder, 'a'))).rejects.toThrow('--against HEAD')
  })
})
