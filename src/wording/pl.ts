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
  answers: 'Odpowiedzi',
  answerKey: 'Klucz odpowiedzi',
  tagIndex: 'Indeks tagów',
  termIndex: 'Indeks pojęć',
  examEdition: 'Najpierw pytania, odpowiedzi na końcu',
  largeEdition: 'Duży druk',
  page: 'strona',
  continued: 'ciąg dalszy',
  questions: 'Liczba pytań',
  issued: 'Data wydania',
  madeWith: 'Wykonano w programie Rectoverso',
  codeUse:
    'Pięć lub siedem liter obok pytania to jego kod. Nigdy się on nie zmienia: po tym samym kodzie można znaleźć pytanie na karcie i w tabeli.',
  studyUse:
    'Odpowiedź znajduje się obok kolorowego paska. Należy zakryć ją kartką papieru i najpierw odpowiedzieć samemu.',
  examUse:
    'Każde pytanie podaje stronę swojej odpowiedzi, a każda odpowiedź stronę swojego pytania. Poprawne litery są zebrane na ostatnich stronach.',
  foldUse:
    'Należy zagiąć stronę do tyłu wzdłuż linii przerywanej albo położyć kartkę na odpowiedziach; odpowiedzieć, potem spojrzeć.',
} as const satisfies Words
