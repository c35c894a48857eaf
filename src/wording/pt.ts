/** Our own words in Portuguese. */
import type { Words } from './words.ts'

export const pt = {
  hint: 'Dica',
  question: 'Pergunta',
  answer: 'Resposta',
  source: 'Fonte',
  see: 'Ver também',
  notes: 'Notas',
  contents: 'Sumário',
  version: 'Versão',
  licence: 'Licença',
  note: 'Nota',
  tip: 'Sugestão',
  important: 'Importante',
  warning: 'Aviso',
  caution: 'Cuidado',
  easy: 'fácil',
  medium: 'média',
  hard: 'difícil',
  several: 'Escolha todas as corretas',
  noneRight: 'Nenhuma opção está marcada como correta.',
  unanswered: 'A resposta ainda não foi escrita.',
  reversed: 'A que isto responde?',
  retired: 'Retirada.',
  retiredNotice:
    'Esta pergunta já não está no baralho e não será corrigida. Suspenda ou apague o cartão, ou fique com ele.',
  update:
    'Para atualizar, importe o ficheiro mais recente sobre este baralho. O seu progresso mantém-se.',
  sound: 'Som',
  diagram: 'Diagrama, como código-fonte',
} as const satisfies Words
