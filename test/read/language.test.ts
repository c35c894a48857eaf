import { expect, it } from 'vitest'
import { languageOf } from '../../src/read/language.ts'

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
