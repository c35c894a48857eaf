/** Our own words in Persian. */
import type { Words } from './words.ts'

export const fa = {
  hint: 'راهنمایی',
  question: 'پرسش',
  answer: 'پاسخ',
  source: 'منبع',
  see: 'همچنین ببینید',
  notes: 'یادداشت‌ها',
  contents: 'فهرست',
  version: 'نسخه',
  licence: 'پروانه',
  note: 'یادداشت',
  tip: 'نکته',
  important: 'مهم',
  warning: 'هشدار',
  caution: 'احتیاط',
  easy: 'آسان',
  medium: 'متوسط',
  hard: 'دشوار',
  several: 'همهٔ گزینه‌های درست را برگزینید',
  noneRight: 'هیچ گزینه‌ای درست نشان نخورده است.',
  unanswered: 'هنوز پاسخی نوشته نشده است.',
  reversed: 'این پاسخ چیست؟',
  retired: 'کنار گذاشته شد.',
  retiredNotice:
    'این پرسش دیگر در دسته نیست و اصلاح نخواهد شد. می‌توانید کارت را معلق یا حذف کنید یا نگه دارید.',
  update: 'برای به‌روزرسانی، پروندهٔ تازه‌تر را روی این دسته درون‌ریزی کنید. پیشرفت شما می‌ماند.',
  sound: 'صدا',
  diagram: 'نمودار به‌صورت متن منبع',
} as const satisfies Words
