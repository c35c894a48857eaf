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
} as const satisfies Words
