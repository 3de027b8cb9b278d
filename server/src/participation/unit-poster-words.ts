import type { LocalText } from '@hoithi/shared/contract/text';

/** The words of a unit's poster, Vietnamese as an official notice would say it, English complete. SPEC U14. */
export const posterWords = {
  kicker: { vi: 'MỜI DỰ THI', en: 'TAKE PART' },
  forUnit: { vi: 'Dành cho cán bộ, người dân thuộc', en: 'For the people of' },
  scan: { vi: 'Quét mã bằng camera điện thoại hoặc Zalo', en: "Scan with your phone's camera or Zalo" },
  address: { vi: 'hoặc mở địa chỉ', en: 'or open the address' },
  chooseUnit: { vi: 'và chọn đơn vị', en: 'and choose the unit' },
  step: [
    {
      vi: 'Quét mã. Cuộc thi mở ra, đơn vị đã được chọn sẵn.',
      en: 'Scan the code. The contest opens with the unit already chosen.',
    },
    {
      vi: 'Đăng nhập bằng số điện thoại và điền thông tin.',
      en: 'Sign in with your phone number and fill in your details.',
    },
    { vi: 'Làm bài, bấm nộp bài và nhận biên nhận.', en: 'Answer, hand in your entry and keep the receipt.' },
  ],
  stepOfHeading: {
    vi: 'Quét mã. Cuộc thi mở ra, chọn đơn vị của bạn.',
    en: 'Scan the code. The contest opens; choose your unit.',
  },
  from: { vi: 'Thời gian dự thi: từ', en: 'Open from' },
  until: { vi: 'đến', en: 'until' },
  inRounds: { vi: 'tuần thi', en: 'rounds' },
  contact: { vi: 'Liên hệ Ban Tổ chức:', en: 'Contact of the organizing committee:' },
  demo: { vi: 'CUỘC THI TRÌNH DIỄN', en: 'DEMONSTRATION CONTEST' },
  title: { vi: 'Áp phích mời dự thi', en: 'Poster' },
} satisfies Record<string, LocalText | LocalText[]>;
