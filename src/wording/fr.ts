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
  answers: 'Réponses',
  answerKey: 'Corrigé',
  tagIndex: 'Index des étiquettes',
  termIndex: 'Index des termes',
  examEdition: 'Les questions d’abord, les réponses à la fin',
  largeEdition: 'Gros caractères',
  page: 'page',
  continued: 'suite',
  questions: 'Questions',
  issued: 'Date d’édition',
  madeWith: 'Réalisé avec Rectoverso',
  codeUse:
    'Les cinq ou sept lettres à côté d’une question sont son code. Il ne change jamais : le même code permet de retrouver la question sur sa carte et dans le tableau.',
  studyUse:
    'La réponse se trouve à côté d’une barre de couleur. Cachez-la avec une feuille de papier et répondez d’abord.',
  examUse:
    'Chaque question indique la page de sa réponse, et chaque réponse la page de sa question. Les lettres justes sont réunies dans les dernières pages.',
  foldUse:
    'Pliez la page vers l’arrière le long de la ligne pointillée, ou posez une feuille sur les réponses ; répondez, puis regardez.',
} as const satisfies Words
