/** Gnumeric takes one apostrophe off every cell that begins with one: the guard, and more. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { describeWith } from '../support/judge.ts'
import { deskOf } from './desk.ts'

const source = `# S

## What?

- =1+1
- 007

## 'Quoted'?

'use strict'

## 1/2

true
`

describeWith(['gnumeric'], 'a table that Gnumeric saved', () => {
  it.each(['csv', 'xlsx', 'ods'])('as %s comes home', async (ending) => {
    const desk = await deskOf({ 'a.md': source })
    desk.row('What?').answer = '- =1+1\n- 008'
    const edited = await desk.save({ name: 'edited.csv' })
    const saved = join(desk.root, `saved.${ending}`)
    const { status } = spawnSync('ssconvert', [edited, saved], { encoding: 'utf8' })
    expect(status).toBe(0)
    const { code, err } = await desk.merge(saved, '--apply')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(await desk.source('a.md')).toBe(source.replace('- 007', '- 008'))
  })
})
