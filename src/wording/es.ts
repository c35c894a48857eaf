/** Our own words in Spanish. */
import type { Words } from './words.ts'

export const es = {
  hint: 'Pista',
  question: 'Pregunta',
  answer: 'Respuesta',
  source: 'Fuente',
  see: 'Véase también',
  notes: 'Notas',
  contents: 'Índice',
  version: 'Versión',
  licence: 'Licencia',
  note: 'Nota',
  tip: 'Consejo',
  important: 'Importante',
  warning: 'Advertencia',
  caution: 'Precaución',
  easy: 'fácil',
  medium: 'media',
  hard: 'difícil',
  several: 'Elige todas las correctas',
  noneRight: 'Ninguna opción está marcada como correcta.',
  unanswered: 'Todavía no hay respuesta.',
  reversed: '¿A qué responde esto?',
  retired: 'Retirada.',
  retiredNotice:
    'Esta pregunta ya no está en el mazo y no se corregirá. Puedes suspender, borrar o conservar la tarjeta.',
  update:
    'Para actualizar, importa el archivo más reciente sobre este mazo. Tu progreso se conserva.',
  sound: 'Sonido',
  diagram: 'Diagrama, en su código fuente',
  answers: 'Respuestas',
  answerKey: 'Clave de respuestas',
  tagIndex: 'Índice de etiquetas',
  termIndex: 'Índice de términos',
  examEdition: 'Primero las preguntas, las respuestas al final',
  largeEdition: 'Letra grande',
  page: 'página',
  continued: 'continuación',
  questions: 'Preguntas',
  issued: 'Fecha de edición',
  madeWith: 'Hecho con Rectoverso',
  codeUse:
    'Las cinco o siete letras junto a una pregunta son su código. No cambia nunca: con el mismo código se encuentra la pregunta en su tarjeta y en la tabla.',
  studyUse:
    'La respuesta está junto a una barra de color. Tápela con una hoja de papel y responda primero.',
  examUse:
    'Cada pregunta indica la página de su respuesta, y cada respuesta la página de su pregunta. Las letras correctas están reunidas en las últimas páginas.',
  foldUse:
    'Doble la página hacia atrás por la línea discontinua, o ponga una hoja sobre las respuestas; responda y después mire.',
} as const satisfies Words
