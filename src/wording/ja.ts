/** Our own words in Japanese. */
import type { Words } from './words.ts'

export const ja = {
  hint: 'ヒント',
  question: '質問',
  answer: '答え',
  source: '出典',
  see: '関連項目',
  notes: '注',
  contents: '目次',
  version: 'バージョン',
  licence: 'ライセンス',
  note: 'メモ',
  tip: 'ヒント',
  important: '重要',
  warning: '警告',
  caution: '注意',
  easy: '易しい',
  medium: '普通',
  hard: '難しい',
  several: '当てはまるものをすべて選ぶ',
  noneRight: '正解とされた選択肢がありません。',
  unanswered: '答えはまだ書かれていません。',
  reversed: 'これは何の答えですか？',
  retired: '廃止。',
  retiredNotice:
    'この質問はもうデッキにはなく、今後訂正されません。カードは保留、削除、またはそのまま残すことができます。',
  update:
    '更新するには、新しいファイルをこのデッキに上書きで読み込んでください。学習の進み具合は残ります。',
  sound: '音声',
  diagram: '図（ソースのまま）',
} as const satisfies Words
