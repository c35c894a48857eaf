import { describe, expect, it } from 'vitest'
import { deflated } from '../../src/print/zlib.ts'
import { newYear } from '../support/context.ts'
import { given } from './given.ts'
import { pageOf, painted } from './painted.ts'

describe('a file to be painted into', () => {
  it('has its title in XML as XML has it, and in its dictionary as it is', async () => {
    const { shop } = await given()
    const pdf = await painted([pageOf('1')], shop, { title: 'T & <x>' })
    expect(pdf).toContain('T &amp; &lt;x&gt;')
    expect(pdf).toContain('obj\n(T & <x>)\nendobj')
  })

  it('is dated by the day of issue', async () => {
    const { shop } = await given()
    const year = new Date(newYear * 1000).getUTCFullYear()
    expect(await painted([pageOf('1')], shop)).toContain(`obj\n(D:${year}`)
  })

  it('has streams as ours deflate them, the same with any Node', async () => {
    const { shop } = await given()
    const page = pageOf('1', { op: 'rect', x: 0, y: 0, width: 9, height: 9, fill: '#123456' })
    const [, content = ''] =
      /stream\n(\/Artifact[\s\S]*?)\nendstream/.exec(await painted([page], shop)) ?? []
    const made = deflated(Buffer.from(content, 'latin1'))
    const pdf = await painted([page], shop, { compress: true })
    expect(content).toContain('re f')
    expect(pdf).toContain(Buffer.from(made).toString('latin1'))
  })
})
