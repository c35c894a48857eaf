/** Whether the model as JSON is the model, value by value. */
import { isDeepStrictEqual } from 'node:util'
import { type Bank, bodyOf, type Question, questionsOf, type Section } from '../model/bank.ts'
import type { Account } from './account.ts'

type Value = null | boolean | number | string | Value[] | { [key: string]: Value }
type Fields = { [key: string]: Value }

const schemaId = 'urn:rectoverso:schema:bank:1'

/** What is found is said. */
export function judgeJson(bytes: Uint8Array, bank: Bank, account: Account): void {
  let found: Value
  try {
    found = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Value
  } catch {
    account.say('verify-unreadable', 'it is no JSON.')
    return
  }
  if (!isFields(found)) {
    account.say('verify-unreadable', 'it is no model.')
    return
  }
  const { sections: _, about, ...facts } = bank
  const wanted = plainData({
    $schema: schemaId,
    ...facts,
    ...(about !== undefined && { about: bodyOf({ body: about }) }),
  })
  const { sections = [], ...own } = found
  compare('', wanted, own, account)
  const questions = new Map<string, Question>()
  for (const { question } of questionsOf(bank)) questions.set(question.code, question)
  const order: string[] = []
  const codes = new Set<string>()
  judgeSections(bank.sections, sections, 'sections', { questions, codes, order }, account)
  for (const [code, question] of questions) if (!codes.has(code)) account.missing(question)
  account.order([...questions.values()], order)
}

type Seen = {
  questions: ReadonlyMap<string, Question>
  codes: Set<string>
  /** The codes as they stand. */
  order: string[]
}

/** Questions are compared by their codes, wherever they stand; what is said of sections, by their places. */
function judgeSections(
  wanted: readonly Section[],
  there: Value,
  path: string,
  seen: Seen,
  account: Account,
): void {
  const found = Array.isArray(there) ? there : []
  if (found.length !== wanted.length) {
    account.same(`The number of ${path}`, String(wanted.length), String(found.length))
  }
  for (const [index, section] of found.entries()) {
    if (!isFields(section)) continue
    const { questions = [], sections = [], ...facts } = section
    const at = `${path}[${index}]`
    const own = wanted[index]
    if (own) {
      const { questions: _, sections: __, heading, intro, ...rest } = own
      const told = { ...rest, heading: JSON.parse(heading), intro: JSON.parse(intro) }
      compare(`${at}.`, plainData(told), facts, account)
    }
    for (const question of Array.isArray(questions) ? questions : []) {
      judgeQuestion(question, seen, account)
    }
    judgeSections(own?.sections ?? [], sections, `${at}.sections`, seen, account)
  }
}

function judgeQuestion(there: Value, { questions, codes, order }: Seen, account: Account): void {
  const code = isFields(there) && typeof there.code === 'string' ? there.code : ''
  const question = questions.get(code)
  if (!question || !isFields(there)) {
    account.say('verify-extra', `the question “${code}” is not in the bank.`)
    return
  }
  if (codes.has(code)) account.say('verify-extra', 'it stands there twice.', question)
  else order.push(code)
  codes.add(code)
  const { body, ...rest } = question
  compare('', plainData({ ...rest, body: JSON.parse(String(body)) }), there, account, question)
}

/** Says every part of some fields that differs, by its path. */
function compare(
  path: string,
  wanted: Fields,
  there: Fields,
  account: Account,
  question?: Question,
): void {
  for (const key of new Set([...Object.keys(wanted), ...Object.keys(there)])) {
    if (isDeepStrictEqual(wanted[key], there[key])) continue
    const [where, one, other] = parting(`${path}${key}`, wanted[key], there[key])
    account.same(`\`${where}\``, textOf(one), textOf(other), question)
  }
}

/** The first place below which two values part. */
function parting(
  path: string,
  one: Value | undefined,
  other: Value | undefined,
): [string, Value | undefined, Value | undefined] {
  if (Array.isArray(one) && Array.isArray(other)) {
    const index = Array.from({ length: Math.max(one.length, other.length) }).findIndex(
      (_, at) => !isDeepStrictEqual(one[at], other[at]),
    )
    return parting(`${path}[${index}]`, one[index], other[index])
  }
  if (isFields(one) && isFields(other)) {
    const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])]
    const key = keys.find((name) => !isDeepStrictEqual(one[name], other[name])) ?? ''
    return parting(`${path}.${key}`, one[key], other[key])
  }
  return [path, one, other]
}

/** Told apart even where one of them is missing. */
function textOf(value: Value | undefined): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}

function isFields(value: Value | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** As JSON has it: without what is undefined. */
function plainData(value: object): Fields {
  return JSON.parse(JSON.stringify(value)) as Fields
}
