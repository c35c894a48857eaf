/** What commands do, in words, and how far it is. */
import type { CheckRequest, Stage } from '../build.ts'
import type { Format } from '../config/settings.ts'
import { aTurn, type Tell } from '../messages/counting.ts'
import { createHeapWatch } from './heap.ts'
import type { Progress } from './progress.ts'

const nouns = {
  anki: 'the deck',
  pdf: 'the booklet',
  csv: 'the table',
  xlsx: 'the workbook',
  'anki-txt': 'the notes as text',
  json: 'the model',
} as const satisfies Record<Format, string>

const words = {
  read: () => 'reading',
  identify: () => "finding each question's code",
  write: ({ format }) => `making ${nouns[format]}`,
  record: () => 'noting what each question says',
} as const satisfies {
  [Step in Exclude<Stage['step'], 'publish'>]: (stage: Extract<Stage, { step: Step }>) => string
}

/** A stage in words, for the progress line. */
export function wordsFor(stage: Stage): string {
  if (stage.step === 'publish') return 'Writing the files'
  const said = stage.step === 'write' ? words.write(stage) : words[stage.step]()
  return `${stage.bank}: ${said}`
}

/** What a build is given so that its stages and counts are shown. */
export function telling(
  progress: Progress,
): Required<Pick<CheckRequest, 'onStage' | 'onProgress'>> {
  const watchHeap = createHeapWatch()
  return {
    onStage: (stage) => {
      watchHeap()
      progress.stage(wordsFor(stage), stage)
    },
    onProgress: ({ stage, ...counted }) => {
      watchHeap()
      progress.count(wordsFor(stage), counted, stage)
    },
  }
}

/** Shows how far something is that is no stage of a build; a signal stops it there. */
export function tellingOf(words: string, progress: Progress, signal?: AbortSignal): Tell {
  return async (counted) => {
    progress.count(words, counted)
    await aTurn()
    signal?.throwIfAborted()
  }
}
