/** One bank on its way through the editions: what they share, and the questions set so far. */
import { countingQuestions } from '../messages/counting.ts'
import {
  type Bank,
  type Body,
  bodyOf,
  introOf,
  placeIn,
  type Question,
  questionsOf,
  type Section,
} from '../model/bank.ts'
import type { Drawing } from '../model/drawing.ts'
import { visit } from '../model/mdast.ts'
import type { Context } from '../writer.ts'
import { aheadOf } from './ahead.ts'
import { colouringOf } from './colouring.ts'
import { isRtlLanguage } from './direction.ts'
import { milli } from './display.ts'
import { formulasOf } from './mathahead.ts'
import { type PrintOptions, plainOptions } from './options.ts'
import type { Parts } from './question.ts'
import { seal } from './seal.ts'
import type { SealedMessage } from './sealed.ts'
import { noting, setPacked } from './setorders.ts'
import type { Own, Shop } from './setting.ts'
import type { Tag } from './tags.ts'
import type { Theme } from './theme.ts'
import { unseal } from './unseal.ts'

export type Job = {
  context: Context
  bank: Bank
  shop: Shop
  options: PrintOptions
  /** Of the frame. */
  width: number
  /** Of answers that stand beside their questions. */
  answerWidth?: number
  height: number
  /** Whether the book is bound on the right. */
  rtl: boolean
  /** Codes by code and by the author's id. */
  known: (name: string) => string | undefined
  /** What was said, of all editions. */
  said: Set<string>
  /** To be called, and waited for, when a question is set. */
  counted: ReturnType<typeof countingQuestions>
  /** Questions set at this width in this theme, where a further edition will want them. */
  parts?: Map<string, Parts>
}

/** `keep`: another edition will set the same questions at the same width. */
export function jobOf(
  context: Context,
  shop: Shop,
  options: PrintOptions = plainOptions,
  keep = false,
): Job {
  const { page } = shop.theme
  return {
    context,
    bank: context.bank,
    shop,
    options,
    width: milli(page.width - page.inner - page.outer),
    height: shop.frameHeight,
    rtl: isRtlLanguage(context.bank.language),
    known: codesOf(context.bank),
    said: new Set(),
    counted: countingQuestions(context),
    ...(keep && { parts: new Map() }),
  }
}

/** The same job in another theme, or at another width. */
export function rethemed(job: Job, theme: Theme, width?: number): Job {
  const { page } = theme
  const frameHeight = milli(page.height - page.top - page.bottom)
  const { parts: _, ...rest } = job
  return {
    ...rest,
    shop: { ...job.shop, theme, frameHeight },
    width: width ?? milli(page.width - page.inner - page.outer),
    height: frameHeight,
  }
}

function codesOf(bank: Bank): Job['known'] {
  const codes = new Map<string, string>()
  for (const { question } of questionsOf(bank)) {
    codes.set(question.code, question.code)
    if (question.id !== undefined) codes.set(question.id, question.code)
  }
  return (name) => codes.get(name)
}

/** A question set at the job's width; `section` is the element it stands in. */
export async function partsOf(question: Question, job: Job, section?: Tag): Promise<Parts> {
  await job.counted()
  const known = job.parts?.get(question.code)
  if (known) return known
  const parts = await setAheadOrNow(question, job, section)
  job.parts?.set(question.code, parts)
  return parts
}

async function setAheadOrNow(question: Question, job: Job, section?: Tag): Promise<Parts> {
  const { take, keep } = await aheadOf(job)
  const bytes = await take(question)
  const ahead = bytes && unseal(bytes, job.shop.faces, section)
  if (ahead) {
    say(ahead.messages, reporter(question, job))
    return ahead.parts
  }
  const body = bodyOf(question)
  await colouringOf(job)?.before(question, body)
  await formulasOf(job.context, job.shop.math !== undefined)?.before(body)
  const { drawings, report } = await ownOf(question, body, job)
  const messages: SealedMessage[] = []
  const parts = setParts(question, body, noting(messages, drawings), job, section)
  say(messages, report)
  const sealed = keep && section && seal(parts, messages, job.shop.faces)
  if (sealed) keep(question, sealed)
  return parts
}

function setParts(question: Question, body: Body, own: Own, job: Job, section?: Tag): Parts {
  const { shop, width, known, answerWidth = width } = job
  return setPacked(question, body, shop, own, width, known, section, answerWidth)
}

/** Says what was noted while a question was set. */
function say(messages: readonly SealedMessage[], report: Own['report']): void {
  for (const { rule, reason, node, note } of messages) report(rule, reason, node, note)
}

/** The same for a body of fewer parts, which nobody else will want. */
export async function partsOfBody(question: Question, body: Body, job: Job): Promise<Parts> {
  return setParts(question, body, await ownOf(question, body, job), job)
}

/** What stands before a section's questions, and how to speak of it. */
export async function introIn(section: Section, job: Job): Promise<{ intro: Body; own: Own }> {
  const intro = introOf(section)
  return { intro, own: await ownOf(section, intro, job) }
}

/** The drawings a body shows, and how to speak of its nodes. */
export async function ownOf(
  owner: { place: Question['place'] },
  body: Body,
  job: Job,
): Promise<Own> {
  const { context, shop } = job
  const drawings = new Map<string, Drawing>()
  const keys = new Set<string>()
  const parts = [body.title, body.prompt, body.answer, body.footnotes, body.hint ?? []]
  for (const choice of body.choices ?? []) parts.push(choice.body, choice.why)
  for (const nodes of parts) {
    visit(nodes, (node) => {
      if (node.type === 'picture') keys.add(node.medium)
    })
  }
  for (const key of keys) {
    if (shop.media.get(key)?.form !== 'drawing') continue
    drawings.set(key, await context.media.drawing(key))
  }
  return { drawings, report: reporter(owner, job) }
}

/** Adds messages about a question's or section's nodes, each once. */
function reporter(owner: { place: Question['place'] }, { context, said }: Job): Own['report'] {
  const { path, line, column } = owner.place
  return (rule, reason, node, note) => {
    // What is set twice, in prompt and answer or in two editions, is said once; so is a script's one package.
    const at = node && 'position' in node ? node.position?.start : undefined
    const what = rule === 'glyph-missing' ? (note ?? reason) : reason
    const own = at && rule !== 'glyph-missing' ? `${at.line}:${at.column}` : what
    const key = `${path}:${line}:${column} ${rule} ${own}`
    if (said.has(key)) return
    said.add(key)
    const place = node ? placeIn(owner, node) : owner.place
    context.messages.add(rule, reason, place, note === undefined ? {} : { note })
  }
}
