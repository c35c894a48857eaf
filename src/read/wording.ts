/**
 * Words by which headings and paragraphs of strangers are told apart.
 *
 * One table a purpose, all languages together: a file rarely says in which it
 * is written. Patterns are anchored; none decides alone.
 */

const ending = /(?:[?？؟]|(?<=\p{Script=Greek}[^;]*);)["'”’»)\]*_\s]*[\p{S}\p{M}\p{Cf}\s*_]*$/u

/** A mark without which there is no such ending, which is tried at every letter. */
const mark = /[?？؟;]/

function endsWithMark(title: string): boolean {
  return mark.test(title) && ending.test(title.trim())
}

/** First words of questions and tasks. */
const openers = [
  // English
  'what|why|how|when|where|which|who|whose|whom|is|are|was|were|do|does|did|can|could|should|would|will|have|has|had|may|explain|describe|define|compare|list|name|give|state|discuss|differentiate|distinguish|tell|write|implement|design|show|mention|outline|identify|calculate|compute|find|create|build|convert|prove|derive|difference|differences|in what|in which|under what|given|suppose|imagine|walk|talk|pros|advantages|true or false',
  // Romance
  "qu[eé]|qu[ií]en|c[oó]mo|cu[aá]ndo|d[oó]nde|por qu[eé]|por que|cu[aá]l(?:es)?|cu[aá]nt[oa]s?|explica|explique|describe|descreva|compare|en qu[eé]|para qu[eé]|em que|para que|menciona|mencione|enumera|enumere|cite|citez|liste|defina|define|fale|diferencias?|diferenças?|diff[eé]rences?|[aà] quoi|en quoi|d[eé]finir|d[eé]finissez|donnez|expliquer|differenz[ae]|descrivi|definisci|elenca|quoi|quel(?:le)?s?|qui|comment|pourquoi|quand|où|combien|expliquez|d[eé]crivez|qu[’']\\p{L}+|est-ce|cosa|che|come|quando|dove|perch[eé]|quale|quali|spiega|o que|qual|quais|quem|onde|porque",
  // Germanic
  'was|warum|wieso|weshalb|wie|wann|wo|welche[rsnm]?|wer|wozu|worin|wofür|womit|woran|wodurch|nenne|beschreibe|erl[aä]utern?|definieren?|erkl[aä]ren?|beschreiben?|nennen?|vergleichen?|wat|waarom|hoe|wanneer|waar|welke?|vad|varf[oö]r|hur|n[aä]r|hvad|hvorfor|hvordan',
  // Slavic
  'что|чем|чего|чему|зачем|почему|как|какой|какая|какое|какие|каков[аы]?|каких|какую|каким|когда|где|куда|откуда|кто|сколько|для чего|в чем|в чём|в каки[хм]|в каком|в какой|на что|из чего|можно ли|объясните|объясни|опишите|опиши|расскажите|расскажи|назовите|назови|перечислите|сравните|приведите|дайте|напишите|що|чому|як|яка|яке|які|який|яких|чим|коли|де|хто|скільки|навіщо|чи|для чого|у чому|в чому|в яких|у яких|в якому|перерахуйте|перелічіть|поясніть|опишіть|розкажіть|назвіть|порівняйте|напишіть',
  'co|czym|na czym|po co|dlaczego|jak|jaki|jaka|jakie|jakich|kiedy|gdzie|kt[oó]r[yae]|kto|czy|ile|w jaki spos[oó]b|opisz|wyja[sś]nij|wymie[nń]|podaj|om[oó]w|por[oó]wnaj|zdefiniuj|opowiedz|napisz|jak[eéý]|pro[cč]|kdy|vysv[eě]tl(?:i|ete)?|popi[sš](?:te)?',
  // Turkish, Vietnamese, Indonesian
  'nedir|neden|nasıl|hangi|ne zaman|niçin|açıklayın(?:ız)?|karşılaştırın|apa|apakah|mengapa|kenapa|bagaimana|kapan|siapa|berapa|di ?mana|sebutkan|uraikan|tuliskan|jelaskan|bandingkan|perbedaan|tại sao|vì sao|thế nào|khi nào|bao nhiêu|hãy|nêu|trình bày|giải thích|phân biệt|so sánh|sự khác (?:nhau|biệt)|cho biết|kể tên',
].join('|')
const opens = new RegExp(`^(?:${openers})(?![\\p{L}\\p{N}])`, 'iu')
const opensUnspaced =
  /^(?:什么|为什么|为何|怎么|如何|哪些|哪个|谁|请|简述|说说|说一|谈谈|讲讲|介绍|解释|描述|列举|比较|何|なぜ|どう|どの|いつ|だれ|説明|무엇|왜|어떻게|언제|설명|क्या|क्यों|कैसे|कौन|कब|समझाइए|ما|لماذا|كيف|متى|أين|هل|اشرح|چه|چرا|چگونه)/u
const holdsUnspaced =
  /(?:什么|为什么|怎么|如何|哪些|哪几|吗|区别|是什么|多少|有何|为何|什麼|怎麼|嗎|區別|差異|とは|違い|ですか|か$|차이|무엇|(?:까요|나요|가요|는가|은가|인가|(?:해|하|보)(?: ?주)?(?:세요|시오|십시오|라))[.!?？]*$|(?:이란|란)[?？]?$|क्या|کیا)/u
/** Words by which a question ends in languages that ask at the end. */
const endsAsking =
  /(?<![\p{L}\p{N}])(?:nedir|nelerdir|neden|nas[ıi]l|kimdir|hangisidir|m[ıiuü](?:d[ıiuü]r)?|là gì|là sao|như thế nào|thế nào|ra sao|để làm gì|khi nào|bao nhiêu|không|czym jest|adalah)[.…]*$/iu

/** Signs and a number in front of the first word. */
const lead =
  /^[^\p{L}\p{N}]*(?:\d+(?:\.\d+)+\s+|\d+(?:\.\d+)*\s*[.)\]:：、．）](?!\d)[^\p{L}\p{N}]*)?/u

