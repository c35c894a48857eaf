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
} as const satisfies Words
