/** The study booklet: every answer beneath its question. */
import type { Body } from '../book.ts'
import { setChapters } from '../chapters.ts'
import type { Job } from '../job.ts'
import { questionDestination, wholeOf } from '../question.ts'

export async function studyBody(job: Job): Promise<Body> {
  const chapters = await setChapters(job, {
    compose: (parts) => wholeOf(parts, job.shop.theme),
    destination: questionDestination,
    prefix: '',
    opening: true,
    level: 0,
  })
  return {
    ...chapters,
    index: { tags: questionDestination, terms: questionDestination },
    use: job.shop.words.studyUse,
  }
}
