/** Our own words in Polish. */
import type { Words } from './words.ts'

export const pl = {
  hint: 'Podpowiedź',
  question: 'Pytanie',
  answer: 'Odpowiedź',
  source: 'Źródło',
  see: 'Zobacz też',
  notes: 'Przypisy',
  contents: 'Spis treści',
  version: 'Wersja',
  licence: 'Licencja',
  note: 'Uwaga',
  tip: 'Wskazówka',
  important: 'Ważne',
  warning: 'Ostrzeżenie',
  caution: 'Ostrożnie',
  easy: 'łatwe',
  medium: 'średnie',
  hard: 'trudne',
  several: 'Wybierz wszystkie poprawne',
  noneRight: 'Żadna odpowiedź nie jest oznaczona jako poprawna.',
  unanswered: 'Odpowiedź nie została jeszcze napisana.',
  reversed: 'Na jakie pytanie to odpowiedź?',
  retired: 'Wycofane.',
  retiredNotice:
    'Tego pytania nie ma już w talii i nie będzie poprawiane. Kartę można zawiesić, usunąć lub zachować.',
  update: 'Aby zaktualizować, zaimportuj nowszy plik do tej talii. Postępy zostaną zachowane.',
  sound: 'Dźwięk',
  diagram: 'Diagram w postaci źródłowej',
} as const satisfies Words
