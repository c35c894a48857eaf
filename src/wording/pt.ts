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
  answers: 'Respostas',
  answerKey: 'Gabarito',
  tagIndex: 'Índice de etiquetas',
  termIndex: 'Índice de termos',
  examEdition: 'Primeiro as perguntas, as respostas no fim',
  largeEdition: 'Letra grande',
  page: 'página',
  continued: 'continuação',
  questions: 'Perguntas',
  issued: 'Data de publicação',
  madeWith: 'Feito com Rectoverso',
  codeUse:
    'As cinco ou sete letras ao lado de uma pergunta são o seu código. Ele nunca muda: com o mesmo código encontra-se a pergunta no seu cartão e na tabela.',
  studyUse:
    'A resposta está ao lado de uma barra colorida. Cubra-a com uma folha de papel e responda primeiro.',
  examUse:
    'Cada pergunta indica a página da sua resposta, e cada resposta a página da sua pergunta. As letras certas estão reunidas nas últimas páginas.',
  foldUse:
    'Dobre a página para trás pela linha tracejada, ou ponha uma folha sobre as respostas; responda e depois olhe.',
} as const satisfies Words
