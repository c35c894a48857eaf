/** Our own words in Vietnamese. */
import type { Words } from './words.ts'

export const vi = {
  hint: 'Gợi ý',
  question: 'Câu hỏi',
  answer: 'Trả lời',
  source: 'Nguồn',
  see: 'Xem thêm',
  notes: 'Ghi chú',
  contents: 'Mục lục',
  version: 'Phiên bản',
  licence: 'Giấy phép',
  note: 'Ghi chú',
  tip: 'Mẹo',
  important: 'Quan trọng',
  warning: 'Cảnh báo',
  caution: 'Thận trọng',
  easy: 'dễ',
  medium: 'trung bình',
  hard: 'khó',
  several: 'Chọn tất cả đáp án đúng',
  noneRight: 'Không có lựa chọn nào được đánh dấu là đúng.',
  unanswered: 'Chưa có câu trả lời.',
  reversed: 'Đây là câu trả lời cho câu hỏi nào?',
  retired: 'Đã rút.',
  retiredNotice:
    'Câu hỏi này không còn trong bộ thẻ và sẽ không được sửa. Bạn có thể tạm dừng, xoá hoặc giữ thẻ.',
  update: 'Để cập nhật, hãy nhập tệp mới hơn vào bộ thẻ này. Tiến độ của bạn được giữ lại.',
  sound: 'Âm thanh',
  diagram: 'Sơ đồ, ở dạng mã nguồn',
} as const satisfies Words
