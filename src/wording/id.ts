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
  answers: 'Jawaban',
  answerKey: 'Kunci jawaban',
  tagIndex: 'Indeks tag',
  termIndex: 'Indeks istilah',
  examEdition: 'Pertanyaan dahulu, jawaban di belakang',
  largeEdition: 'Huruf besar',
  page: 'halaman',
  continued: 'lanjutan',
  questions: 'Jumlah pertanyaan',
  issued: 'Tanggal terbit',
  madeWith: 'Dibuat dengan Rectoverso',
  codeUse:
    'Lima atau tujuh huruf di samping pertanyaan adalah kodenya. Kode itu tidak pernah berubah: kode yang sama menemukan pertanyaan pada kartunya dan di dalam tabel.',
  studyUse:
    'Jawaban berada di samping garis berwarna. Tutuplah dengan selembar kertas dan jawablah lebih dahulu.',
  examUse:
    'Setiap pertanyaan menyebutkan halaman jawabannya, dan setiap jawaban halaman pertanyaannya. Huruf yang benar dikumpulkan di halaman-halaman terakhir.',
  foldUse:
    'Lipat halaman ke belakang pada garis putus-putus, atau tutup jawaban dengan selembar kertas; jawab dahulu, lalu lihat.',
} as const satisfies Words
