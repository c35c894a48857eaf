/** Our own words in Ukrainian. */
import type { Words } from './words.ts'

export const uk = {
  hint: 'Підказка',
  question: 'Питання',
  answer: 'Відповідь',
  source: 'Джерело',
  see: 'Див. також',
  notes: 'Примітки',
  contents: 'Зміст',
  version: 'Версія',
  licence: 'Ліцензія',
  note: 'Примітка',
  tip: 'Порада',
  important: 'Важливо',
  warning: 'Попередження',
  caution: 'Обережно',
  easy: 'легко',
  medium: 'середньо',
  hard: 'важко',
  several: 'Виберіть усі правильні',
  noneRight: 'Жоден варіант не позначено як правильний.',
  unanswered: 'Відповідь ще не написано.',
  reversed: 'На що це відповідь?',
  retired: 'Вилучено.',
  retiredNotice:
    'Цього питання більше немає в колоді, і його не виправлятимуть. Картку можна призупинити, видалити або залишити.',
  update: 'Щоб оновити, імпортуйте новіший файл поверх цієї колоди. Ваш поступ збережеться.',
  sound: 'Звук',
  diagram: 'Схема у вихідному вигляді',
} as const satisfies Words
