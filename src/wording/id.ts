/** Our own words in Indonesian. */
import type { Words } from './words.ts'

export const id = {
  hint: 'Petunjuk',
  question: 'Pertanyaan',
  answer: 'Jawaban',
  source: 'Sumber',
  see: 'Lihat juga',
  notes: 'Catatan',
  contents: 'Daftar isi',
  version: 'Versi',
  licence: 'Lisensi',
  note: 'Catatan',
  tip: 'Kiat',
  important: 'Penting',
  warning: 'Peringatan',
  caution: 'Hati-hati',
  easy: 'mudah',
  medium: 'sedang',
  hard: 'sulit',
  several: 'Pilih semua yang benar',
  noneRight: 'Tidak ada pilihan yang ditandai benar.',
  unanswered: 'Jawaban belum ditulis.',
  reversed: 'Ini jawaban untuk pertanyaan apa?',
  retired: 'Ditarik.',
  retiredNotice:
    'Pertanyaan ini tidak ada lagi di dek dan tidak akan diperbaiki. Tangguhkan atau hapus kartunya, atau simpan.',
  update: 'Untuk memperbarui, impor berkas yang lebih baru ke dek ini. Kemajuan Anda tetap ada.',
  sound: 'Suara',
  diagram: 'Diagram, sebagai kode sumber',
} as const satisfies Words
