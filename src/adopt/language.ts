/**
 * In which language a file is written, by its script and its commonest words: a
 * guess good enough to say and to begin settings with, by no means certain.
 */

/** Words that are common in one language and rare in the others of its script. */
const common = {
  en: 'the of and is to that with are this you which for',
  de: 'der die das und ist nicht ein eine mit von auf wird',
  fr: 'le les des et est une dans que pour qui sur pas',
  es: 'el los las una es en que por para con del como',
  pt: 'o os um uma é em que não para com do da são',
  it: 'il lo gli una è di che per con non del della sono',
  nl: 'de het een en van is dat niet voor met wordt zijn',
  pl: 'w na się jest nie że do jak który przez oraz są',
  tr: 'bir ve bu için ile olan olarak da de daha gibi veya',
  id: 'yang dan di dari untuk dengan adalah pada ini itu dalam atau',
  sv: 'och att det som är en på för med inte av till',
  cs: 'je na se že pro který jako není nebo ve při jsou',
} as const satisfies Record<string, string>

const words = Object.entries(common).map(
  ([language, list]) => [language, new Set(list.split(' '))] as const,
)

/** Letters of Vietnamese that no other language of the Latin script has. */
const vietnamese = /[ơưđạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/giu

/** Signs that only simplified, or only traditional, Chinese has. */
const simplified = /[们国说这个学时会对发开关为与实现变数据类]/gu
const traditional = /[們國說這個學時會對發開關為與實現變數據類]/gu

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/** BCP 47; undefined where nothing tells. */
export function languageOf(markdown: string): string | undefined {
  const text = proseOf(markdown)
  const letters = count(text, /\p{L}/gu)
  if (letters < 20) return undefined
  const share = (pattern: RegExp) => count(text, pattern) / letters
  // A text in these scripts holds many names and terms in Latin letters.
  const kana = share(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)
  const han = share(/\p{Script=Han}/gu)
  if (kana > 0.05) return 'ja'
  if (share(/\p{Script=Hangul}/gu) > 0.1) return 'ko'
  if (han > 0.1) return count(text, traditional) > count(text, simplified) ? 'zh-Hant' : 'zh'
  if (share(/\p{Script=Cyrillic}/gu) > 0.2) return cyrillic(text)
  if (share(/\p{Script=Arabic}/gu) > 0.2) return /[پچژگ]/u.test(text) ? 'fa' : 'ar'
  if (share(/\p{Script=Hebrew}/gu) > 0.2) return 'he'
  if (share(/\p{Script=Devanagari}/gu) > 0.2) return 'hi'
  if (share(/\p{Script=Thai}/gu) > 0.2) return 'th'
  if (share(/\p{Script=Greek}/gu) > 0.2) return 'el'
  if (share(vietnamese) > 0.03) return 'vi'
  return latin(text)
}

function cyrillic(text: string): string {
  if (count(text, /[іїєґ]/giu) > count(text, /[ыэъ]/giu)) return 'uk'
  return count(text, /[ыэ]/giu) === 0 && count(text, /ъ/giu) > 3 ? 'bg' : 'ru'
}

function latin(text: string): string | undefined {
  const scores = new Map<string, number>()
  for (const [word] of text.toLowerCase().matchAll(/\p{L}+/gu)) {
    for (const [language, own] of words) {
      if (own.has(word)) scores.set(language, (scores.get(language) ?? 0) + 1)
    }
  }
  const [best, next] = [...scores].sort(([, a], [, b]) => b - a)
  if (!best || best[1] < 3) return undefined
  return best[1] > 1.2 * (next?.[1] ?? 0) ? best[0] : undefined
}

/** The text without code, addresses, markup and front matter. */
function proseOf(markdown: string): string {
  return markdown
    .slice(0, 400_000)
    .replace(/^\ufeff?---\n[\s\S]*?\n---\n/, '')
    .replace(/^ *(`{3,}|~{3,})[\s\S]*?(?:^ *\1|$(?![\s\S]))/gm, ' ')
    .replace(/`[^`\n]*`|<[^>\n]*>|\]\([^)\n]*\)|https?:\S+/g, ' ')
}
