/** Our own words in German. */
import type { Words } from './words.ts'

export const de = {
  hint: 'Hinweis',
  question: 'Frage',
  answer: 'Antwort',
  source: 'Quelle',
  see: 'Siehe auch',
  notes: 'Anmerkungen',
  contents: 'Inhalt',
  version: 'Version',
  licence: 'Lizenz',
  note: 'Hinweis',
  tip: 'Tipp',
  important: 'Wichtig',
  warning: 'Warnung',
  caution: 'Vorsicht',
  easy: 'leicht',
  medium: 'mittel',
  hard: 'schwer',
  several: 'Alle zutreffenden auswählen',
  noneRight: 'Keine Möglichkeit ist als richtig markiert.',
  unanswered: 'Eine Antwort fehlt noch.',
  reversed: 'Worauf ist das die Antwort?',
  retired: 'Zurückgezogen.',
  retiredNotice:
    'Diese Frage ist nicht mehr im Stapel und wird nicht mehr berichtigt. Die Karte kann ausgesetzt, gelöscht oder behalten werden.',
  update:
    'Zum Aktualisieren die neuere Datei über diesen Stapel importieren. Der Lernstand bleibt erhalten.',
  sound: 'Ton',
  diagram: 'Diagramm, als Quelltext',
  answers: 'Antworten',
  answerKey: 'Lösungsschlüssel',
  tagIndex: 'Schlagwörter',
  termIndex: 'Begriffe',
  examEdition: 'Erst die Fragen, hinten die Antworten',
  largeEdition: 'Großdruck',
  page: 'Seite',
  continued: 'Fortsetzung',
  questions: 'Fragen',
  issued: 'Ausgegeben am',
  madeWith: 'Gemacht mit Rectoverso',
  codeUse:
    'Die fünf oder sieben Zeichen neben einer Frage sind ihr Code. Er ändert sich nie: Derselbe Code findet die Frage auf ihrer Karte und in der Tabelle.',
  studyUse:
    'Eine Antwort steht neben einem farbigen Balken. Man decke sie mit einem Blatt Papier zu und antworte zuerst selbst.',
  examUse:
    'Jede Frage nennt die Seite ihrer Antwort und jede Antwort die Seite ihrer Frage. Die richtigen Buchstaben stehen gesammelt auf den letzten Seiten.',
  foldUse:
    'Die Seite an der gestrichelten Linie nach hinten falten oder ein Blatt auf die Antworten legen; antworten, dann nachsehen.',
} as const satisfies Words
