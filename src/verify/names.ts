/** Which file is of which format, and what the files of a format are called. */
import type { Format, Options } from '../config/settings.ts'
import { editionNames, editionsOf } from '../model/editions.ts'

const endings = {
  anki: '.apkg',
  csv: '.csv',
  xlsx: '.xlsx',
  'anki-txt': '.anki.txt',
  json: '.json',
} as const satisfies Partial<Record<Format, string>>

/** The deck of a bank of such a name is called otherwise: importers would stumble over it. */
function deckStem(name: string): string {
  const stem = name.replaceAll('#', '-')
  return /^(?:collection$|backup-)/i.test(stem) ? `deck-${stem}` : stem
}

/** Names of the files that a format makes of the bank `name`; of the booklet, of each edition set. */
export function outputNames(format: Format, name: string, pdf: Options | undefined): string[] {
  if (format === 'anki') return [`${deckStem(name)}${endings.anki}`]
  if (format !== 'pdf') return [`${name}${endings[format]}`]
  const { editions: given, impose } = pdf ?? {}
  const editions = editionsOf(Array.isArray(given) ? given.map(String) : ['study'])
  const sheets = ['cards', 'calibration']
  return ('unknown' in editions ? [] : editions).flatMap((edition) => {
    const stem = edition === 'study' ? name : `${name}.${edition}`
    const imposed = impose !== undefined && impose !== false && !sheets.includes(edition)
    return [`${stem}.pdf`, ...(imposed ? [`${stem}.imposed.pdf`] : [])]
  })
}

/** The format of a file of the bank `name`; undefined where it is none of ours. */
export function formatOf(file: string, name: string): Format | undefined {
  if (file === `${deckStem(name)}${endings.anki}`) return 'anki'
  if (editionOf(file, name)) return 'pdf'
  const formats = ['csv', 'xlsx', 'anki-txt', 'json'] as const
  return formats.find((format) => file === `${name}${endings[format]}`)
}

export type Edition = { name: (typeof editionNames)[number]; imposed: boolean }

/** Which edition of the booklet a file is. */
export function editionOf(file: string, name: string): Edition | undefined {
  for (const edition of editionNames) {
    const stem = edition === 'study' ? name : `${name}.${edition}`
    if (file === `${stem}.pdf`) return { name: edition, imposed: false }
    if (file === `${stem}.imposed.pdf`) return { name: edition, imposed: true }
  }
  return undefined
}
