import type { Preset } from './preset.ts';
import { silentPlan } from './silent-plan.ts';
import { wholeWeeks } from './whole-weeks.ts';

/** Plan 3052/KH-STTTT of 16 October 2024, Thừa Thiên Huế Department of Information and Communications. */
export const hueS2024: Preset = {
  id: 'hue-s-2024',
  title: { vi: 'Thừa Thiên Huế 2024: nền tảng số Hue-S', en: 'Thừa Thiên Huế 2024: the Hue-S digital platform' },
  planNo: '3052/KH-STTTT',
  province: '46',
  draft: {
    ...silentPlan,
    meta: {
      name: {
        vi: 'Hội thi trực tuyến tìm hiểu về nền tảng số Hue-S năm 2024',
        en: 'Online contest on the Hue-S digital platform, 2024',
      },
      host: {
        vi: 'Sở Thông tin và Truyền thông tỉnh Thừa Thiên Huế',
        en: 'Thừa Thiên Huế Department of Information and Communications',
      },
      planNo: '3052/KH-STTTT',
      planDate: '2024-10-16',
      rulesDecisionNo: null,
      contact: 'Sở Thông tin và Truyền thông',
    },
    rounds: wholeWeeks('2024-10-28', 4, null),
    questions: { ...silentPlan.questions, count: 15 },
    prediction: { kind: 'ALL_CORRECT_PERSONS', role: null, missing: null, targetBasis: null },
    eligibility: {
      text: {
        vi: 'Tất cả người dân trên địa bàn tỉnh Thừa Thiên Huế (có tài khoản Hue-S hoặc tài khoản VNeID).',
        en: 'All residents of Thừa Thiên Huế province who have a Hue-S or VNeID account.',
      },
      // "All residents" leaves no group out.
      audiences: ['CITIZEN', 'OFFICIAL', 'WORKER', 'ARMED_FORCES', 'MEMBER', 'STUDENT'],
      ageMin: null,
      ageMax: null,
    },
    exclusions: ['ORGANIZING_COMMITTEE', 'JURY', 'SUPPORT_TEAM'],
    unitTargets: [],
    prizes: {
      // V.3: the amounts are left to the printed rules.
      round: [
        { rank: 'FIRST', count: 1, amountVnd: null },
        { rank: 'SECOND', count: 3, amountVnd: null },
        { rank: 'THIRD', count: 4, amountVnd: null },
        { rank: 'CONSOLATION', count: 5, amountVnd: null },
      ],
      // V.2: ten units in one list, without ranks; how rate and quality are weighed is open.
      collective: [
        {
          label: { vi: 'Giải tập thể', en: 'Collective prizes' },
          compete: { levels: null, blocks: null },
          grouping: 'together',
          judging: null,
          ladder: [{ rank: null, count: 10, amountVnd: null }],
        },
      ],
    },
  },
  noticesOfPlan: [
    {
      id: 'plan.collective-basis-differs',
      severity: 'warning',
      path: 'prizes.collective',
      text: {
        vi: 'Mục III.2 của Kế hoạch xét giải tập thể theo số cá nhân dự thi, còn mục V.2 xét theo tỷ lệ thí sinh tham gia và chất lượng. Ban Tổ chức cần chọn một căn cứ.',
        en: 'Section III.2 of the plan gives collective prizes for many entrants; section V.2 for the highest rate of participation and quality. The committee must choose one basis.',
      },
    },
    {
      id: 'plan.ladder-order-open',
      severity: 'warning',
      path: 'ladder.keys',
      text: {
        vi: 'Mục V.1 ghi giải Nhất là người “trả lời đúng và sớm nhất” và “dự đoán đúng nhất” nhưng không nêu tiêu chí nào xét trước, cũng không nêu “sớm nhất” là thời điểm nộp bài hay thời gian làm bài.',
        en: 'Section V.1 gives the first prize to whoever is right, “earliest” and nearest in the prediction, without saying which comes first, or whether “earliest” means the moment of submission or the time taken.',
      },
    },
    {
      id: 'plan.mobile-only',
      severity: 'warning',
      path: 'eligibility.text',
      text: {
        vi: 'Mục III.2 chỉ cho dự thi trên ứng dụng di động Hue-S, trong khi mục I.2 yêu cầu phần mềm tích hợp được với các công cụ, phương tiện khác.',
        en: 'Section III.2 admits entries from the Hue-S mobile app only, while section I.2 asks for software that works with other channels.',
      },
    },
  ],
};
