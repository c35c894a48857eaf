/** Our own words in Turkish. */
import type { Words } from './words.ts'

export const tr = {
  hint: 'İpucu',
  question: 'Soru',
  answer: 'Yanıt',
  source: 'Kaynak',
  see: 'Ayrıca bakınız',
  notes: 'Notlar',
  contents: 'İçindekiler',
  version: 'Sürüm',
  licence: 'Lisans',
  note: 'Not',
  tip: 'Öneri',
  important: 'Önemli',
  warning: 'Uyarı',
  caution: 'Dikkat',
  easy: 'kolay',
  medium: 'orta',
  hard: 'zor',
  several: 'Doğru olanların hepsini seçin',
  noneRight: 'Hiçbir seçenek doğru olarak işaretlenmemiş.',
  unanswered: 'Henüz bir yanıt yazılmadı.',
  reversed: 'Bu neyin yanıtı?',
  retired: 'Geri çekildi.',
  retiredNotice:
    'Bu soru artık destede değil ve düzeltilmeyecek. Kartı askıya alabilir, silebilir ya da tutabilirsiniz.',
  update: 'Güncellemek için yeni dosyayı bu destenin üzerine içe aktarın. İlerlemeniz korunur.',
  sound: 'Ses',
  diagram: 'Diyagram, kaynak hâlinde',
} as const satisfies Words
