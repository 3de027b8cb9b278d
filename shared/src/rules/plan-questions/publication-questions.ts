import type { Rules } from '../../contract/rules.ts';
import { type PlanQuestion, planQuestion, putInDraft, readChoice, readInteger } from './plan-question.ts';

const nameChoices = [
  {
    value: 'masked',
    puts: 'masked' as const,
    label: { vi: 'Che bớt họ tên người đạt giải', en: "Winners' names partly masked" },
  },
  {
    value: 'full',
    puts: 'full' as const,
    label: { vi: 'Họ tên đầy đủ của người đã đồng ý công bố', en: 'Full names of those who agreed' },
  },
];

const revealChoices = [
  reveal(
    'at-submit',
    'after-publication',
    'Điểm: ngay khi nộp bài; đáp án: sau khi công bố kết quả',
    'Own score: at submission; answers: after publication',
  ),
  reveal(
    'after-close',
    'after-publication',
    'Điểm: khi tuần thi kết thúc; đáp án: sau khi công bố kết quả',
    'Own score: after the close; answers: after publication',
  ),
  reveal(
    'after-publication',
    'after-publication',
    'Điểm và đáp án: sau khi công bố kết quả',
    'Own score and answers: after publication',
  ),
  reveal(
    'after-close',
    'after-close',
    'Điểm và đáp án: khi tuần thi kết thúc',
    'Own score and answers: after the close',
  ),
  reveal(
    'at-submit',
    'never',
    'Điểm: ngay khi nộp bài; không công bố đáp án',
    'Own score: at submission; answers never',
  ),
  reveal(
    'after-publication',
    'never',
    'Điểm: sau khi công bố kết quả; không công bố đáp án',
    'Own score: after publication; answers never',
  ),
];

const counterChoices = [
  {
    value: 'coarse',
    puts: 'coarse' as const,
    label: {
      vi: 'Hiển thị số làm tròn xuống, ví dụ “hơn 2.400”',
      en: 'A rounded-down figure, such as “more than 2,400”',
    },
  },
  {
    value: 'hidden',
    puts: 'hidden' as const,
    label: { vi: 'Không hiển thị khi tuần thi đang mở', en: 'Hidden while a round is open' },
  },
  { value: 'exact', puts: 'exact' as const, label: { vi: 'Hiển thị số chính xác', en: 'Exact' } },
];

const optional = ['publish-name', 'photos', 'notices'] as const;
const consentChoices = [
  consents(
    [...optional],
    'Dự thi (bắt buộc); công bố họ tên, hình ảnh tại buổi lễ, nhận thông báo (tùy chọn)',
    'Taking part (required); name, photos, notices (optional)',
  ),
  consents(
    ['publish-name'],
    'Dự thi (bắt buộc); công bố họ tên (tùy chọn)',
    'Taking part (required); publishing the name (optional)',
  ),
  consents(
    ['publish-name', 'notices'],
    'Dự thi (bắt buộc); công bố họ tên, nhận thông báo (tùy chọn)',
    'Taking part (required); name, notices (optional)',
  ),
  consents(['notices'], 'Dự thi (bắt buộc); nhận thông báo (tùy chọn)', 'Taking part (required); notices (optional)'),
  consents([], 'Chỉ dự thi (bắt buộc)', 'Taking part only (required)'),
];

export const publicationQuestions: PlanQuestion[] = [
  planQuestion({
    id: 'publication.names',
    kind: 'choice',
    prompt: { vi: 'Danh sách người đạt giải công bố họ tên thế nào?', en: "How are winners' names published?" },
    choices: nameChoices,
    example: 'masked',
    isOpen: (draft) => draft.publication?.names == null,
    read: readChoice(nameChoices),
    put: (draft, names) => putInDraft(draft, 'publication', { names }),
  }),
  planQuestion({
    id: 'publication.reveal',
    path: 'publication.ownScore',
    kind: 'choice',
    prompt: {
      vi: 'Người thi được xem điểm và đáp án khi nào?',
      en: 'When does a contestant see the own score and the answers?',
    },
    choices: revealChoices,
    example: 'after-close after-publication',
    isOpen: (draft) => draft.publication?.ownScore == null || draft.publication.answers === null,
    read: readChoice(revealChoices),
    put: (draft, puts) => putInDraft(draft, 'publication', puts),
  }),
  planQuestion({
    id: 'publication.liveCounters',
    kind: 'choice',
    prompt: {
      vi: 'Khi tuần thi đang mở, công khai số người tham gia thế nào?',
      en: 'What is shown of participation while a round is open?',
    },
    choices: counterChoices,
    example: 'coarse',
    isOpen: (draft) => draft.publication?.liveCounters == null,
    read: readChoice(counterChoices),
    put: (draft, liveCounters) => putInDraft(draft, 'publication', { liveCounters }),
  }),
  planQuestion({
    id: 'complaints.workingDays',
    kind: 'integer',
    prompt: {
      vi: 'Nhận khiếu nại trong bao nhiêu ngày làm việc sau khi công bố kết quả?',
      en: 'For how many working days after publication are complaints accepted?',
    },
    example: '3',
    isOpen: (draft) => draft.complaints?.workingDays == null,
    read: readInteger(0, 60),
    put: (draft, workingDays) => putInDraft(draft, 'complaints', { workingDays }),
  }),
  planQuestion({
    id: 'privacy.consents',
    kind: 'choice',
    prompt: {
      vi: 'Xin sự đồng ý của người dự thi cho những mục đích nào?',
      en: 'For which purposes is consent asked?',
    },
    choices: consentChoices,
    example: 'take-part notices',
    isOpen: (draft) => draft.privacy?.consents == null,
    read: readChoice(consentChoices),
    put: (draft, puts) => putInDraft(draft, 'privacy', { consents: puts }),
  }),
  planQuestion({
    id: 'privacy.retentionDays',
    kind: 'integer',
    prompt: {
      vi: 'Lưu dữ liệu cá nhân bao nhiêu ngày sau khi cuộc thi kết thúc?',
      en: 'For how many days after the contest is personal data kept?',
    },
    example: '365',
    isOpen: (draft) => draft.privacy?.retentionDays == null,
    read: readInteger(1, 3650),
    put: (draft, retentionDays) => putInDraft(draft, 'privacy', { retentionDays }),
  }),
];

function reveal(
  ownScore: Rules['publication']['ownScore'],
  answers: Rules['publication']['answers'],
  vi: string,
  en: string,
) {
  return { value: `${ownScore} ${answers}`, puts: { ownScore, answers }, label: { vi, en } };
}

function consents(purposes: (typeof optional)[number][], vi: string, en: string) {
  const puts: Rules['privacy']['consents'] = [
    { purpose: 'take-part', required: true },
    ...purposes.map((purpose) => ({ purpose, required: false })),
  ];
  return { value: ['take-part', ...purposes].join(' '), puts, label: { vi, en } };
}