/** Whether a heading reads as a question or a task, in any language we know. */
export function asks(title: string): boolean {
  const bare = title.trim().replace(lead, '')
  return (
    endsWithMark(title) ||
    opens.test(bare) ||
    opensUnspaced.test(bare) ||
    holdsUnspaced.test(bare) ||
    endsAsking.test(bare)
  )
}

/** First words of tasks that open the steps of a tutorial as well. */
const doing =
  /^(?:write|implement|design|show|create|build|convert|find|identify|calculate|compute|list|name|given|define|state|give|use|test|when|where|напишите|napisz|tuliskan)(?![\p{L}\p{N}])/iu

/** Whether a title asks by more than a first word that steps and topics begin with, too. */
export function asksSurely(title: string): boolean {
  const bare = title.trim().replace(lead, '')
  return asks(title) && (endsWithMark(title) || !doing.test(bare))
}

/** Whether a title says that questions follow: of interviews, exams, quizzes. */
export function namesQuestions(title: string): boolean {
  return questionsNamed.test(title)
}

const questionsNamed =
  /(?<!\p{L})(?:questions?|q ?& ?a|interviews?|quiz(?:zes)?|trivia|exams?|mcqs?|exercises?|problems?|katas?|puzzles?|riddles?|flash ?cards?|preguntas?|entrevistas?|perguntas?|ejercicios?|exerc[ií]cios?|entretiens?|exercices?|fragen|aufgaben|übungen|prüfung\p{L}*|domande|colloqui[oa]?|вопрос\p{L}*|собеседовани\p{L}*|задач\p{L}*|задани\p{L}*|экзамен\p{L}*|питан\p{L}*|запитан\p{L}*|співбесід\p{L}*|pytani\p{L}*|rozmow\p{L}* kwalifikacyjn\p{L}*|zadani\p{L}*|sorular\p{L}*|mülakat\p{L}*|câu hỏi|phỏng vấn|trắc nghiệm|bài tập|pertanyaan|soal|wawancara|kuis|أسئلة|سوالات|پرسش\p{L}*|प्रश्न\p{L}*)(?!\p{L})|题|題|面试|面試|问答|問答|考试|問題|質問|面接|クイズ|질문|문제|면접|퀴즈/iu

/** Whether a file's title is that of a document: a guide, a policy, a plan. */
export function namesDocument(title: string): boolean {
  return documentNamed.test(title)
}

const documentNamed =
  /(?<!\p{L})(?:set(?:ting)? ?up|how to|guide|guidelines|polic(?:y|ies)|terms of (?:use|service)|architecture|roadmap|design doc(?:ument)?|spec(?:ification)?s?|tutorial|manual|documentation|change ?log|release notes|readme|report|proposal|plan|walkthrough|workflow|code of conduct|anleitung|handbuch|leitfaden|guía|manuel|guia|руководство|инструкция|документация|посібник|przewodnik|instrukcja|kılavuz|rehber|hướng dẫn|panduan)(?!\p{L})|指南|教程|手册|文档|文檔|手冊|教學|方案|规范|設計書|仕様|ガイド|가이드|문서/iu

