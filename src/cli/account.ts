/** The account of what stands in files by others, in lines for people. */
import type { At, Count, Survey, SurveyedFile } from '../adopt/survey.ts'
import type { Rule } from '../messages/rules.ts'
import { rules } from '../messages/rules.ts'

/** Rows of a part shown before the rest is only counted. */
const limit = 20

export function accountOf(found: Survey, verbose: boolean): string[] {
  const { files, languages, pictures, missing, repeated, dropped, skipped, linked } = found
  const shortened = (rows: string[]) => {
    const more = verbose ? 0 : rows.length - limit
    return more > 0 ? [...rows.slice(0, limit), `  and ${more} more (--verbose shows all)`] : rows
  }
  const holding = files.filter(({ questions }) => questions > 0)
  const others = files.filter(({ questions }) => questions === 0)
  const open = found.questions - found.answered
  return [
    `${counted(files.length, 'file')} = ${holding.length} with questions + ${others.length} without`,
    ...shortened([...holding, ...others].map(rowOf)),
    ...part('Links not followed', shortened(linked.map(placed))),
    '',
    `${counted(found.candidates, 'candidate')} = ${counted(found.questions, 'question')} + ${skipped.length} skipped`,
    ...shortened(skipped.map(placed)),
    `${counted(found.questions, 'question')} = ${found.answered} answered + ${open} without answer`,
    ...languages.map(
      ({ language, files, questions }) =>
        `  ${language}: ${counted(questions, 'question')} in ${counted(files, 'file')}`,
    ),
    '',
    `${counted(pictures.found, 'picture')}; ${pictures.missing} missing, ${pictures.remote} remote`,
    ...shortened(missing.map(placed)),
    ...(pictures.remote > 0
      ? ['  Remote ones are links in every output; --fetch-images keeps copies of them.']
      : []),
    ...part(
      `${counted(repeated.length, 'title')} of more than one question; each has a code of its own`,
      shortened(repeated.map(({ title, count }) => `  ${count} times: ${title}`)),
    ),
    ...part(
      `Translations: ${found.banks?.length} banks, one a language`,
      (found.banks ?? []).map(
        ({ path, questions, language, of }) =>
          `  ${path}: ${counted(questions, 'question')}, ${language}${of === undefined ? '' : `, of ${of}`}`,
      ),
    ),
    ...part('Left out, by rule', dropped.map(ruled)),
    ...part('Warnings (`rectoverso check` shows each)', found.warnings.map(ruled)),
  ]
}

/** `1 file`, `2 files`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function part(title: string, rows: string[]): string[] {
  return rows.length > 0 ? ['', title, ...rows] : []
}

function rowOf({ path, questions, answered, language, choice, why }: SurveyedFile): string {
  if (questions === 0) return `  ${path}: no questions${why ? ` (${reasonIn(why)})` : ''}`
  const parts = [counted(questions, 'question'), `${answered} answered`]
  if (language !== undefined) parts.push(language)
  if (!choice) return `  ${path}: ${parts.join(', ')}`
  const { dialect, confidence, runnerUp } = choice
  const next = runnerUp ? `; next ${runnerUp.dialect}, ${runnerUp.questions}` : ''
  return `  ${path}: ${parts.join(', ')} (${dialect}, confidence ${confidence.toFixed(2)}${next})`
}

/** `README.md holds no question: all are links.` → `all are links`. */
function reasonIn(why: string): string {
  return why.replace(/^[^:]*: /, '').replace(/\.$/, '')
}

function placed({ path, line, reason }: At): string {
  return `  ${path}:${line}  ${reason}`
}

function ruled({ rule, count, first }: Count): string {
  const { meaning }: Rule = rules[rule]
  const at = `${count > 1 ? 'first at ' : ''}${first.path}:${first.line}`
  return `  ${String(count).padStart(4)} ${rule}  ${meaning.replace(/\.$/, '')}; ${at}`
}
