import { describe, expect, it } from 'vitest';
import { exampleQuestion, exampleShow } from './example-show.ts';
import { printShowRules } from './print-show-rules.ts';

const printed = (rules: Record<string, unknown>) =>
  printShowRules(exampleShow([exampleQuestion('mot')], rules).rules).map((sentence) => sentence.vi);

describe('the printed rules of a show', () => {
  it('[H11b] say that a question nobody gets right puts nobody out, only where that is so', () => {
    const sentence = 'Câu không ai trả lời đúng thì không loại ai.';
    expect(printed({ mode: 'elimination', voidIfNobodyRight: true })).toContain(sentence);
    expect(printed({ mode: 'elimination' })).not.toContain(sentence);
  });
  it('[H10] [H10a] [H13] name what counts with the figures of the file', () => {
    expect(printed({ pointsMax: 500, fullUnderMs: 2500, timeStepMs: 100, teams: { best: 3 } })).toEqual([
      'Trả lời đúng được tối đa 500 điểm, càng chậm càng ít điểm, đến hết giờ còn một nửa.',
      'Trả lời đúng trong 2,5 giây đầu được coi là nhanh như nhau.',
      'Mỗi câu trả lời một lần, không đổi được.',
      'Thời gian được so theo bước 0,1 giây; bằng nhau thì đồng hạng.',
      'Điểm của đội là trung bình của 3 người cao nhất; thiếu người thì tính 0 điểm.',
    ]);
    expect(printed({ mode: 'elimination', playersMax: 90, changeAnswer: true })).toEqual([
      'Trả lời sai hoặc không trả lời thì dừng cuộc chơi.',
      '90 người vào chỗ đầu tiên vào sàn thi đấu; người đến sau là dự bị.',
      'Được đổi câu trả lời đến khi khóa; câu trả lời cuối cùng được tính.',
      'Thời gian được so theo bước 0,1 giây; bằng nhau thì đồng hạng.',
    ]);
  });
});
