import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { languageOf, languageSeen } from '../../src/read/language.ts'
import { corpusFile, haveCorpora } from '../support/corpora.ts'

const repeated = (text: string) => Array.from({ length: 6 }, () => text).join('\n')

it.each([
  [
    'en',
    'What is the difference between a list and a tuple? It is that you cannot change the one.',
  ],
  [
    'es',
    '¿Cuál es la diferencia entre una lista y una tupla? Una tupla no se puede cambiar, y los datos son los mismos.',
  ],
  [
    'pt',
    'Qual é a diferença entre uma lista e uma tupla? Uma tupla não pode mudar, e os dados são os mesmos.',
  ],
  [
    'de',
    'Was ist der Unterschied zwischen einer Liste und einem Tupel? Ein Tupel kann man nicht ändern, und das ist alles.',
  ],
  ['ru', 'В чём разница между списком и кортежем? Кортеж нельзя изменить, вот и всё.'],
  ['uk', 'Яка різниця між списком і кортежем? Кортеж не можна змінити, її значення є сталі.'],
  [
    'bg',
    'Каква е разликата между списък и кортеж? Кортежът не може да бъде променян, това е всичко.',
  ],
  ['zh', '列表和元组有什么区别？元组不能修改，这是它们的不同。'],
  ['zh-Hant', '列表和元組有什麼區別？元組不能修改，這是它們的不同，還有關於對應的說明。'],
  ['ja', 'リストとタプルの違いは何ですか。タプルは変更できません。'],
  ['ko', '리스트와 튜플의 차이는 무엇인가요? 튜플은 바꿀 수 없습니다.'],
  ['ar', 'ما الفرق بين القائمة والصف؟ الصف لا يمكن تغييره، وهذا كل شيء.'],
  ['fa', 'تفاوت لیست و تاپل چیست؟ تاپل را نمی‌توان تغییر داد و این همه چیز است که می‌گویند.'],
  ['hi', 'सूची और टपल में क्या अंतर है? टपल को बदला नहीं जा सकता है।'],
])('tells %s', (language, text) => {
  expect(languageOf([repeated(text)])).toBe(language)
})

it('says English of little, of code, and of words of many languages', () => {
  expect(languageOf([])).toBe('en')
  expect(languageOf(['¿Qué?'])).toBe('en')
  expect(
    languageOf([`What is this?\n\n\`\`\`\n${repeated('это не текст, а пример')}\n\`\`\`\n`]),
  ).toBe('en')
})

const texts: Record<string, string> = {
  en: 'What is the difference between a process and a thread, and which of them is cheaper?',
  de: 'Was ist der Unterschied zwischen einem Prozess und einem Thread, und wann wird das wichtig? Die Antwort ist nicht kurz.',
  fr: 'Quelle est la différence entre les processus et les fils ? Dans un processus, les données sont à lui.',
  es: '¿Cuál es la diferencia entre los procesos y los hilos? En los hilos la memoria es común para todos.',
  pt: 'Qual é a diferença entre um processo e uma thread? Os processos não partilham a memória do sistema.',
  it: 'Qual è la differenza tra un processo e un thread? Gli altri sono più leggeri, con una memoria comune per il programma.',
  nl: 'Wat is het verschil tussen een proces en een thread? Dat is niet altijd van belang voor het programma.',
  pl: 'Jaka jest różnica między procesem a wątkiem? To nie jest proste, jak się wydaje, oraz zależy od systemu.',
  tr: 'Süreç ile iş parçacığı arasındaki fark nedir? Bu bir soru olarak önemli ve zor.',
  id: 'Apa perbedaan antara proses dan thread? Ini adalah pertanyaan yang penting untuk sistem.',
  vi: 'Sự khác biệt giữa tiến trình và luồng là gì? Hãy giải thích bằng ví dụ.',
  ru: 'В чём разница между процессом и потоком? Это важный вопрос, и мы его обсудим.',
  uk: 'Яка різниця між процесом і потоком? Це важливе питання, його слід обговорити.',
  bg: 'Каква е разликата между процес и нишка? Това е въпрос, към който трябва да се върнем; отговорът е дълъг, но съдържанието е ясно.',
  ar: 'ما الفرق بين العملية والخيط؟ هذا سؤال مهم في أنظمة التشغيل.',
  fa: 'تفاوت بین فرایند و نخ چیست؟ این پرسش در سیستم‌های عامل مهم است. چگونه پاسخ می‌دهید؟',
  he: 'מה ההבדל בין תהליך לבין חוט? זו שאלה חשובה במערכות הפעלה.',
  hi: 'प्रक्रिया और थ्रेड में क्या अंतर है? यह एक महत्वपूर्ण प्रश्न है।',
  th: 'กระบวนการกับเธรดต่างกันอย่างไร นี่เป็นคำถามสำคัญ',
  el: 'Ποια είναι η διαφορά μεταξύ διεργασίας και νήματος; Είναι σημαντικό.',
  ko: '프로세스와 스레드의 차이는 무엇인가요? 이것은 중요한 질문입니다.',
  ja: 'プロセスとスレッドの違いは何でしょうか？これは大切な質問です。',
  zh: '进程和线程有什么区别？这个问题对学习操作系统的人来说很重要。',
  'zh-Hant': '行程和執行緒有什麼區別？這個問題對學習作業系統的人來說很重要。',
}

