import { describe, expect, it } from 'vitest';
import type { CollectiveFormula } from '../../contract/collective.ts';
import { awardOf, formula } from '../collective/test-units.ts';
import { printJudging, printWho } from './collective-sentences.ts';

const vi = (changed: Partial<CollectiveFormula>) =>
  printJudging(awardOf(formula(changed)))
    .map((sentence) => sentence.vi)
    .join(' ');

describe('printed collective rules', () => {
  it('[G2] [R5] each comparison of small and large units is printed as it is executed', () => {
    expect(vi({ comparison: { method: 'plain' } })).toContain('so sánh nguyên giá trị');
    expect(vi({ comparison: { method: 'size-bands', bounds: [50, 1200] } })).toContain(
      'dưới 50 người; từ 50 đến dưới 1.200 người; từ 1.200 người trở lên; mỗi nhóm được xếp riêng',
    );
    expect(vi({ comparison: { method: 'wilson', z: 1.96 } })).toContain('cận dưới của khoảng Wilson với z = 1,96');
  });

  it('[G2] weights, scale, prize points, tiers and rounding are printed with their numbers', () => {
    const printed = vi({
      metrics: [
        { metric: 'personsRate', weight: 0.6, scale: 'own' },
        { metric: 'prizePoints', weight: 0.4, scale: 'best' },
      ],
      filter: {
        minPersons: 5,
        minRate: null,
        minRateBySize: [
          { under: 50, minRate: 0.3 },
          { under: null, minRate: 0.25 },
        ],
        mandatory: [{ name: 'Trưởng phòng', atLeast: { unit: 'share', share: 0.5 } }],
      },
      ratesOver: 'mean-of-rounds',
    });
    expect(printed).toContain('Tỷ lệ người dự thi: nhân hệ số 0,6.');
    expect(printed).toContain(
      'Điểm quy đổi giải cá nhân (giải Nhất 10 điểm, giải Nhì 8 điểm, giải Ba 6 điểm, giải Khuyến khích 4 điểm), quy về thang 100 so với mức cao nhất trong nhóm: nhân hệ số 0,4.',
    );
    expect(printed).toContain('dưới 50 người: 30\u00a0%; đơn vị lớn hơn: 25\u00a0%');
    expect(printed).toContain('bình quân của tỷ lệ các tuần thi');
    expect(printed).toContain('làm tròn đến 02 chữ số thập phân');
    expect(printed).toContain('Nhóm bắt buộc “Trưởng phòng”: ít nhất 50\u00a0% số người đã dự thi');
    expect(printed).toContain('ít nhất 05 người dự thi');
  });

  it('[G2] who competes is printed with levels, blocks and lists', () => {
    const who = printWho(
      awardOf(formula(), { compete: { levels: ['COMMUNE', 'Phòng'], blocks: ['Khối 1'] }, grouping: 'block' }),
    );
    expect(who.vi).toBe(
      'Giải tập thể: xét cấp xã; Phòng, thuộc các khối: Khối 1; mỗi khối được xếp riêng và có cơ cấu giải riêng.',
    );
    expect(printJudging({ ...awardOf(formula()), judging: { by: 'committee' } })[0]?.vi).toContain(
      'không quy định công thức chấm',
    );
  });
});
