import { expect, it } from 'vitest'
import { readText } from './reading.ts'

const bank = (...titles: string[]) =>
  titles.map((title, index) => `## ${index + 1}. ${title}\n\nText.\n`).join('\n')
const found = async (text: string) =>
  (await readText(text)).questions.map(
    ({ title, difficulty = '-', tags }) => `${title} ${difficulty} ${tags.join()}`,
  )

it('takes marks that several titles carry', async () => {
  expect(await found(bank('[E] Why a?', '[H] Why b?', '[M] Why c?'))).toEqual([
    'Why a? easy ',
    'Why b? hard ',
    'Why c? medium ',
  ])
  expect(await found(bank('Why a? 🟢', '🔴 Why b?', 'Why c? 🟡'))).toEqual([
    'Why a? easy ',
    'Why b? hard ',
    'Why c? medium ',
  ])
})

it('leaves a mark alone that one title carries', async () => {
  expect(await found(bank('Why is a (hard)', 'Why b?', 'Why c?'))).toEqual([
    'Why is a (hard) - ',
    'Why b? - ',
    'Why c? - ',
  ])
})

it('takes grades from headings only where they differ', async () => {
  expect(await found(`# Basics\n\n${bank('Why a?', 'Why b?', 'Why c?')}`)).toEqual([
    'Why a? - ',
    'Why b? - ',
    'Why c? - ',
  ])
})
