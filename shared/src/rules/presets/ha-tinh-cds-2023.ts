import { type Preset, silentPlan, wholeWeeks } from './preset.ts';

/** Plan 59/KH-STTTT of 10 October 2023, Hà Tĩnh Department of Information and Communications. */
export const haTinhCds2023: Preset = {
  id: 'ha-tinh-cds-2023',
  title: {
    vi: 'Hà Tĩnh 2023: Chuyển đổi số - Dữ liệu số tạo nên giá trị',
    en: 'Hà Tĩnh 2023: digital transformation, digital data creates value',
  },
  planNo: '59/KH-STTTT',
  province: '42',
  draft: {
    ...silentPlan,
    meta: {
      name: {
        vi: 'Cuộc thi trực tuyến tìm hiểu về “Chuyển đổi số - Dữ liệu số tạo nên giá trị” năm 2023',
        en: 'Online contest “Digital transformation: digital data creates value”, 2023',
      },
      host: {
        vi: 'Sở Thông tin và Truyền thông Hà Tĩnh',
        en: 'Hà Tĩnh Department of Information and Communications',
      },
      planNo: '59/KH-STTTT',
      planDate: '2023-10-10',
      rulesDecisionNo: null,
      contact: null,
    },
    // The dates as written (III.3) and the publishing hour as written (III.2): they contradict each other.
    rounds: wholeWeeks('2023-10-16', 4, '20:00'),
    questions: { ...silentPlan.questions, count: 15 },
    prediction: { kind: 'PARTICIPANT_PERSONS', role: 'tie-break', missing: null, targetBasis: null },
    ladder: { keys: ['score', 'elapsed', 'predictionError'], last: 'committee' },
    eligibility: {
      text: {
        vi: 'Cán bộ, công chức, viên chức, người lao động trong các cơ quan, đơn vị hành chính nhà nước, tổ chức chính trị, xã hội và người dân trên địa bàn tỉnh Hà Tĩnh.',
        en: 'Cadres, civil servants, public employees and workers of state administrative bodies and of political and social organisations, and residents of Hà Tĩnh province.',
      },
      audiences: ['OFFICIAL', 'WORKER', 'CITIZEN'],
      ageMin: null,
      ageMax: null,
    },
    exclusions: ['ORGANIZING_COMMITTEE', 'SECRETARIAT', 'DIRECTLY_INVOLVED'],
    profile: {
      fields: [
        { key: 'name', required: true },
        { key: 'unit', required: true },
      ],
      lockedAfterFirstAttempt: null,
    },
    unitTargets: [
      {
        group: {
          vi: 'Các sở, ban, ngành, đoàn thể cấp tỉnh',
          en: 'Provincial departments, agencies and mass organisations',
        },
        minRate: 1,
      },
    ],
    prizes: {
      round: [
        { rank: 'FIRST', count: 1, amountVnd: 2_000_000 },
        { rank: 'SECOND', count: 2, amountVnd: 1_000_000 },
        { rank: 'THIRD', count: 3, amountVnd: 500_000 },
      ],
      // III.2: number of entries, quality and active leadership, without a formula.
      collective: [
        {
          label: { vi: 'Giải tập thể', en: 'Collective prizes' },
          compete: { levels: null, blocks: null },
          grouping: 'together',
          judging: null,
          ladder: [
            { rank: 'FIRST', count: 1, amountVnd: 3_000_000 },
            { rank: 'SECOND', count: 1, amountVnd: 2_000_000 },
            { rank: 'THIRD', count: 1, amountVnd: 1_000_000 },
          ],
        },
      ],
    },
  },
  noticesOfPlan: [
    {
      id: 'plan.two-names-for-time',
      severity: 'warning',
      path: 'ladder.keys',
      text: {
        vi: 'Mục III.2 của Kế hoạch dùng cả “thời gian nộp bài” và “thời gian trả lời ngắn hơn” cho cùng một tiêu chí. Hệ thống hiểu là thời gian trả lời (từ lúc phát câu hỏi đến lúc nhận bài), không phải thời điểm nộp bài.',
        en: 'Section III.2 of the plan calls one criterion both “submission time” and “shorter answering time”. It is taken as the answering time, from hand-out to arrival, not as the moment of submission.',
      },
    },
    {
      id: 'plan.weekly-prizes-one-ceremony',
      severity: 'warning',
      path: 'prizes.round',
      text: {
        vi: 'Giải cá nhân được chấm theo từng tuần nhưng mục III.2 ghi trao giải Nhất, Nhì, Ba sau khi kết thúc 04 tuần thi. Kết quả tuần vẫn công bố hằng tuần; lễ trao giải tổ chức một lần khi tổng kết.',
        en: 'Individual prizes are judged every week, while section III.2 awards first, second and third prizes after all four weeks. Weekly results are still published weekly; the ceremony is held once at the end.',
      },
    },
    {
      id: 'plan.collective-formula-missing',
      severity: 'warning',
      path: 'prizes.collective',
      text: {
        vi: 'Kế hoạch xét giải tập thể theo số lượt thí sinh, chất lượng bài thi và sự tích cực chỉ đạo nhưng không nêu công thức và trọng số.',
        en: 'The plan judges collective prizes by the number of entries, their quality and active leadership, but gives neither a formula nor weights.',
      },
    },
  ],
};
