import { symlink } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { finderIn } from '../../../src/read/media/find.ts'
import { folderOf, temporary } from '../../support/tmp.ts'

it('finds by exact name, and says what else could be meant', async () => {
  const root = await folderOf({ 'Img/One.png': '1', 'Img/one two.png': '2', 'img2/x': '3' })
  const find = finderIn(root)
  const at = (name: string) => find(path.join(root, name))
  expect(await at('Img/One.png')).toEqual({ type: 'file', path: path.join(root, 'Img/One.png') })
  expect(await at('img/one.PNG')).toEqual({ type: 'missing', meant: ['Img/One.png'] })
  expect(await at('Img/one%20two.png')).toEqual({ type: 'missing', meant: ['Img/one two.png'] })
  expect(await at('none/One.png')).toEqual({ type: 'missing', meant: [] })
  expect(await at('Img/One.png/below')).toEqual({ type: 'missing', meant: [] })
})

it('lists no folder outside, not even to help', async () => {
  const outside = await folderOf({ 'secret.png': 's' })
  const root = await temporary()
  await symlink(outside, path.join(root, 'out'))
  const find = finderIn(root)
  expect(await find(path.join(root, 'out/secret.png'))).toEqual({ type: 'outside' })
  expect(await find(path.join(root, 'OUT/secret.png'))).toEqual({ type: 'missing', meant: [] })
})

it('takes one name written in two ways for the same, the exact one before the other', async () => {
  const root = await folderOf({ 'e\u0301.png': '1', 'both/e\u0301': '2', 'both/\u00e9': '3' })
  const find = finderIn(root)
  const at = (name: string) => find(path.join(root, name))
  expect(await at('\u00e9.png')).toEqual({ type: 'file', path: path.join(root, 'e\u0301.png') })
  expect(await at('both/\u00e9')).toEqual({ type: 'file', path: path.join(root, 'both/\u00e9') })
})

it('takes the first of several that are one letter by letter, and each in its own folder', async () => {
  // ệ in three ways, none of them composed.
  const [first, second] = ['e\u0323\u0302', '\u00ea\u0323']
  const root = await folderOf({
    ...{ [`a/${second}`]: '2', [`a/${first}`]: '1', [`b/${second}`]: '3' },
  })
  const find = finderIn(root)
  const at = async (name: string) => {
    const found = await find(path.join(root, name))
    return found.type === 'file' ? path.relative(root, found.path) : found
  }
  expect(await at('a/\u1ec7')).toBe(path.join('a', first))
  expect(await at(`a/${second}`)).toBe(path.join('a', second))
  expect(await at('b/\u1ec7')).toBe(path.join('b', second))
  expect(await at(`b/${second}`)).toBe(path.join('b', second))
})

it('names everything that could be meant, in order, four a folder at most', async () => {
  const names = ['A.png', 'a.PNG', 'a.pnG', 'A.PNG', 'A.pNg', 'a.png%']
  const root = await folderOf({
    ...Object.fromEntries(names.map((name) => [`x/${name}`, name])),
    'X/a.png': '1',
    'deep/Down/b': '2',
    'x/%ff.png': '3',
  })
  const find = finderIn(root)
  const at = (name: string) => find(path.join(root, name))
  const [first, second, third, fourth] = names.filter((name) => !name.includes('%')).sort()
  expect(await at('x/a.png')).toEqual({
    type: 'missing',
    meant: [first, second, third, fourth].map((name) => `x/${name}`),
  })
  expect(await at('deep/down/B')).toEqual({ type: 'missing', meant: ['deep/Down/b'] })
  expect(await at('Deep/down/B')).toEqual({ type: 'missing', meant: ['deep/Down/b'] })
  expect(await at('x/%FF.png')).toEqual({ type: 'missing', meant: ['x/%ff.png'] })
  expect(await at('deep/down/none')).toEqual({ type: 'missing', meant: [] })
  expect(await at('deep/Down')).toEqual({ type: 'file', path: path.join(root, 'deep/Down') })
})

it('follows links within, and says of the others that they lead nowhere or out', async () => {
  const root = await folderOf({ 'a/b.png': '1' })
  await symlink(path.join(root, 'a'), path.join(root, 'in'))
  await symlink(path.join(root, 'gone'), path.join(root, 'broken'))
  await symlink('/', path.join(root, 'away'))
  await symlink(root, path.join(root, 'a/up'))
  const find = finderIn(root)
  const at = (name: string) => find(path.join(root, name))
  expect(await at('in/b.png')).toEqual({ type: 'file', path: path.join(root, 'a/b.png') })
  expect(await at('broken')).toEqual({ type: 'missing', meant: [] })
  expect(await at('broken/b.png')).toEqual({ type: 'missing', meant: [] })
  expect(await at('away/etc')).toEqual({ type: 'outside' })
  expect(await at('a/up/a/b.png')).toEqual({ type: 'outside' })
})

it('remembers a listing', async () => {
  const root = await folderOf({ 'a.png': '1' })
  const find = finderIn(root)
  expect(await find(path.join(root, 'b.png'))).toEqual({ type: 'missing', meant: [] })
  await symlink('a.png', path.join(root, 'b.png'))
  expect(await find(path.join(root, 'b.png'))).toEqual({ type: 'missing', meant: [] })
  expect(await finderIn(root)(path.join(root, 'b.png'))).toMatchObject({ type: 'file' })
})
