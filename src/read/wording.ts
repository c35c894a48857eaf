/**
 * Words by which headings and paragraphs of strangers are told apart.
 *
 * One table a purpose, all languages together: a file rarely says in which it
 * is written. Patterns are anchored; none decides alone.
 */

const ending = /[?？؟;]["'”’»)\]*_\s]*[\p{S}\p{M}\p{Cf}\s*_]*$/u

/** First words of questions and tasks. */
const openers = [
  // English
  'what|why|how|when|where|which|who|whose|whom|is|are|was|were|do|does|did|can|could|should|would|will|have|has|had|may|explain|describe|define|compare|list|name|give|state|discuss|differentiate|distinguish|tell|write|implement|design|show|mention|outline|identify|calculate|compute|find|create|build|convert|prove|derive|difference|differences|in what|in which|under what|given|suppose|imagine|walk|talk|pros|advantages|true or false',
  // Romance
  "qu[eé]|qu[ií]en|c[oó]mo|cu[aá]ndo|d[oó]nde|por qu[eé]|por que|cu[aá]l(?:es)?|cu[aá]nt[oa]s?|explica|explique|describe|descreva|compare|quoi|quel(?:le)?s?|qui|comment|pourquoi|quand|où|combien|expliquez|d[eé]crivez|qu[’']\\p{L}+|est-ce|cosa|che|come|quando|dove|perch[eé]|quale|quali|spiega|o que|qual|quais|quem|onde|porque",
  // Germanic
  'was|warum|wieso|weshalb|wie|wann|wo|welche[rsnm]?|wer|wozu|worin|erkl[aä]ren?|beschreiben?|nennen?|vergleichen?|wat|waarom|hoe|wanneer|waar|welke?|vad|varf[oö]r|hur|n[aä]r|hvad|hvorfor|hvordan',
  // Slavic
  'что|чем|чего|чему|зачем|почему|как|какой|какая|какое|какие|каков[аы]?|когда|где|кто|сколько|для чего|в чем|в чём|объясните|опишите|расскажите|назовите|що|чому|як|які|який|коли|де|co|czym|dlaczego|jak|kiedy|gdzie|kt[oó]r[yae]|kto|opisz|wyja[sś]nij',
  // Turkish, Vietnamese, Indonesian
  'nedir|neden|nasıl|hangi|ne zaman|apa|mengapa|kenapa|bagaimana|kapan|jelaskan|tại sao|thế nào|hãy',
].join('|')
const opens = new RegExp(`^(?:${openers})(?![\\p{L}\\p{N}])`, 'iu')
const opensUnspaced =
  /^(?:什么|为什么|为何|怎么|如何|哪些|哪个|谁|请|简述|说说|说一|谈谈|讲讲|介绍|解释|描述|列举|比较|何|なぜ|どう|どの|いつ|だれ|説明|무엇|왜|어떻게|언제|설명|क्या|क्यों|कैसे|कौन|कब|समझाइए|ما|لماذا|كيف|متى|أين|هل|اشرح|چه|چرا|چگونه)/u
const holdsUnspaced =
  /(?:什么|为什么|怎么|如何|哪些|哪几|吗|区别|是什么|多少|有何|为何|とは|違い|ですか|か$|차이|무엇|क्या|کیا)/u

/** Signs and a number in front of the first word. */
const lead = /^[^\p{L}\p{N}]*(?:\d+(?:\.\d+)*\s*[.)\]:：、．）][^\p{L}\p{N}]*)?/u

/** Whether a heading reads as a question or a task, in any language we know. */
export function asks(title: string): boolean {
  const bare = title.trim().replace(lead, '')
  return (
    ending.test(title.trim()) ||
    opens.test(bare) ||
    opensUnspaced.test(bare) ||
    holdsUnspaced.test(bare)
  )
}

function names(...words: string[]): RegExp {
  return new RegExp(`^[^\\p{L}\\p{N}]*(?:${words.join('|')})[^\\p{L}\\p{N}]*$`, 'iu')
}

