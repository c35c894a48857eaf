/** Our own words in Arabic. */
import type { Words } from './words.ts'

export const ar = {
  hint: 'تلميح',
  question: 'السؤال',
  answer: 'الجواب',
  source: 'المصدر',
  see: 'انظر أيضًا',
  notes: 'الحواشي',
  contents: 'المحتويات',
  version: 'الإصدار',
  licence: 'الرخصة',
  note: 'ملاحظة',
  tip: 'نصيحة',
  important: 'مهم',
  warning: 'تحذير',
  caution: 'تنبيه',
  easy: 'سهل',
  medium: 'متوسط',
  hard: 'صعب',
  several: 'اختر كل ما ينطبق',
  noneRight: 'لم يُعلَّم أي خيار على أنه صحيح.',
  unanswered: 'لم يُكتب الجواب بعد.',
  reversed: 'ما السؤال الذي هذا جوابه؟',
  retired: 'سُحب.',
  retiredNotice:
    'لم يعد هذا السؤال في الرزمة ولن يُصحَّح. يمكنك تعليق البطاقة أو حذفها أو الاحتفاظ بها.',
  update: 'للتحديث، استورد الملف الأحدث فوق هذه الرزمة. يبقى تقدمك محفوظًا.',
  sound: 'صوت',
  diagram: 'مخطط بصيغته المصدرية',
} as const satisfies Words
