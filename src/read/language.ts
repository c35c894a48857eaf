/**
 * The language that text is written in, by its letters and its commonest words:
 * a guess good enough to say and to begin settings with. Code and addresses do
 * not count.
 */

/** Scripts that are of one language as far as questions go, most often. */
const scripts = [
  ['th', /\p{Script=Thai}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['bn', /\p{Script=Bengali}/gu],
  ['ta', /\p{Script=Tamil}/gu],
  ['te', /\p{Script=Telugu}/gu],
  ['gu', /\p{Script=Gujarati}/gu],
  ['pa', /\p{Script=Gurmukhi}/gu],
  ['kn', /\p{Script=Kannada}/gu],
  ['ml', /\p{Script=Malayalam}/gu],
  ['si', /\p{Script=Sinhala}/gu],
  ['my', /\p{Script=Myanmar}/gu],
  ['km', /\p{Script=Khmer}/gu],
  ['ka', /\p{Script=Georgian}/gu],
  ['hy', /\p{Script=Armenian}/gu],
] as const satisfies readonly (readonly [string, RegExp])[]

/** Common words that few other languages share, a language a row. */
const common = {
  en: 'the of and to is in that for it are with as what how you this be which between',
  es: 'el los las una que para con por es son como qué cuál del se entre cómo más esto',
  pt: 'o os as uma que para com por é são como qual do da não em entre você mais isso',
  fr: 'le les des une que pour avec est sont dans quelle quel vous pas entre comment plus du et',
  de: 'der die das und ist ein eine nicht mit was wie für den von zwischen werden wird sich auf',
  it: 'il gli una che per con è sono come quale del della non tra più cosa nel di viene',
  nl: 'de het een en is van wat hoe voor met niet zijn dat tussen wordt deze bij kan worden',
  pl: 'w i na jest co jak się nie do czym są dla między przez oraz które z tym można',
  cs: 'a je co jak se na v že jsou pro mezi které který není nebo tím můžete s když jaký',
  tr: 've bir bu ile için nedir nasıl ne olarak olan arasındaki daha gibi veya hangi değil kullanılır fark en çok',
  vi: 'là và của các có được trong cho một không những khi với này gì như giữa sử dụng để',
  id: 'yang dan di untuk dengan adalah apa dari ini itu pada antara tidak dalam bagaimana dapat sebuah atau akan jika',
  ro: 'și este ce care pentru cu în din între sunt nu un o la pe mai sau se cum prin',
  sv: 'och är att det som en för med på av inte mellan vad hur den till kan ett om eller',
  da: 'og er at det som en for med på af ikke mellem hvad hvordan den til kan et om eller',
  fi: 'ja on ei että se mitä miten tai kun joka ovat voi sen mikä myös kuin välillä ole jos niin',
  hu: 'a az és egy hogy nem mi van vagy mit hogyan között ez is amely milyen kell lehet ha ami',
  uz: 'va bu bilan uchun nima qanday bir ham yoki orasidagi emas kerak bo‘lgan esa deb agar har keyin qiladi',
  az: 'və bu bir ilə üçün nədir necə olan arasında daha kimi ya hansı deyil istifadə olunur fərq çox hər',
  sq: 'dhe është një për me në që nuk si çfarë kjo nga të ose ndërmjet janë mund kur por ka',
  bs: 'i je se na u što kako za od ne da su koji koja između ili nije kao ako može',
} as const satisfies Record<string, string>

const fewestLetters = 20
/** Fewest words, and common ones among them, for a language of the Latin script. */
const fewestWords = 8
const fewestCommon = 3
/** Longest beginning of a text that is looked at. */
const longest = 60_000

/** BCP 47 of the texts together; English where nothing else is sure. */
export function languageOf(texts: Iterable<string>): string {
  return languageSeen(texts) ?? 'en'
}

/** BCP 47 of the texts together; undefined where nothing tells. */
export function languageSeen(texts: Iterable<string>): string | undefined {
  const text = beginningOf(texts)
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0
  const letters = count(/\p{L}/gu)
  if (letters < fewestLetters) return undefined
  const share = (pattern: RegExp): number => count(pattern) / letters
  // A text in these scripts holds many names and terms in Latin letters, and few letters of its own.
  const kana = share(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)
  const han = share(/\p{Script=Han}/gu)
  if (share(/\p{Script=Cyrillic}/gu) > 0.25) return cyrillic(share)
  if (share(/\p{Script=Hangul}/gu) > 0.15) return 'ko'
  if (kana > 0.06) return 'ja'
  if (han > 0.12) return count(traditional) > count(simplified) ? 'zh-Hant' : 'zh'
  if (share(/\p{Script=Arabic}/gu) > 0.25) return arabic(share)
  if (share(/\p{Script=Devanagari}/gu) > 0.25)
    return count(/आहे|आणि/gu) > count(/है|और/gu) ? 'mr' : 'hi'
  for (const [language, script] of scripts) if (share(script) > 0.25) return language
  if (share(vietnamese) > 0.03) return 'vi'
  return byWords(text)
}

/** The prose of some texts, as much as is looked at. */
function beginningOf(texts: Iterable<string>): string {
  const most = longest * 4
  const parts: string[] = []
  let length = 0
  for (const text of texts) {
    const prose = proseOf(text.slice(0, longest))
    parts.push(prose)
    length += prose.length + 1
    if (length >= most) break
  }
  return parts.join('\n').slice(0, most)
}

/** Letters of Vietnamese that no other language of the Latin script has. */
const vietnamese = /[ơưđạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/giu

type Share = (pattern: RegExp) => number

const simplified = /[们这个时为来说对开关动应经过还进点种会问题实现类业]/gu
const traditional = /[們這個時為來說對開關動應經過還進點種會問題實現類業]/gu

function cyrillic(share: Share): string {
  if (share(/[ўЎ]/gu) > 0.003) return share(/[қғҳ]/gu) > 0.003 ? 'uz-Cyrl' : 'be'
  if (share(/[іїєґ]/giu) > Math.max(0.005, share(/[ыэъ]/giu)) && share(/[әғқңөұүһ]/gu) < 0.01)
    return 'uk'
  if (share(/[јљњђћџ]/gu) > 0.005) return 'sr'
  if (share(/[әғқңөұүһ]/gu) > 0.01) return 'kk'
  return share(/[ыэё]/gu) < 0.001 && share(/ъ/gu) > 0.005 ? 'bg' : 'ru'
}

function arabic(share: Share): string {
  if (share(/[ٹڈےں]/gu) > 0.005) return 'ur'
  return share(/[پچژگکی]/gu) > 0.03 ? 'fa' : 'ar'
}

function byWords(text: string): string | undefined {
  const words = text.toLowerCase().match(/\p{L}[\p{L}\p{M}‘’']*/gu) ?? []
  if (words.length < fewestWords) return undefined
  const times = new Map<string, number>()
  for (const word of words) times.set(word, (times.get(word) ?? 0) + 1)
  const counts = Object.entries(common)
    .map(([language, list]) => {
      const found = [...new Set(list.split(' '))].flatMap((word) => times.get(word) ?? [])
      return { language, count: found.reduce((sum, n) => sum + n, 0), different: found.length }
    })
    .sort((one, other) => other.count - one.count)
  const english = counts.find(({ language }) => language === 'en')?.count ?? 0
  const [first, second] = counts
  if (!first || first.count < words.length * 0.06) return undefined
  // One word said many times is as often a name.
  if (first.different < fewestCommon) return undefined
  if (first.count < (second?.count ?? 0) * 1.15) return undefined
  // Words of English stand in texts of every language; of another they are more than twice as many.
  return first.language === 'en' || first.count >= english * 2 ? first.language : undefined
}

/** Text without code, tags, addresses and front matter. */
function proseOf(text: string): string {
  return text
    .replace(/^---\r?\n[\s\S]*?\r?\n---\r?\n/, '')
    .replace(/^ {0,3}(```+|~~~+)[\s\S]*?^ {0,3}\1[ \t]*$/gm, ' ')
    .replace(/`[^`\n]*`/g, ' ')
    .replace(/<[^>\n]{0,300}>/g, ' ')
    .replace(/\]\([^)\n]*\)/g, '] ')
    .replace(/https?:\S+/g, ' ')
}
