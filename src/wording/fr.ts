/** Our own words in French. */
import type { Words } from './words.ts'

export const fr = {
  hint: 'Indice',
  question: 'Question',
  answer: 'Réponse',
  source: 'Source',
  see: 'Voir aussi',
  notes: 'Notes',
  contents: 'Table des matières',
  version: 'Version',
  licence: 'Licence',
  note: 'Note',
  tip: 'Conseil',
  important: 'Important',
  warning: 'Avertissement',
  caution: 'Attention',
  easy: 'facile',
  medium: 'moyen',
  hard: 'difficile',
  several: 'Choisissez toutes les bonnes réponses',
  noneRight: 'Aucune proposition n’est indiquée comme juste.',
  unanswered: 'La réponse n’est pas encore écrite.',
  reversed: 'À quoi est-ce la réponse ?',
  retired: 'Retirée.',
  retiredNotice:
    'Cette question n’est plus dans le paquet et ne sera plus corrigée. Suspendez ou supprimez la carte, ou gardez-la.',
  update:
    'Pour mettre à jour, importez le fichier plus récent par-dessus ce paquet. Votre progression est conservée.',
  sound: 'Son',
  diagram: 'Diagramme, sous forme de source',
} as const satisfies Words
