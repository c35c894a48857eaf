import { expect, it } from 'vitest'
import { numberedHeading } from '../../../src/read/dialects/numbered-heading.ts'
import { sheetOf } from '../reading.ts'

const headings = (...titles: string[]): string =>
  titles.map((title) => `${title}\n\ntext\n\n`).join('')

function items(text: string): number[] {
  const sheet = sheetOf(text)
  const evidence = numberedHeading.evidence(sheet)
  return numberedHeading
    .parts(sheet, evidence)
    .flatMap((part) => (part.type === 'item' ? [part.position?.start.line ?? 0] : []))
}

it('needs three numbers that go on', () => {
  const found = (text: string) => numberedHeading.evidence(sheetOf(text)).questions
  expect(found(headings('## 1. a', '## 2. b'))).toBe(0)
  expect(found(headings('## 1. a', '## 2. b', '## 3. c'))).toBe(3)
  expect(found(headings('## 9. a', '## 7. b', '## 5. c'))).toBe(0)
  expect(found(headings('## 2021', '## 2022', '## 2023'))).toBe(0)
})

it('needs numbers on most headings of the level', () => {
  const plain = ['## a', '## b', '## c', '## d', '## e', '## f']
  expect(
    numberedHeading.evidence(sheetOf(headings('## 1. a', '## 2. b', '## 3. c', ...plain))),
  ).toMatchObject({ questions: 0 })
})

it('takes a heading one level off for a slip where the numbers go on', () => {
  expect(items(headings('## 1. a', '### 2. b', '## 3. c', '## 4. d'))).toEqual([1, 5, 9, 13])
  expect(items(headings('## 1. a', '## 2. b', '# 3. c', '## 4. d'))).toEqual([1, 5, 9, 13])
})

it('takes numbers below a question for parts of its answer', () => {
  expect(
    items(headings('## 1. a', '### 1. x', '### 2. y', '## 2. b', '### 1. x', '## 3. c')),
  ).toEqual([1, 13, 21])
})

it('takes a title without a number for a question only where it asks', () => {
  expect(items(headings('## 1. a', '## 2. b', '## What is c?', '## d', '## 3. e'))).toEqual([
    1, 5, 9, 17,
  ])
})

it('gives a title without a number to the answer before it, where numbers go on behind it', () => {
  expect(items(headings('## 1. a', '## 2. b', '## note', '## 3. c'))).toEqual([1, 5, 13])
})

it('takes bare numbers for numbers where they count on', () => {
  expect(items(headings('## 1 a', '## 2 b', '## 3 c', '## 4 d', '## 5 e'))).toHaveLength(5)
  expect(items(headings('## 3 ways', '## 5 rules', '## 4 hints', '## 7 x', '## 2 y'))).toEqual([])
})

it('takes no part of a document for a question', () => {
  const found = (text: string) => numberedHeading.evidence(sheetOf(text)).questions
  const steps = ['## 1. Fetch', '## 2. Unpack', '## 3. Start']
  expect(found(headings('# Setup guide', ...steps))).toBe(0)
  expect(found(headings('# Interview', ...steps))).toBe(3)
  expect(found(headings('# A', '## 1. Overview', '## 2. Goals', '## 3. What for?'))).toBe(0)
  expect(found(headings('# A', '## 2024.1 x', '## 2023.2 y', '## 2023.1 z'))).toBe(0)
})

it('drops nothing in silence', () => {
  const sheet = sheetOf(headings('# t', '## 1. a', '## 2. b', '## 3. c', '## note', '## License'))
  const parts = numberedHeading.parts(sheet, numberedHeading.evidence(sheet))
  expect(parts.map((part) => (part.type === 'skipped' ? part.rule : part.type))).toEqual([
    'section',
    'text',
    'item',
    'item',
    'item',
    'item-skipped',
    'cleaned-footer',
  ])
})
