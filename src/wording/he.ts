/** Our own words in Hebrew. */
import type { Words } from './words.ts'

export const he = {
  hint: 'רמז',
  question: 'שאלה',
  answer: 'תשובה',
  source: 'מקור',
  see: 'ראו גם',
  notes: 'הערות',
  contents: 'תוכן העניינים',
  version: 'גרסה',
  licence: 'רישיון',
  note: 'הערה',
  tip: 'עצה',
  important: 'חשוב',
  warning: 'אזהרה',
  caution: 'זהירות',
  easy: 'קל',
  medium: 'בינוני',
  hard: 'קשה',
  several: 'יש לבחור את כל הנכונות',
  noneRight: 'אף אפשרות לא סומנה כנכונה.',
  unanswered: 'עדיין לא נכתבה תשובה.',
  reversed: 'על מה זו התשובה?',
  retired: 'הוסרה.',
  retiredNotice:
    'השאלה הזאת כבר אינה בחפיסה ולא תתוקן. אפשר להשהות את הכרטיס, למחוק אותו או להשאיר אותו.',
  update: 'כדי לעדכן, יש לייבא את הקובץ החדש על גבי החפיסה הזאת. ההתקדמות נשמרת.',
  sound: 'צליל',
  diagram: 'תרשים, כקוד מקור',
} as const satisfies Words
