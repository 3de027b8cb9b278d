import type { Preset } from './preset.ts';
import { silentPlan } from './silent-plan.ts';
import { wholeWeeks } from './whole-weeks.ts';

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
