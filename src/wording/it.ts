/** Our own words in Italian. */
import type { Words } from './words.ts'

export const it = {
  hint: 'Suggerimento',
  question: 'Domanda',
  answer: 'Risposta',
  source: 'Fonte',
  see: 'Vedi anche',
  notes: 'Note',
  contents: 'Indice',
  version: 'Versione',
  licence: 'Licenza',
  note: 'Nota',
  tip: 'Consiglio',
  important: 'Importante',
  warning: 'Avviso',
  caution: 'Attenzione',
  easy: 'facile',
  medium: 'media',
  hard: 'difficile',
  several: 'Scegli tutte quelle giuste',
  noneRight: 'Nessuna opzione è indicata come giusta.',
  unanswered: 'La risposta non è ancora stata scritta.',
  reversed: 'A che cosa risponde questo?',
  retired: 'Ritirata.',
  retiredNotice:
    'Questa domanda non è più nel mazzo e non sarà corretta. Sospendi o elimina la carta, oppure tienila.',
  update:
    'Per aggiornare, importa il file più recente sopra questo mazzo. I tuoi progressi restano.',
  sound: 'Audio',
  diagram: 'Diagramma, come sorgente',
} as const satisfies Words
