import type { RulesDraft } from '../../contract/rules.ts';
import { type Preset, silentPlan } from './preset.ts';

/** Plan 185/KH-UBND of 20 August 2024, Hà Giang provincial People's Committee. */
export const haGiangDean062024: Preset = {
  id: 'ha-giang-dean06-2024',
  title: {
    vi: 'Hà Giang 2024: Tìm hiểu Đề án 06, lợi ích cho người dân',
    en: 'Hà Giang 2024: Project 06 and what it brings to residents',
  },
  planNo: '185/KH-UBND',
  province: '02',
  draft: {
    ...silentPlan,
    meta: {
      name: {
        vi: 'Cuộc thi trắc nghiệm trực tuyến “Tìm hiểu Đề án 06, lợi ích cho người dân” tỉnh Hà Giang năm 2024',
        en: 'Online quiz contest “Project 06 and what it brings to residents”, Hà Giang province, 2024',
      },
      host: { vi: 'Ủy ban nhân dân tỉnh Hà Giang', en: "Hà Giang provincial People's Committee" },
      planNo: '185/KH-UBND',
      planDate: '2024-08-20',
      rulesDecisionNo: null,
      contact: 'Phòng Cảnh sát Quản lý hành chính về trật tự xã hội - Công an tỉnh',
    },
    // II.5 gives the start of the first week and the end of the last; the turns between the weeks are open.
    rounds: [
      week(1, '2024-09-09T07:30:00+07:00', null),
      week(2, null, null),
      week(3, null, '2024-09-29T23:50:00+07:00'),
    ],
    attempts: { ...silentPlan.attempts, policy: 'unlimited' },
    eligibility: {
      text: {
        vi: 'Cán bộ, đảng viên, công chức, viên chức, người lao động, học sinh, sinh viên, cán bộ chiến sĩ lực lượng vũ trang, đoàn viên, hội viên, công đoàn viên và các tầng lớp Nhân dân đang sinh sống, làm việc trên địa bàn tỉnh Hà Giang.',
        en: 'Cadres, party members, civil servants, public employees, workers, pupils, students, members of the armed forces, of unions and associations, and all people living or working in Hà Giang province.',
      },
      audiences: ['OFFICIAL', 'WORKER', 'STUDENT', 'ARMED_FORCES', 'MEMBER', 'CITIZEN'],
      ageMin: null,
      ageMax: null,
    },
    exclusions: ['ORGANIZING_COMMITTEE', 'QUESTION_AUTHORS', 'SECRETARIAT', 'SUPPORT_TEAM'],
    unitTargets: [
      { group: { vi: 'Mỗi cơ quan, đơn vị các cấp', en: 'Every agency and unit at all levels' }, minRate: 0.7 },
    ],
    prizes: {
      round: [
        { rank: 'FIRST', count: 1, amountVnd: 4_000_000 },
        { rank: 'SECOND', count: 2, amountVnd: 3_000_000 },
        { rank: 'THIRD', count: 3, amountVnd: 2_000_000 },
      ],
      // 6.2 and 6.3 give the prizes; how they are judged is open.
      collective: [
        {
          label: { vi: 'Giải tập thể cấp huyện', en: 'Collective prizes for districts' },
          compete: { levels: ['DISTRICT'], blocks: null },
          grouping: 'together',
          judging: null,
          ladder: [
            { rank: 'FIRST', count: 1, amountVnd: 8_000_000 },
            { rank: 'SECOND', count: 1, amountVnd: 6_000_000 },
            { rank: 'THIRD', count: 1, amountVnd: 4_000_000 },
            { rank: 'CONSOLATION', count: 2, amountVnd: 3_000_000 },
          ],
        },
        {
          label: { vi: 'Giải tập thể cấp xã', en: 'Collective prizes for communes' },
          compete: { levels: ['COMMUNE'], blocks: null },
          grouping: 'together',
          judging: null,
          ladder: [
            { rank: 'FIRST', count: 1, amountVnd: 7_000_000 },
            { rank: 'SECOND', count: 2, amountVnd: 5_500_000 },
            { rank: 'THIRD', count: 3, amountVnd: 3_500_000 },
            { rank: 'CONSOLATION', count: 5, amountVnd: 2_500_000 },
          ],
        },
      ],
    },
  },
  noticesOfPlan: [
    {
      id: 'plan.unlimited-without-counted',
      severity: 'warning',
      path: 'attempts.counted',
      text: {
        vi: 'Mục II.4 không giới hạn số bài thi của mỗi tài khoản nhưng Kế hoạch không nêu bài thi nào được tính để xếp hạng.',
        en: 'Section II.4 sets no limit on attempts, but the plan does not say which attempt counts for the ranking.',
      },
    },
    {
      id: 'plan.collective-formula-missing',
      severity: 'warning',
      path: 'prizes.collective',
      text: {
        vi: 'Kế hoạch nêu cơ cấu giải tập thể cấp huyện và cấp xã nhưng không nêu cách chấm.',
        en: 'The plan lists collective prizes for districts and communes but not how they are judged.',
      },
    },
  ],
};

function week(
  ordinal: number,
  opensAt: string | null,
  closesAt: string | null,
): NonNullable<RulesDraft['rounds']>[number] {
  const label = { vi: `Tuần ${ordinal}`, en: `Week ${ordinal}` };
  return { ordinal, label, opensAt, closesAt, publishAt: null, topics: null };
}
