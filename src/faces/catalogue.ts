/**
 * The faces this project sets text in, and where each one lives.
 *
 * A face is named by its file inside `@expo-google-fonts/`, without `.ttf`; all
 * are under the SIL Open Font License. Only TrueType files are listed: WOFF2
 * prints blank or garbled glyphs in pdfkit.
 */
export type Family = 'serif' | 'sans' | 'mono'
export type Weight = 400 | 600 | 700

/** How some text is to look; size is the caller's. */
export type Style = {
  family: Family
  weight: Weight
  italic: boolean
  /** OpenType features to switch on, such as `tnum`. */
  features?: readonly string[]
}

/** `package/folder/file`, e.g. `source-serif-4/400Regular/SourceSerif4_400Regular`. */
export type FaceId = string

const families = {
  serif: { package: 'source-serif-4', file: 'SourceSerif4' },
  sans: { package: 'source-sans-3', file: 'SourceSans3' },
  mono: { package: 'source-code-pro', file: 'SourceCodePro' },
} as const satisfies Record<Family, { package: string; file: string }>

const ofFamilies: ReadonlySet<string> = new Set(Object.values(families).map((one) => one.package))

const weights = { 400: '400Regular', 600: '600SemiBold', 700: '700Bold' } as const satisfies Record<
  Weight,
  string
>

/** A face that comes after the text families: `weights` says which files it has. */
type Fallback = { package: string; file: string; weights: readonly Weight[] }

/** Tried in this order; every package is a dependency of ours. */
const bundled = [
  { package: 'noto-sans-hebrew', file: 'NotoSansHebrew', weights: [400, 600, 700] },
  { package: 'noto-naskh-arabic', file: 'NotoNaskhArabic', weights: [400, 600, 700] },
  { package: 'noto-sans-devanagari', file: 'NotoSansDevanagari', weights: [400, 600, 700] },
  { package: 'noto-sans-math', file: 'NotoSansMath', weights: [400] },
  { package: 'noto-sans-symbols-2', file: 'NotoSansSymbols2', weights: [400] },
] as const satisfies readonly Fallback[]

const emoji: Fallback = { package: 'noto-emoji', file: 'NotoEmoji', weights: [400, 600, 700] }

/** Whether a face is of a package that is a dependency of ours, in the one version that we have. */
export function comesWithUs(face: FaceId): boolean {
  return ours.has(packageOf(face))
}

const packageOf = (face: FaceId): string => face.slice(0, face.indexOf('/'))

const ours: ReadonlySet<string> = new Set(
  [...Object.values(families), ...bundled, emoji].map((face) => face.package),
)

/** Faces too large, or too seldom needed, to come with us: used when they are installed. */
const optional: readonly (Fallback & { script: RegExp; languages: readonly string[] })[] = [
  wanted('sc', 'SC', /[\p{Script=Han}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uffef]/u, ['zh']),
  wanted('jp', 'JP', /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fb-\u30ff]/u, [
    'ja',
  ]),
  wanted('kr', 'KR', /[\p{Script=Hangul}\p{Script=Han}]/u, ['ko']),
  wanted('tc', 'TC', /\p{Script=Han}/u, ['zh-TW', 'zh-HK', 'zh-Hant']),
  wanted('thai', 'Thai', /\p{Script=Thai}/u, ['th']),
  wanted('bengali', 'Bengali', /\p{Script=Bengali}/u, ['bn']),
  wanted('tamil', 'Tamil', /\p{Script=Tamil}/u, ['ta']),
  wanted('telugu', 'Telugu', /\p{Script=Telugu}/u, ['te']),
  wanted('gujarati', 'Gujarati', /\p{Script=Gujarati}/u, ['gu']),
  wanted('kannada', 'Kannada', /\p{Script=Kannada}/u, ['kn']),
  wanted('malayalam', 'Malayalam', /\p{Script=Malayalam}/u, ['ml']),
  wanted('gurmukhi', 'Gurmukhi', /\p{Script=Gurmukhi}/u, ['pa']),
  wanted('sinhala', 'Sinhala', /\p{Script=Sinhala}/u, ['si']),
  wanted('khmer', 'Khmer', /\p{Script=Khmer}/u, ['km']),
  wanted('myanmar', 'Myanmar', /\p{Script=Myanmar}/u, ['my']),
  wanted('georgian', 'Georgian', /\p{Script=Georgian}/u, ['ka']),
  wanted('armenian', 'Armenian', /\p{Script=Armenian}/u, ['hy']),
  wanted('ethiopic', 'Ethiopic', /\p{Script=Ethiopic}/u, ['am']),
]

function wanted(name: string, file: string, script: RegExp, languages: readonly string[]) {
  return {
    package: `noto-sans-${name}`,
    file: `NotoSans${file}`,
    weights: [400, 600, 700] as const,
    script,
    languages,
  }
}

/** The face of a text family in a style. */
export function faceOf(style: Style): FaceId {
  const family = families[style.family]
  const weight = weights[style.weight] + (style.italic ? '_Italic' : '')
  return `${family.package}/${weight}/${family.file}_${weight}`
}

/**
 * Whether each character of some text has its glyph and width in a face whatever stands beside
 * it, so that the text needs no shaping: figures of one width in all families, and in the mono
 * one printable ASCII and the dash between two codes.
 */
export function standsApart(id: FaceId, text: string, features: readonly string[]): boolean {
  if (!features.every((feature) => feature === 'tnum')) return false
  if (/^\d+$/.test(text)) return ofFamilies.has(packageOf(id))
  return features.length === 0 && packageOf(id) === families.mono.package && /^[ -~–]+$/.test(text)
}

/** The faces to try for a style, best first, as far as they come with us. */
export function chainOf(style: Style): FaceId[] {
  const others = (['sans', 'mono', 'serif'] as const).filter((family) => family !== style.family)
  return [
    faceOf(style),
    ...others.map((family) => faceOf({ ...style, family })),
    ...bundled.map((fallback) => fallbackFace(fallback, style.weight)),
    fallbackFace(emoji, style.weight),
  ]
}

export function emojiFace(weight: Weight): FaceId {
  return fallbackFace(emoji, weight)
}

/** Faces for some text that may or may not be installed, those of the bank's language first. */
export function optionalFaces(text: string, weight: Weight, language: string): FaceId[] {
  const mine = (languages: readonly string[]): number =>
    languages.includes(language) ? 0 : languages.includes(language.split('-')[0] ?? '') ? 1 : 2
  return optional
    .filter((face) => face.script.test(text))
    .map((face, order) => ({ face, rank: mine(face.languages) * optional.length + order }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ face }) => fallbackFace(face, weight))
}

/** The npm package that would supply a character we have no face for, if we know one. */
export function packageFor(text: string, language: string): string | undefined {
  const [face] = optionalFaces(text, 400, language)
  return face && `@expo-google-fonts/${face.split('/')[0]}`
}

function fallbackFace(fallback: Fallback, weight: Weight): FaceId {
  const nearest = fallback.weights.includes(weight) ? weight : 400
  return `${fallback.package}/${weights[nearest]}/${fallback.file}_${weights[nearest]}`
}
