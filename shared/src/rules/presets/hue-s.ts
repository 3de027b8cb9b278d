import { type Preset, silentPlan, wholeWeeks } from './preset.ts';

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

/**
 * Letter 2887/STTTT-IOC of 20 October 2023 on plan 2475/KH-STTTT, Thừa Thiên Huế. The letter gives the name, the days,
 * five weeks and whom to invite; its printed rules were an attachment that is not at hand, so all else is open.
 */
export const hueS2023: Preset = {
  id: 'hue-s-2023',
  title: { vi: 'Thừa Thiên Huế 2023: nền tảng số Hue-S', en: 'Thừa Thiên Huế 2023: the Hue-S digital platform' },
  planNo: '2475/KH-STTTT',
  province: '46',
  draft: {
    ...silentPlan,
    meta: {
      name: {
        vi: 'Hội thi trực tuyến tìm hiểu về nền tảng số Hue-S',
        en: 'Online contest on the Hue-S digital platform',
      },
      host: {
        vi: 'Sở Thông tin và Truyền thông tỉnh Thừa Thiên Huế',
        en: 'Thừa Thiên Huế Department of Information and Communications',
      },
      planNo: '2475/KH-STTTT',
      planDate: '2023-09-13',
      rulesDecisionNo: null,
      contact: null,
    },
    // 23/10/2023 to the end of 26/11/2023 in five weeks: only Monday to Sunday fits the 35 days.
    rounds: wholeWeeks('2023-10-23', 5, null),
    eligibility: {
      text: {
        vi: 'Cán bộ, công chức, viên chức, người lao động, hội viên, đoàn viên và nhân dân trên địa bàn tỉnh Thừa Thiên Huế.',
        en: 'Cadres, civil servants, public employees, workers, members of unions and associations, and residents of Thừa Thiên Huế province.',
      },
      audiences: ['OFFICIAL', 'WORKER', 'MEMBER', 'CITIZEN'],
      ageMin: null,
      ageMax: null,
    },
    unitTargets: [],
  },
  noticesOfPlan: [
    {
      id: 'plan.rules-not-at-hand',
      severity: 'warning',
      path: 'meta.planNo',
      text: {
        vi: 'Chỉ có Công văn số 2887/STTTT-IOC ngày 20/10/2023; Thể lệ gửi kèm không có trong hồ sơ. Câu hỏi, lượt thi, cách xếp hạng, câu dự đoán và giải thưởng đều phải hỏi lại.',
        en: 'Only letter 2887/STTTT-IOC of 20 October 2023 is at hand; the attached rules are not. Questions, attempts, ranking, prediction and prizes all have to be asked.',
      },
    },
  ],
};
