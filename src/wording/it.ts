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
  answers: 'Risposte',
  answerKey: 'Chiave delle risposte',
  tagIndex: 'Indice delle etichette',
  termIndex: 'Indice dei termini',
  examEdition: 'Prima le domande, in fondo le risposte',
  largeEdition: 'Caratteri grandi',
  page: 'pagina',
  continued: 'continua',
  questions: 'Domande',
  issued: 'Data di pubblicazione',
  madeWith: 'Realizzato con Rectoverso',
  codeUse:
    'Le cinque o sette lettere accanto a una domanda sono il suo codice. Non cambia mai: lo stesso codice trova la domanda sulla sua scheda e nella tabella.',
  studyUse:
    'La risposta si trova accanto a una barra colorata. Coprirla con un foglio di carta e rispondere prima.',
  examUse:
    'Ogni domanda indica la pagina della sua risposta e ogni risposta la pagina della sua domanda. Le lettere giuste sono raccolte nelle ultime pagine.',
  foldUse:
    'Piegare la pagina all’indietro lungo la linea tratteggiata, o coprire le risposte con un foglio; rispondere, poi guardare.',
} as const satisfies Words
