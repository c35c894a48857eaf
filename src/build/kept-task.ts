/** Reading texts again as a task for threads, which know nothing of a bank's pictures. */
import type { Issued } from '../identity/fingerprint.ts'
import type { Draft } from '../model/bank.ts'
import type { Task } from '../pool/task.ts'

/** A question's text, and the question as JSON. */
export type Text = { issued: Issued; question: string }

/** `Kept` as JSON, empty where nothing is to be kept; undefined where the bank has to be asked. */
export const keptTask: Task<readonly Text[], readonly (string | undefined)[]> = {
  name: 'build/kept',
  load: async () => {
    const { besideOf } = await import('./beside.ts')
    return (texts) =>
      Promise.all(
        texts.map(async ({ issued, question }) => {
          let asked = false
          const ask = () => {
            asked = true
            return undefined
          }
          const was = JSON.parse(question) as Draft
          const beside = await besideOf(was, issued, { known: ask, pathOf: ask })
          if (asked) return undefined
          return beside ? JSON.stringify(beside) : ''
        }),
      )
  },
}
