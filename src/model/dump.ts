/**
 * The model as JSON: what other programs read, and what a person looks at when
 * an output is not as expected. `bank.schema.json` describes it.
 *
 * Each question is one line, so that a bank of any size can be written, read
 * and compared without holding it whole.
 */
import { type Bank, bodyOf, headingOf, introOf, type Question, type Section } from './bank.ts'

/** Says which schema a dump follows; a breaking change gives it a new number. */
export const schemaId = 'urn:rectoverso:schema:bank:1'

/** The text of a dump, piece by piece. */
export function* dump(bank: Bank): Generator<string> {
  const { sections, media, about, ...facts } = bank
  const told = about === undefined ? {} : { about: bodyOf({ body: about }) }
  yield '{\n'
  for (const [key, value] of Object.entries({ $schema: schemaId, ...facts, ...told })) {
    yield `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`
  }
  yield '  "media": '
  yield* list(media, '  ', function* (medium) {
    yield JSON.stringify(medium)
  })
  yield ',\n  "sections": '
  yield* list(sections, '  ', sectionLines)
  yield '\n}\n'
}

function* sectionLines(section: Section, indent: string): Generator<string> {
  const { questions, sections, heading: _, intro: __, ...facts } = section
  const inner = `${indent}  `
  yield '{\n'
  const values = { ...facts, heading: headingOf(section), intro: introOf(section) }
  for (const [key, value] of Object.entries(values)) {
    yield `${inner}${JSON.stringify(key)}: ${JSON.stringify(value)},\n`
  }
  yield `${inner}"questions": `
  yield* list(questions, inner, function* (question) {
    yield JSON.stringify(expanded(question))
  })
  yield `,\n${inner}"sections": `
  yield* list(sections, inner, sectionLines)
  yield `\n${indent}}`
}

/** A question with its body as a tree. */
function expanded(question: Question): Record<string, unknown> {
  return { ...question, body: bodyOf(question) }
}

function* list<Item>(
  items: readonly Item[],
  indent: string,
  lines: (item: Item, indent: string) => Generator<string>,
): Generator<string> {
  if (items.length === 0) {
    yield '[]'
    return
  }
  let before = '[\n'
  for (const item of items) {
    yield `${before}${indent}  `
    yield* lines(item, `${indent}  `)
    before = ',\n'
  }
  yield `\n${indent}]`
}
