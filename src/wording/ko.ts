/** Our own words in Korean. */
import type { Words } from './words.ts'

export const ko = {
  hint: '힌트',
  question: '질문',
  answer: '답',
  source: '출처',
  see: '함께 보기',
  notes: '주석',
  contents: '차례',
  version: '버전',
  licence: '라이선스',
  note: '참고',
  tip: '팁',
  important: '중요',
  warning: '경고',
  caution: '주의',
  easy: '쉬움',
  medium: '보통',
  hard: '어려움',
  several: '해당하는 것을 모두 고르세요',
  noneRight: '정답으로 표시된 선택지가 없습니다.',
  unanswered: '아직 답이 작성되지 않았습니다.',
  reversed: '무엇에 대한 답입니까?',
  retired: '폐기됨.',
  retiredNotice:
    '이 질문은 더 이상 덱에 없으며 수정되지 않습니다. 카드를 보류하거나 삭제하거나 그대로 둘 수 있습니다.',
  update: '업데이트하려면 새 파일을 이 덱 위에 가져오세요. 학습 진도는 유지됩니다.',
  sound: '소리',
  diagram: '도표(원본 코드)',
} as const satisfies Words
