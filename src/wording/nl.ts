/** Our own words in Dutch. */
import type { Words } from './words.ts'

export const nl = {
  hint: 'Hint',
  question: 'Vraag',
  answer: 'Antwoord',
  source: 'Bron',
  see: 'Zie ook',
  notes: 'Noten',
  contents: 'Inhoud',
  version: 'Versie',
  licence: 'Licentie',
  note: 'Opmerking',
  tip: 'Tip',
  important: 'Belangrijk',
  warning: 'Waarschuwing',
  caution: 'Let op',
  easy: 'makkelijk',
  medium: 'gemiddeld',
  hard: 'moeilijk',
  several: 'Kies alle juiste antwoorden',
  noneRight: 'Geen optie is als juist gemarkeerd.',
  unanswered: 'Er is nog geen antwoord geschreven.',
  reversed: 'Waarop is dit het antwoord?',
  retired: 'Ingetrokken.',
  retiredNotice:
    'Deze vraag zit niet meer in de stapel en wordt niet meer verbeterd. Zet de kaart stil, verwijder haar of houd haar.',
  update: 'Importeer het nieuwere bestand over deze stapel om bij te werken. Je voortgang blijft.',
  sound: 'Geluid',
  diagram: 'Diagram, als broncode',
  answers: 'Antwoorden',
  answerKey: 'Antwoordsleutel',
  tagIndex: 'Index van tags',
  termIndex: 'Index van begrippen',
  examEdition: 'Eerst de vragen, achterin de antwoorden',
  largeEdition: 'Grote letters',
  page: 'pagina',
  continued: 'vervolg',
  questions: 'Vragen',
  issued: 'Uitgegeven op',
  madeWith: 'Gemaakt met Rectoverso',
  codeUse:
    'De vijf of zeven letters naast een vraag zijn haar code. Die verandert nooit: met dezelfde code is de vraag op haar kaart en in de tabel te vinden.',
  studyUse:
    'Een antwoord staat naast een gekleurde balk. Dek het af met een vel papier en antwoord eerst zelf.',
  examUse:
    'Elke vraag noemt de pagina van haar antwoord, en elk antwoord de pagina van zijn vraag. De juiste letters staan bij elkaar op de laatste pagina’s.',
  foldUse:
    'Vouw de pagina naar achteren langs de stippellijn, of leg een vel over de antwoorden; antwoord, en kijk dan.',
} as const satisfies Words