describe('the language of a file', () => {
  it.each(Object.entries(texts))('is told: %s', (language, text) => {
    expect(languageSeen([text])).toBe(language)
  })

  it('is not guessed from code, addresses and a few words', () => {
    expect(
      languageSeen(['```js\nlet the = of and is to that with are this\n```\n']),
    ).toBeUndefined()
    expect(languageSeen(['Paris\n\nRoma\n'])).toBeUndefined()
    expect(languageSeen([''])).toBeUndefined()
  })

  it('is that of the text where code and terms are in Latin letters', () => {
    const code = '```\nthe of and is to that with are this you which for\n```\n'
    expect(languageSeen([`${code.repeat(9)}${texts.ja}\n`])).toBe('ja')
    expect(languageSeen([`MySQL InnoDB B+Tree index transaction ${texts.zh}`])).toBe('zh')
  })
})

describe('what is looked at', () => {
  const german = repeated('Was ist der Unterschied zwischen einer Liste und einem Tupel? ').repeat(
    200,
  )
  const numbers = '1234 '.repeat(12_000)

  it('is the beginning of a text, to 60,000 characters', () => {
    expect(languageSeen([`${numbers.slice(400)}${german}`])).toBe('de')
    expect(languageSeen([`${numbers}${german}`])).toBeUndefined()
  })

  it('is the beginning of all, to 240,000, and no text is asked for after', () => {
    function* texts(first: string) {
      for (const _ of [1, 2, 3]) yield numbers
      yield first
      yield german
    }
    expect(languageSeen(texts(numbers.slice(400)))).toBe('de')
    expect(languageSeen(texts(numbers.slice(5)))).toBeUndefined()
    function* endless() {
      for (let at = 0; ; at++) {
        if (at === 4) throw new Error('asked for a fifth')
        yield german
      }
    }
    expect(languageSeen(endless())).toBe('de')
  })
})

describe.skipIf(!haveCorpora)('files by others', () => {
  it.each([
    ['lydiahallie__javascript-questions/ja-JA/README-ja_JA.md', 'ja'],
    ['lydiahallie__javascript-questions/ru-RU/README.md', 'ru'],
    ['lydiahallie__javascript-questions/README.md', 'en'],
    ['h5bp__Front-end-Developer-Interview-Questions/src/translations/hindi/README.md', 'hi'],
    ['h5bp__Front-end-Developer-Interview-Questions/src/translations/arabic/README.md', 'ar'],
    ['lifei6671__interview-go/mysql/mysql-interview.md', 'zh'],
    ['haizlin__fe-interview/category/html.md', 'zh'],
    ['cocosberlucens__hashcards-deck/cards/LinearAlgebra.md', 'en'],
    ['sudheerj__reactjs-interview-questions/README.md', 'en'],
  ])('%s', (path, language) => {
    expect(languageSeen([readFileSync(corpusFile(path), 'utf8')])).toBe(language)
  })
})
