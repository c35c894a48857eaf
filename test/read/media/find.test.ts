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
