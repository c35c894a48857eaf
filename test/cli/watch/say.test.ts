import { describe, expect, it } from 'vitest'
import type { BuildResult } from '../../../src/build.ts'
import { exit } from '../../../src/cli/exit.ts'
import type { Change } from '../../../src/cli/watch/loop.ts'
import { createSay, type SayOptions } from '../../../src/cli/watch/say.ts'
import type { Finding } from '../../../src/messages/finding.ts'
import { noColours } from '../../../src/messages/report-text.ts'

const findingOf = (severity: 'warning' | 'error', reason: string): Finding => {
  const rule = severity === 'error' ? 'no-questions' : 'picture-missing'
  return { severity, rule, reason, help: 'h', frame: [], path: 'a.md', line: 1, column: 1 }
}

function resultOf(findings: Finding[], fresh: string[] = []): BuildResult {
  const failed = findings.some(({ severity }) => severity === 'error')
  const outputs = ['out/a.apkg', 'out/a.csv'].map((path) => {
    return { path, bytes: 10, changed: fresh.includes(path) }
  })
  return {
    status: failed ? 'content' : 'ok',
    written: !failed,
    banks: [
      {
        ...{ name: 'a', id: 'a', title: 'A', questions: 1, answered: 1, kinds: { basic: 1 } },
        ...{ sections: [], files: [], outputs: failed ? [] : outputs },
      },
    ],
    findings,
    inputs: { folders: [], templates: [], files: [], kept: [], out: undefined },
  }
}

function saying(options: SayOptions = {}, clock?: () => string) {
  let out = ''
  let err = ''
  const io = {
    out: (text: string) => {
      out += text
    },
    err: (text: string) => {
      err += text
    },
    colours: noColours,
  }
  const say = createSay(io, options, (path) => path.replace('/top/', ''), clock)
  return {
    say,
    /** What was said since it was last asked. */
    said() {
      const both = { out, err }
      out = ''
      err = ''
      return both
    },
  }
}

const changed: Change[] = [{ change: 'changed', path: '/top/a.md' }]

describe('what watch says', () => {
  it('is the whole report at first, and then a line a build', () => {
    const { say, said } = saying()
    say.built(resultOf([], ['out/a.apkg', 'out/a.csv']), [], 1)
    expect(said().out).toMatch(/^A \(a\)\n.*1 {2}question: 1 basic\n.*out\/a.apkg\n.*out\/a.csv\n$/)
    say.waiting(['/top/bank', '/else/x.md'], false)
    expect(said().out).toBe('Watching bank, /else/x.md; Ctrl-C ends it.\n')
    say.built(resultOf([], ['out/a.csv']), changed, 0.314)
    expect(said()).toEqual({ out: 'a.md changed: out/a.csv written after 0.31 s\n', err: '' })
    say.built(resultOf([]), [{ change: 'renamed', path: '/top/b.md', from: '/top/a.md' }], 12.3)
    expect(said().out).toBe('a.md renamed b.md: nothing differs after 12 s\n')
    const many = ['1', '2', '3', '4', '5'].map((name) => ({ change: 'added' as const, path: name }))
    say.built(resultOf([]), many, 0.1)
    expect(said().out).toBe('1 added, 2 added, 3 added, 2 more: nothing differs after 0.10 s\n')
  })

  it('gives errors each time and warnings once', () => {
    const { say, said } = saying()
    const warning = findingOf('warning', 'W')
    say.built(resultOf([warning]), [], 1)
    said()
    say.built(resultOf([warning]), changed, 1)
    expect(said()).toEqual({
      out: 'a.md changed: nothing differs after 1.00 s; 1 warning\n',
      err: '',
    })
    for (let turn = 0; turn < 2; turn++) {
      say.built(resultOf([warning, findingOf('error', 'E')]), changed, 1)
      const { out, err } = said()
      expect(out).toBe('a.md changed: 1 error after 1.00 s; the last good results stay\n')
      expect(err).toContain('E')
      expect(err).not.toContain('W')
    }
    say.built(resultOf([]), changed, 1)
    say.built(resultOf([warning]), changed, 1)
    expect(said().err).toContain('W')
  })

  it('gives the exit code that a build would have', () => {
    expect(saying().say.built(resultOf([]), changed, 1)).toBe(exit.ok)
    const strict = saying({ strict: true }).say
    expect(strict.built(resultOf([findingOf('warning', 'W')]), changed, 1)).toBe(exit.strict)
    expect(saying().say.built(resultOf([findingOf('error', 'E')]), changed, 1)).toBe(exit.content)
  })

  it('has the time of day on a terminal', () => {
    const { say, said } = saying({}, () => '12:03:11')
    say.built(resultOf([]), changed, 1)
    expect(said().out).toBe('12:03:11  a.md changed: nothing differs after 1.00 s\n')
  })

  it('says what failed, and which command', () => {
    const { say, said } = saying()
    say.failed({ code: exit.system, text: 'out: the disk is full (ENOSPC).' }, changed, 1)
    expect(said().err).toBe('error  out: the disk is full (ENOSPC).\n')
    say.failed({ code: exit.locked, text: 'Another build.' }, changed, 1)
    expect(said().err).toBe('error  Another build. It is tried again.\n')
    say.command('c', { code: 0 }, 1)
    expect(said().err).toBe('')
    say.command('c', { code: 2 }, 1)
    say.command('c', { signal: 'SIGKILL' }, 1)
    say.command('c', { failed: 'ENOENT' }, 1)
    expect(said().err).toBe(
      'error  c: ended with 2\nerror  c: was ended by SIGKILL\nerror  c: could not be started: ENOENT\n',
    )
    say.polling('ENOSPC')
    expect(said().err).toContain('(ENOSPC)')
  })

  it('says errors only under --quiet', () => {
    const { say, said } = saying({ quiet: true })
    say.built(resultOf([findingOf('warning', 'W')]), [], 1)
    say.waiting(['/top/bank'], false)
    say.built(resultOf([findingOf('warning', 'W2')]), changed, 1)
    expect(said()).toEqual({ out: '', err: '' })
    say.built(resultOf([findingOf('error', 'E')]), changed, 1)
    expect(said().err).toContain('E')
  })

  it('is an object a line under --json', () => {
    const { say, said } = saying({ json: true })
    const change: Change[] = [{ change: 'renamed', path: '/top/b.md', from: '/top/a.md' }]
    say.built(resultOf([findingOf('warning', 'W')], ['out/a.csv']), change, 0.25)
    say.waiting(['/top/bank'], false)
    say.polling('EMFILE')
    say.failed({ code: exit.locked, text: 'T' }, changed, 0.5)
    say.command('c', { code: 1 }, 1)
    const { out, err } = said()
    expect(err).toBe('')
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      {
        ...{ type: 'built', status: 'ok', exitCode: 0, written: true, seconds: 0.25 },
        changes: [{ change: 'renamed', path: 'b.md', from: 'a.md' }],
        banks: [{ outputs: [{ changed: false }, { path: 'out/a.csv', changed: true }] }],
        messages: [{ reason: 'W' }],
      },
      { type: 'watching', folders: ['bank'] },
      { type: 'polling', code: 'EMFILE' },
      { type: 'failed', exitCode: 75, error: 'T', changes: [{ path: 'a.md' }] },
      { type: 'command', command: 'c', code: 1, seconds: 1 },
    ])
  })
})
