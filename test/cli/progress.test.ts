import { describe, expect, it, vi } from 'vitest'
import { createProgress, duration, grouped } from '../../src/cli/progress.ts'
import { noColours } from '../../src/messages/report-text.ts'

function watch(watched: boolean, { json = false, columns = 80 } = {}) {
  let time = 0
  let printed = ''
  const io = {
    watched,
    colours: noColours,
    columns: () => columns,
    err: (text: string) => {
      printed += text
    },
  }
  const progress = createProgress(io, json, () => time)
  const questions = (done: number, total = 10_000) =>
    progress.count('mlops: making the booklet', { unit: 'questions', done, total })
  return {
    progress,
    questions,
    printed: () => printed,
    last: () => printed.split('\r\x1b[K').at(-1),
    lines: () =>
      printed
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    at(milliseconds: number) {
      time = milliseconds
    },
  }
}

describe('progress', () => {
  it('is silent in a pipe', () => {
    const { progress, questions, printed, at } = watch(false)
    at(9000)
    progress.stage('reading')
    questions(5)
    progress.end()
    expect(printed()).toBe('')
  })

  it('is silent for what takes less than a second', () => {
    for (const json of [false, true]) {
      const { progress, questions, printed, at } = watch(true, { json })
      progress.stage('reading')
      at(999)
      progress.stage('writing')
      questions(5)
      progress.end()
      expect(printed()).toBe('')
    }
  })

  it('shows the stage after a second and takes it away, once', () => {
    const { progress, printed, at } = watch(true)
    at(1000)
    progress.stage('writing')
    progress.end()
    progress.end()
    expect(printed()).toBe('\r\x1b[Kwriting …\r\x1b[K')
  })

  it('shows a stage that began early and goes on', () => {
    vi.useFakeTimers()
    try {
      const { progress, printed } = watch(true)
      progress.stage('reading')
      vi.advanceTimersByTime(999)
      expect(printed()).toBe('')
    } finally {
      vi.useRealTimers()
    }
    vi.useFakeTimers()
    try {
      const { progress, printed, at } = watch(true)
      progress.stage('reading')
      at(1000)
      vi.advanceTimersByTime(1000)
      expect(printed()).toBe('\r\x1b[Kreading …')
      progress.end()
    } finally {
      vi.useRealTimers()
    }
  })

  it('shows count, rate and time left', () => {
    const { questions, last, at } = watch(true)
    at(1000)
    questions(0)
    expect(last()).toBe('mlops: making the booklet  0 of 10,000')
    at(5875)
    questions(3120)
    expect(last()).toBe('mlops: making the booklet  3,120 of 10,000 · 640/s · 11 s left')
    at(20_000)
    questions(10_000)
    expect(last()).toBe('mlops: making the booklet  10,000 of 10,000 · 526/s')
  })

  it('counts bytes and pages by their names, each from its own beginning', () => {
    const { progress, last, at } = watch(true)
    at(1000)
    progress.count('reading', { unit: 'bytes', done: 0, total: 8_200_000 })
    at(3000)
    progress.count('reading', { unit: 'bytes', done: 3_100_000, total: 8_200_000 })
    expect(last()).toBe('reading  3.1 MB of 8.2 MB · 1.6 MB/s · 4 s left')
    at(4000)
    progress.count('reading', { unit: 'pages', done: 100, total: 2000 })
    expect(last()).toBe('reading  100 of 2,000 pages')
  })

  it('shows no more than ten counts a second', () => {
    const { questions, printed, at } = watch(true)
    for (let time = 1000; time < 2000; time++) {
      at(time)
      questions(time)
    }
    expect(printed().split('\r').length - 1).toBe(10)
  })

  it('keeps to one line', () => {
    const { progress, questions, last, at } = watch(true, { columns: 40 })
    at(1000)
    questions(10_000)
    expect(last()).toBe('mlops: making the bo…  10,000 of 10,000')
    progress.stage('x'.repeat(100))
    expect(last()?.length).toBeLessThan(40)
  })

  it('gives programs that asked for JSON the same as lines', () => {
    const { progress, lines, at } = watch(false, { json: true })
    const stage = { step: 'write', bank: 'mlops', format: 'pdf' }
    at(1000)
    progress.stage('making', stage)
    at(2000)
    progress.count('making', { unit: 'questions', done: 10, total: 40 }, stage)
    at(2100)
    progress.count('making', { unit: 'questions', done: 11, total: 40 }, stage)
    at(4000)
    progress.count('making', { unit: 'questions', done: 20, total: 40 }, stage)
    progress.end()
    const counted = { unit: 'questions', total: 40 }
    expect(lines()).toEqual([
      { type: 'progress', ...stage, seconds: 1 },
      { type: 'progress', ...stage, ...counted, done: 10, seconds: 2 },
      {
        ...{ type: 'progress', ...stage, ...counted, done: 20 },
        ...{ perSecond: 5, secondsLeft: 4, seconds: 4 },
      },
    ])
  })
})

it('parts thousands', () => {
  expect([0, 999, 1000, 1234567, 9.5].map(grouped)).toEqual([
    '0',
    '999',
    '1,000',
    '1,234,567',
    '9.5',
  ])
})

it('says durations in two units', () => {
  const said = [0, 59, 60, 125, 3600, 3780, 90_061].map(duration)
  expect(said).toEqual(['0 s', '59 s', '1 min', '2 min 5 s', '1 h', '1 h 3 min', '25 h 1 min'])
})
