/** Languages as names of files and folders give them: `zh-CN`, `ja_JA`, `russian`, `br`. */

const codes = new Set(
  'af am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja jv ka kk km kn ko ku ky lo lt lv mg mi mk ml mn mr ms my nb ne nl nn no pa pl ps pt ro ru si sk sl so sq sr sv sw ta te tg th tk tl tr tt ug uk ur uz vi yo zh zu'.split(
    ' ',
  ),
)

/** What authors write for a country or in full. */
const names: Readonly<Record<string, string>> = {
  cn: 'zh',
  ch: 'zh',
  chs: 'zh',
  cht: 'zh-Hant',
  tw: 'zh-Hant',
  jp: 'ja',
  kr: 'ko',
  ua: 'uk',
  br: 'pt-BR',
  vn: 'vi',
  cz: 'cs',
  dk: 'da',
  gr: 'el',
  ir: 'fa',
  english: 'en',
  arabic: 'ar',
  bengali: 'bn',
  bulgarian: 'bg',
  burmese: 'my',
  catalan: 'ca',
  chinese: 'zh',
  czech: 'cs',
  danish: 'da',
  dutch: 'nl',
  farsi: 'fa',
  finnish: 'fi',
  french: 'fr',
  georgian: 'ka',
  german: 'de',
  greek: 'el',
  hebrew: 'he',
  hindi: 'hi',
  hungarian: 'hu',
  indonesian: 'id',
  italian: 'it',
  japanese: 'ja',
  korean: 'ko',
  marathi: 'mr',
  norwegian: 'no',
  persian: 'fa',
  polish: 'pl',
  portuguese: 'pt',
  romanian: 'ro',
  russian: 'ru',
  serbian: 'sr',
  slovak: 'sk',
  spanish: 'es',
  swedish: 'sv',
  thai: 'th',
  turkish: 'tr',
  ukrainian: 'uk',
  vietnamese: 'vi',
}

/** BCP 47 of a name; undefined where it names no language. `short`: a code without a region. */
export function tongueOf(name: string): { language: string; short: boolean } | undefined {
  const [base = '', region = '', ...more] = name.toLowerCase().split(/[-_]/)
  if (more.length > 0) return undefined
  const known = names[base] ?? (codes.has(base) ? base : undefined)
  if (known === undefined) return undefined
  if (region === '') return { language: known, short: base.length === 2 }
  if (known === 'zh') {
    const traditional = /^(?:tw|hk|hant|traditional|cht)$/.test(region)
    return { language: traditional ? 'zh-Hant' : 'zh', short: false }
  }
  if (/^(?:latin|latn|cyrillic|cyrl)$/.test(region)) {
    return { language: `${known}-${region.startsWith('l') ? 'Latn' : 'Cyrl'}`, short: false }
  }
  if (!/^[a-z]{2}$/.test(region)) return undefined
  // `ja_JA` and `ru-RU` say the language twice.
  const own = region === known || region === defaults[known]
  return { language: own ? known : `${known}-${region.toUpperCase()}`, short: false }
}

const defaults: Readonly<Record<string, string>> = {
  ja: 'jp',
  ko: 'kr',
  uk: 'ua',
  vi: 'vn',
  sv: 'se',
  da: 'dk',
  cs: 'cz',
  el: 'gr',
  fa: 'ir',
  hi: 'in',
  en: 'us',
  sq: 'al',
}
