/**
 * Grades of difficulty in words: `Easy`, `Junior`, `困难`, `сложный`. Taken only
 * where a word stands for itself: in brackets, behind a key, or as a heading.
 */
import type { Difficulty } from '../model/bank.ts'

const words: Record<Difficulty, string> = {
  easy: 'e|easy|simple|beginners?|basics?|basic level|beginner level|novice|entry(?:[- ]level)?|junior|jr|fundamentals?|fresher|简单|容易|入门|初级|初級|初阶|基础|初心者|簡単|쉬움|초급|лёгкий|легкий|просто|простой|простые|джуниор|джун|начальный|базовый|f[aá]cil|b[aá]sico|principiante|iniciante|facile|d[eé]butant|principiante|einfach|leicht|anf[aä]nger|grundlagen|d[eễ]|cơ bản|kolay|ba[sş]lang[iı][cç]|temel|mudah|pemula|سهل|مبتدئ|आसान|łatwy|podstawowy',
  medium:
    'm|medium|moderate|mid|middle|mid(?:dle)?[- ]level|intermediate|normal|average|regular|semi[- ]?senior|中等|中级|中級|中阶|普通|진급|보통|중급|средний|средние|мидл|miedio|medio|m[eé]dio|m[eé]dia|intermedio|intermedi[aá]rio|moyen|interm[eé]diaire|mittel|fortgeschritten|trung b[iì]nh|trung c[aấ]p|orta|sedang|menengah|متوسط|मध्यम|[sś]redni|[sś]redniozaawansowany',
  hard: 'h|hard|difficult|advanced|advanced level|expert|senior|sr|complex|pro|困难|困難|高级|高級|高阶|进阶|专家|上級|上級者|難しい|어려움|고급|сложный|сложные|сложно|трудный|сеньор|синьор|продвинутый|эксперт|dif[ií]cil|avanzado|avan[cç]ado|experto|especialista|difficile|avanc[eé]|avanzato|esperto|schwer|schwierig|experte|kh[oó]|n[aâ]ng cao|zor|ileri|sulit|sukar|lanjutan|صعب|متقدم|कठिन|trudny|zaawansowany',
}

const grades = (Object.keys(words) as Difficulty[]).map(
  (difficulty) => [difficulty, new RegExp(`^(?:${words[difficulty]})$`, 'iu')] as const,
)

/** The grade that a text is the name of, signs around it aside. */
export function gradeOf(text: string): Difficulty | undefined {
  const bare = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '').trim()
  return grades.find(([, pattern]) => pattern.test(bare))?.[0]
}

/** Words that go with a grade in a heading: `Junior Level Questions`, `初级面试题`, `Вопросы уровня Middle`. */
const beside =
  /(?:^|\s)(?:level|levels|tier|questions?|interview|problems?|developers?|engineers?|concepts?|topics?|section|part|\d+|for|the|of|preguntas|nivel|perguntas|n[ií]vel|niveau|fragen|вопросы|вопрос|уровня|уровень|для|câu hỏi|soru(?:lar[iı])?|seviye(?:si)?)(?=\s|$)/giu
const besideHan = /(?:面试题?|题目?|问题|篇|部分|级别|难度|問題|編|질문|문제)$/u

/** The grade that a heading gathers its questions by; undefined for a heading with words of its own. */
export function gradeOfHeading(title: string): Difficulty | undefined {
  const bare = title
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .replace(beside, ' ')
    .replace(beside, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(besideHan, '')
  // One letter is no grade where nothing shows that it is one.
  return [...bare].length < 2 ? undefined : gradeOf(bare)
}

const key =
  '(?:difficulty|difficulty level|level|grade|complexity|难度|难度等级|難易度|난이도|сложность|уровень|уровень сложности|dificultad|dificuldade|nivel|n[ií]vel|difficult[eé]|niveau|schwierigkeit|schwierigkeitsgrad|độ khó|mức độ|zorluk|seviye|tingkat kesulitan|الصعوبة|المستوى|कठिनाई|trudno[sś][cć])'
const line = new RegExp(`^[^\\p{L}]*${key}[^\\p{L}]*[:：][^\\p{L}⭐★🟢🟡🟠🔴]*(.+)$`, 'iu')

/** What a line `Difficulty: hard` says, up to where it ends; undefined for any other line. */
export function gradeLine(text: string): string | undefined {
  return line.exec(text.trim())?.[1]?.trim()
}