/** Headings of parts that close a file. */
export const closingName: RegExp = names(
  'references?(?: links?)?|resources?|(?:further|additional|recommended) (?:reading|resources)|bibliography|credits?|acknowledge?ments?|licen[cs]e|copyright|contributing|contributions?|contributors?|how to contribute|about(?: the)? authors?|authors?|maintainers?|support(?: us| me)?|sponsors?|donate|donations?|feedback|contact(?: us| me)?|disclaimer|change ?log|star history|related(?: links| projects| articles| reading)?|see also|useful links|links|sources?|conclusion|summary|wrapping up|final thoughts|thanks?(?: you)?|special thanks|other answers|attributions?',
  '参考|参考资料|参考文献|参考链接|参考文章|相关链接|其他答案|其它答案|许可证?|版权|贡献|致谢|总结|结语|后记|関連|参考リンク|ライセンス|まとめ',
  'ссылки|литература|источники|лицензия|благодарности|заключение|referencias|recursos|licencia|contribuir|conclusi[oó]n|r[eé]f[eé]rences|licence|ressources|contribuer|conclusion|referenzen|quellen|lizenz|mitwirken|fazit|refer[eê]ncias|licen[cç]a|contribuindo|conclus[aã]o|المراجع|مراجع|الرخصة|संदर्भ',
)

/** Headings of tables of contents. */
export const contentsName: RegExp = names(
  '(?:table of )?contents?|toc|index|overview of questions|list of questions|questions? list|topics|sections?|quick links',
  '目录|目次|索引|内容|содержание|оглавление|[ií]ndice|tabla de contenidos|contenido|sommaire|table des mati[eè]res|inhalt(?:sverzeichnis)?|sum[aá]rio|conte[uú]do|i[cç]indekiler|daftar isi|m[uụ]c l[uụ]c|목차|فهرس|المحتويات|जدول|विषय सूची',
)

/** Headings inside an item that begin its answer. */
export const answerName: RegExp = names(
  '(?:short |long |detailed |model |sample |correct )?answers?|solutions?|explanations?|the answer|answer and explanation',
  '答案|解答|解析|答え|回答|解説|정답|답변?|해설|ответ|решение|пояснение|объяснение|respuesta|soluci[oó]n|explicaci[oó]n|r[eé]ponse|explication|antwort|l[oö]sung|erkl[aä]rung|resposta|solu[cç][aã]o|risposta|soluzione|odpowied[zź]|wyja[sś]nienie|الإجابة|الجواب|شرح|उत्तर|cevap|[cç][oö]z[uü]m',
)

/** Words of a link that leads back to the top of a page. */
export const backToTop: RegExp =
  /^(?:[\p{S}\p{P}\s\p{M}]*(?:back to (?:the )?top|back to (?:the )?(?:contents|index|toc|table of contents|menu)|go to top|to top|top|return to (?:the )?top|scroll up|up|回到顶部|返回顶部|返回目录|回到目录|к началу|наверх|вверх|к оглавлению|volver (?:arriba|al [ií]ndice)|subir|haut de page|retour en haut|nach oben|zur[uü]ck nach oben|voltar ao topo|torna su|العودة للأعلى|ऊपर जाएं|トップに戻る|上に戻る|맨 위로|위로|ba[sş]a d[oö]n|kembali ke atas)[\p{S}\p{P}\s\p{M}]*|[\p{S}\p{P}\s\p{M}]*[⬆↑⇧▲🔝☝👆][\p{S}\p{P}\s\p{M}]*)$/iu