/** Headings that only documents of projects have, whatever language: never the title of a question. */
const manualName: RegExp = names(
  "installation|install|installing|installation guide|set ?up|usage|getting started|quick ?start|(?:system |key |main |core )?features|(?:system |functional |non-functional )?requirements|prerequisites|(?:local |running )?development|deployment|(?:project|folder|directory|file|code|repository) structure|tech(?:nology|nical)? stack|built with|roadmap|screenshots?|how to (?:use|run|install|build)(?: it| this)?|change ?log|release notes|unreleased|troubleshooting|overview|introduction|background|scope|purpose|goals|non-goals|objectives|(?:future|next) (?:work|steps|enhancements?|plans?|improvements)|system architecture|api endpoints|database schema|(?:success|acceptance) criteria|file changes|our pledge|our standards|enforcement|information we collect|data (?:security|retention|collection)|your rights|contact us|changes to this (?:privacy )?policy|children[’']s privacy|third[- ]party services",
  '安装|安裝|快速开始|快速開始|使用方法|使用说明|如何使用|用法|环境要求|运行方式|目录结构|项目结构|文件结构|技术栈|功能(?:特性|列表)?|特性|部署|概述|简介|背景|项目背景|目标|需求概述(?:与目标)?|架构(?:设计|说明)?|更新日志|路线图|インストール|使い方|概要|はじめに|特徴|설치|사용법|시작하기|개요|프로젝트 구조|기술 스택',
  'установка|использование|быстрый старт|требования|возможности|обзор|введение|структура проекта|инсталяция|встановлення|використання|вступ|instalaci[oó]n|uso|inicio r[aá]pido|caracter[ií]sticas|requisitos|introducci[oó]n|instala[cç][aã]o|como usar|funcionalidades|introdu[cç][aã]o|installation|utilisation|démarrage rapide|fonctionnalités|prérequis|installation|verwendung|schnellstart|funktionen|voraussetzungen|einleitung|instalacja|użycie|wymagania|wstęp|kurulum|kullanım|özellikler|gereksinimler|giriş|cài đặt|cách sử dụng|tính năng|yêu cầu|giới thiệu|instalasi|penggunaan|fitur|pendahuluan',
)

/** Whether a heading is one of those by which a manual, policy or design is known; a number before it does not matter. */
export function namesManual(title: string): boolean {
  return manualName.test(title.trim().replace(lead, ''))
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
  '答案|解答|解析|答え|回答|解説|정답|답변?|해설|ответ|решение|пояснение|объяснение|respuesta|soluci[oó]n|explicaci[oó]n|r[eé]ponse|explication|antwort|l[oö]sung|erkl[aä]rung|resposta|solu[cç][aã]o|risposta|soluzione|odpowied[zź]|wyja[sś]nienie|wyt[lł]umaczenie|explica[cç][aã]o|spiegazione|说明|說明|解释|解釋|설명|açıklama|giải thích|penjelasan|відповідь|пояснення|व्याख्या|الإجابة|الجواب|شرح|उत्तर|cevap|[cç][oö]z[uü]m',
)

/** Headings over keys: the answers to many questions, by their numbers. */
export const keyName: RegExp = names(
  '(?:the )?(?:correct )?answers?(?: ?(?:key|sheet|list)| to (?:the )?(?:questions|exercises|quiz))?|(?:answer )?keys?|solutions?(?: key)?',
  '(?:参考|正确)?答案(?:表)?|參考答案|解答(?:一覧)?|答え|正解(?:一覧)?|정답(?:표)?|해답',
  '(?:правильные )?ответы(?: на вопросы)?|ключи?(?: ответов| к тесту)?|(?:правильні )?відповіді|ключ(?:і)?(?: відповідей)?|(?:poprawne )?odpowiedzi|klucz(?: odpowiedzi)?|odpov[eě]di',
  '(?:clave de )?respuestas(?: correctas)?|soluciones|solucionario|gabarito|respostas(?: corretas)?|r[eé]ponses|corrig[eé]s?|(?:les )?solutions|risposte(?: corrette)?|soluzioni',
  '(?:die )?antworten|l[oö]sung(?:en|sschlüssel)?|antwoorden|cevaplar|cevap anahtarı|đáp án|kunci jawaban|jawaban|الإجابات|الأجوبة|پاسخ ?نامه|پاسخ‌?ها|उत्तर(?: कुंजी| माला)?|תשובות|απαντήσεις|เฉลย',
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
