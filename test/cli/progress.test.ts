import { describe, expect, it, vi } from 'vitest'
import { createProgress } from '../../src/cli/progress.ts'
import { noColours } from '../../src/messages/report-text.ts'

function watch(watched: boolean) {
  let time = 0
  let printed = ''
  const io = {
    watched,
    colours: noColours,
    err: (text: string) => {
      printed += text
    },
  }
  const progress = createProgress(io, () => time)
  return {
    progress,
    printed: () => printed,
    at(milliseconds: number) {
      time = milliseconds
    },
  }
}

describe('progress', () => {
  it('is silent in a pipe', () => {
    const { progress, printed, at } = watch(false)
    at(9000)
    progress.stage('reading')
    progress.end()
    expect(printed()).toBe('')
  })

  it('is silent for what takes less than a second', () => {
    const { progress, printed, at } = watch(true)
    progress.stage('reading')
    at(999)
    progress.stage('writing')
    progress.end()
    expect(printed()).toBe('')
  })

  it('shows the stage after a second and takes it away', () => {
    const { progress, printed, at } = watch(true)
    at(1000)
    progress.stage('writing')
    progress.end()
    expect(printed()).toBe('\r\x1b[Kwriting …\r\x1b[K')
  })

  it('shows a stage that began early and goes on', () => {
    vi.useFakeTimers()
    try {
      const { progress, printed } = watch(true)
      progress.stage('reading')
      vi.advanceTimersByTime(1000)
      expect(printed()).toBe('\r\x1b[Kreading …')
      progress.end()
    } finally {
      vi.useRealTimers()
    }
  })
})
