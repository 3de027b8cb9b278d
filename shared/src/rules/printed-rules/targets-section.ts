import type { Rules } from '../../contract/rules.ts';
import { formatShare } from './format-value.ts';
import type { Section } from './section.ts';

/** Participation that units are asked for. Source: SPEC C2; domain (a2) 22. */
export function printTargets({ unitTargets }: Rules): Section[] {
  if (unitTargets.length === 0) return [];
  return [
    {
      id: 'targets',
      heading: { vi: 'Chỉ tiêu tham gia của đơn vị', en: 'Participation targets' },
      sentences: [
        ...unitTargets.map(({ group, minRate }) => {
          const rate = formatShare(minRate);
          return {
            vi: `${group.vi}: tối thiểu ${rate.vi} số người của đơn vị có bài thi.`,
            en: `${group.en}: at least ${rate.en} of the unit's people submit an entry.`,
          };
        }),
        {
          vi: 'Tỷ lệ tham gia là số người có bài thi chia cho tổng số người của đơn vị; tổng số và ngày lấy số liệu được in kèm.',
          en: "The rate is persons with an entry over the unit's headcount; the headcount and its date are printed with it.",
        },
      ],
    },
  ];
}
