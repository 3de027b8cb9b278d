import type { Texts } from './message-route.ts';

/** What messages say where the settings do not. */
export const defaultTexts: Texts = {
  vi: 'Mã xác nhận Hội Thi: {{code}}. Mã có hiệu lực trong 5 phút. Tuyệt đối không cung cấp mã này cho người khác.',
  en: 'Your Hội Thi code is {{code}}. It is valid for 5 minutes. Do not share it with anyone.',
};
export const defaultReminder: Texts = {
  vi: '{{contest}}: bạn chưa hoàn thành bài thi của vòng đang mở. Mời bạn vào {{address}} để dự thi.',
  en: '{{contest}}: you have not finished the round that is open. Take part at {{address}}.',
};
