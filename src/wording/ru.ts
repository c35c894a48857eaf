/** Our own words in Russian. */
import type { Words } from './words.ts'

export const ru = {
  hint: 'Подсказка',
  question: 'Вопрос',
  answer: 'Ответ',
  source: 'Источник',
  see: 'См. также',
  notes: 'Примечания',
  contents: 'Содержание',
  version: 'Версия',
  licence: 'Лицензия',
  note: 'Примечание',
  tip: 'Совет',
  important: 'Важно',
  warning: 'Предупреждение',
  caution: 'Осторожно',
  easy: 'легко',
  medium: 'средне',
  hard: 'трудно',
  several: 'Выберите все верные',
  noneRight: 'Ни один вариант не отмечен как верный.',
  unanswered: 'Ответ ещё не написан.',
  reversed: 'На что это ответ?',
  retired: 'Снято.',
  retiredNotice:
    'Этого вопроса больше нет в колоде, и он не будет исправляться. Карточку можно отложить, удалить или оставить.',
  update: 'Чтобы обновить, импортируйте новый файл поверх этой колоды. Ваш прогресс сохранится.',
  sound: 'Звук',
  diagram: 'Схема в исходном виде',
} as const satisfies Words