/** Words of a paragraph that asks for something other than reading on. */
export const promotes: RegExp =
  /(?:give (?:it|this|us|me).{0,30}(?:star|⭐)|leave a (?:star|⭐)|star this repo|follow (?:me|us)|(?:please|and|&|to|don[’']t forget to) subscribe\b|^\W*subscribe\b|our newsletter|my newsletter|buy me a coffee|ko-?fi|patreon|sponsored by|our sponsors?|sponsor (?:me|us|this)|enrol{1,2} (?:now|today|in (?:my|our))|(?:discount|coupon) code|use (?:the )?code|\d% off|join (?:my|our|the) (?:\w+ ){0,2}(?:discord|slack|telegram|community|channel|group)|check out my|my (?:new )?(?:book|course|youtube|channel)|download (?:the )?(?:pdf|e-?book)|made with (?:❤|♥|love)|(?:我的|微信)公众号|关注(?:我|公众号|一下)|微信群|知识星球|加群|扫码(?:关注|加)|赞助(?:我|商|本)|点个? ?star|打赏|подпис(?:ывайтесь|аться)|канал в telegram|s[uú]scr[ií]bete|abonnez-vous|abonniere)/iu

const answerWords = [
  '(?:the )?(?:correct |right |best |final )?(?:answers?|ans|solutions?)(?: key)?|(?:the )?(?:correct|right) (?:options?|choices?)|correct',
  '正确答案|正確答案|参考答案|參考答案|答案|答え|正解|解答|回答|정답|답',
  '(?:правильный )?ответ|(?:правильна )?відповідь|(?:poprawna )?odpowied[zź]',
  'respuestas?(?: correctas?)?|(?:bonnes? )?r[eé]ponses?(?: correctes?)?|respostas?(?: corretas?)?|gabarito|rispost[ae](?: corrett[ae])?|soluci[oó]n|solu[cç][aã]o',
  '(?:richtige |korrekte )?antwort(?:en)?|l[oö]sung|(?:juiste )?antwoord|(?:do[gğ]ru )?cevap|jawaban|[dđ][aá]p [aá]n',
  'الإجابة(?: الصحيحة)?|الجواب|پاسخ|जवाब|उत्तर|תשובה|απάντηση|คำตอบ|เฉลย',
].join('|')

/** The words that a statement of an answer begins with, up to the answer: `Correct answer: `, `答え：`. */
export const answerLead: RegExp = new RegExp(
  `^[^\\p{L}\\p{N}]*(?:${answerWords})(?:\\s+(?:is|are|ist|est|es|é|è))?[\\s\\p{P}=是为為は]*`,
  'iu',
)

/** Words on a lid that hides an answer, and nothing else: `Show answer`, `Решение`. */
export const lidName: RegExp = names(
  '(?:(?:click|tap|press)(?: here)? (?:to|for) )?(?:show|view|see|reveal|open|expand|toggle|check|display|get|read)?(?: (?:the|an|my|me))* ?(?:correct |sample |suggested |model |possible |example |detailed |full |short |deep-dive )?(?:answers?|solutions?|explanations?)(?: (?:and|&|/) (?:explanations?|answers?|solutions?))?(?: here)?',
  'show|reveal|spoiler|click(?: me| here)?|(?:click|tap)(?: here)? to (?:reveal|expand|see|show|view|open)',
  '(?:点击)?(?:查看|显示|展开)?(?:参考)?(?:答案|解答|解析)|點擊?查看答案|(?:答え|解答|回答|正解|解説)(?:を(?:見る|表示(?:する)?))?|(?:정답|답변?|해설)(?: ?보기| ?확인)?',
  '(?:показать |посмотреть |смотреть |открыть )?(?:ответ|решение|пояснение|объяснение)|показать|(?:показати )?відповідь|(?:poka[zż] )?(?:odpowied[zź]|rozwi[aą]zanie)',
  '(?:(?:ver|mostrar) )?(?:la |a )?(?:respuesta|soluci[oó]n|resposta|solu[cç][aã]o)|(?:(?:voir|afficher|montrer) )?(?:la )?(?:r[eé]ponse|solution|correction)|(?:mostra |vedi )?(?:la )?(?:risposta|soluzione)',
  '(?:antwort|l[oö]sung)(?: (?:an)?zeigen| einblenden)?|(?:toon )?antwoord|cevap|cevab[iı] g[oö]ster|(?:lihat )?jawaban|(?:xem )?[dđ][aá]p [aá]n',
  '(?:عرض |إظهار )?(?:الإجابة|الجواب|الحل)|(?:مشاهده |نمایش )?(?:پاسخ|جواب)|(?:उत्तर|जवाब)(?: देखें)?|(?:הצג )?תשובה|απάντηση|(?:ดู)?(?:คำตอบ|เฉลย)',
)

/** What stands where an answer is still to be written. */
export const placeholder: RegExp = names(
  'answers? here|(?:write |add |insert )?(?:your |the )?answers? (?:goes |go )?here|(?:to be|tb) (?:completed|added|continued|done|written|defined|answered|announced)|todo|tbd|tba|wip|work in progress|coming soon|(?:no|missing) answer(?: yet)?|not answered(?: yet)?|n/a|fixme',
  '待补充|待完善|待更新|未完待续|暂无答案|暂无|未回答|準備中|작성 예정|здесь будет ответ|ответ здесь|в разработке|дополняется|pendiente|por completar|à compl[eé]ter|folgt|a completar|em breve|قريبا',
)

/** Titles that only count: `Question 7`, `Q3.`, `12`. */
export const countName: RegExp =
  /^[^\p{L}\p{N}]*(?:(?:q(?:uestion|uiz|n)?|exercise|problem|task|card|pregunta|frage|pergunta|quest[aã]o|domanda|вопрос|задание|питання|pytanie|soru|soal|c[aâ]u(?: h[oỏ]i)?|السؤال|سؤال|प्रश्न|问题|問題|題|题目|문제|질문)\s*[-#№.:：]?\s*\d*|第?\s*\d+\s*(?:题|問|问|문제?)?)(?:\s*(?:of|\/)\s*\d+)?[^\p{L}\p{N}]*$/iu
