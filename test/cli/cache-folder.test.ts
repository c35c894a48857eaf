import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { cacheFolder } from '../../src/cli/cache-folder.ts'

const cwd = resolve('/bank')
const home = resolve('/someone')
const folder = (env: Record<string, string>, cache?: boolean) =>
  cacheFolder({ env, cwd }, cache === undefined ? {} : { cache })

it('is the one that is named, from the working folder', () => {
  expect(folder({ RECTOVERSO_CACHE: 'kept', HOME: home })).toBe(join(cwd, 'kept'))
  expect(folder({ RECTOVERSO_CACHE: resolve('/kept') })).toBe(resolve('/kept'))
})

it('is where the system keeps caches', () => {
  const xdg = resolve('/caches')
  expect(folder({ HOME: home })).toBe(join(home, '.cache', 'rectoverso'))
  expect(folder({ HOME: home, XDG_CACHE_HOME: xdg })).toBe(join(xdg, 'rectoverso'))
  expect(folder({ HOME: home, XDG_CACHE_HOME: '' })).toBe(join(home, '.cache', 'rectoverso'))
  expect(folder({ HOME: home, XDG_CACHE_HOME: 'caches' })).toBe(join(home, '.cache', 'rectoverso'))
  expect(folder({ LOCALAPPDATA: xdg })).toBe(join(xdg, 'rectoverso'))
})

it('is none where there is no home, and where none is wanted', () => {
  expect(folder({})).toBeUndefined()
  expect(folder({ HOME: home, RECTOVERSO_CACHE: '' })).toBeUndefined()
  expect(folder({ HOME: home, RECTOVERSO_CACHE: 'kept' }, false)).toBeUndefined()
})
