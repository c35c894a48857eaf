/** What was asked of a bank's media and answered, so that a question can be read again and nothing be said twice. */
import type { Medium, Place, Sound } from '../../model/bank.ts'
import type { Why } from './address.ts'

/** A picture that is not in the bank; its message has been said. */
export type Refusal = { refused: Why }

/** A picture or recording that was looked for. */
export type Asked = {
  look: 'resolve' | 'hear'
  url: string
  from: string
  place: Place
  answer: Medium | Sound | Refusal
}

type Ask<Answer> = (url: string, from: string, place: Place) => Promise<Answer>

/** Media that can be asked for pictures, and for recordings. */
type Asking = { resolve: Ask<Medium | Refusal>; hear?: Ask<Sound | Refusal> }

/** Media that know what they gave. */
export function remembering<Of extends Asking>(media: Of) {
  const answers = new Map<string, Asked['answer']>()
  const asked = new Map<string, Asked>()
  const askedAs = (url: string, from: string) => JSON.stringify([from, url])
  const kept =
    <Answer extends Asked['answer']>(look: Asked['look'], ask: Ask<Answer>): Ask<Answer> =>
    async (url, from, place) => {
      const answer = await ask(url, from, place)
      answers.set(askedAs(url, from), answer)
      const whole = { look, url, from, place, answer }
      asked.set(JSON.stringify([look, url, from, place]), whole)
      return answer
    }
  return {
    ...media,
    resolve: kept('resolve', media.resolve),
    ...(media.hear && { hear: kept('hear', media.hear) }),
    known: (url: string, from: string) => answers.get(askedAs(url, from)),
    asked: () => [...asked.values()],
  }
}
