/** Words that lead a question's line and its answer's, a language a row. */

export type Pair = { asks: string; answers: string }

/** Single letters count only as pairs; both are patterns. */
export const pairs = [
  { asks: 'q|ques|question', answers: 'a|ans|answer' },
  { asks: 'в|вопрос', answers: 'о|ответ' },
  { asks: '问|問|问题|問題|提问', answers: '答|答案|回答' },
  { asks: '質問|問い?', answers: '答え?|回答' },
  { asks: '문|질문|문제', answers: '답|답변|정답' },
  { asks: 'p|pregunta|pergunta', answers: 'r|respuesta|resposta' },
  { asks: 'q|question', answers: 'r|r[ée]ponse' },
  { asks: 'f|frage', answers: 'a|antwort' },
  { asks: 'd|domanda', answers: 'r|risposta' },
  { asks: 'v|vraag', answers: 'a|antwoord' },
  { asks: 'p|pytanie', answers: 'o|odpowied[źz]' },
  { asks: 's|soru', answers: 'c|cevap' },
  { asks: 'п|питання', answers: 'в|відповідь' },
  { asks: 'h|hỏi|câu hỏi', answers: 'đ|đáp|đáp án|trả lời' },
  { asks: 'س|سؤال|السؤال', answers: 'ج|جواب|الجواب|إجابة|الإجابة' },
  { asks: 'پرسش|سوال|سؤال', answers: 'پاسخ|جواب' },
  { asks: 'प्रश्न|सवाल', answers: 'उत्तर|जवाब' },
  { asks: 'ש|שאלה', answers: 'ת|תשובה' },
  { asks: 'ถาม|คำถาม', answers: 'ตอบ|คำตอบ' },
  { asks: 'ε|ερώτηση', answers: 'α|απάντηση' },
] as const satisfies readonly Pair[]

const patterns = new Map<string, RegExp>()

/** A key at the start of a line, perhaps bold, numbered or in a list item. */
export function keyPattern(words: string): RegExp {
  // A file of thousands of parts asks for all of them for each.
  const known = patterns.get(words)
  if (known) return known
  const pattern = new RegExp(
    `^( {0,3}(?:[-*+] {1,3})?)(\\*\\*|__)?(?:${words})(?:[ #]?\\d{1,4})?(\\*\\*|__)?[ \\t]?[:：](?!:|//)(\\*\\*|__)?(?=\\s|$|[^\\s])[ \\t\\u3000]*`,
    'iu',
  )
  patterns.set(words, pattern)
  return pattern
}

/** Words that alone say that a question begins. */
export const longKey: RegExp = keyPattern(
  pairs
    .flatMap(({ asks }) => asks.split('|'))
    .filter((word) => [...word].length > 2)
    .join('|'),
)
