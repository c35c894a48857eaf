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
} as const satisfies Words
