import type { Prediction, Rules } from '../../contract/rules.ts';
import type { LocalText } from '../../contract/text.ts';
import { predictionText } from '../prediction.ts';
import { formatNumber, type Section } from './format-value.ts';
import { wordsOfLadderKey } from './value-words.ts';

/** Points for an answer. Source: SPEC A7; domain (a2) 10. */
export function printPoints({ points, questions }: Rules): Section {
  const each = formatNumber(points.perQuestion);
  const most = formatNumber(points.perQuestion * questions.count);
  const sentences: LocalText[] = [
    {
      vi: `Mỗi câu trả lời đúng được ${each.vi} điểm; điểm tối đa của một bài thi là ${most.vi} điểm. Câu trả lời sai không bị trừ điểm.`,
      en: `A right answer earns ${each.en} points; an attempt earns at most ${most.en}. Nothing is taken off for a wrong answer.`,
    },
  ];
  if (questions.answerMode === 'several') sentences.push(severalWords[points.several]);
  return { id: 'points', heading: { vi: 'Cách tính điểm', en: 'Points' }, sentences };
}

const severalWords: Record<Rules['points']['several'], LocalText> = {
  'all-or-nothing': {
    vi: 'Câu có nhiều phương án đúng chỉ được điểm khi chọn đúng và đủ các phương án đúng.',
    en: 'A question with several right options scores only when exactly those are chosen.',
  },
  share: {
    vi: 'Câu có nhiều phương án đúng được tính điểm theo tỷ lệ: số phương án chọn đúng trừ số phương án chọn sai, chia cho số phương án đúng, không nhỏ hơn 0 và làm tròn xuống điểm nguyên.',
    en: 'A question with several right options scores in proportion: right choices less wrong ones, over the number of right options, never below zero, rounded down to whole points.',
  },
};

/** The prediction question, or none. Source: SPEC P1 to P5; domain (a2) 11 to 13, (a4). */
export function printPrediction({ prediction, questions }: Rules): Section[] {
  if (prediction === null) return [];
  const asked = predictionText(prediction.kind, questions.count, { vi: 'tuần thi', en: 'the round' });
  return [
    {
      id: 'prediction',
      heading: { vi: 'Câu dự đoán', en: 'Prediction' },
      sentences: [
        { vi: `Nội dung: ${asked.vi}`, en: `Question: ${asked.en}` },
        {
          vi: 'Mỗi người dự đoán một lần trong mỗi tuần thi, bằng một số nguyên; số đã gửi được khóa, không sửa được ở lượt thi sau.',
          en: 'Each person predicts once a round, a whole number; once given it is locked, also for later attempts.',
        },
        {
          vi: 'Độ lệch là giá trị tuyệt đối giữa số dự đoán và số thực tế; lệch nhỏ hơn là gần đúng hơn, không phân biệt dự đoán cao hay thấp.',
          en: 'The error is the absolute difference from the true number; over and under are treated alike.',
        },
        roleWords[prediction.role],
        missingWords[prediction.missing],
        basisWords[prediction.targetBasis],
      ],
    },
  ];
}

const roleWords: Record<Prediction['role'], LocalText> = {
  'tie-break': {
    vi: 'Câu dự đoán không tính điểm, chỉ dùng để phân định thứ hạng theo mục Xếp hạng.',
    en: 'The prediction earns no points; it only decides places as set out under Ranking.',
  },
  qualifier: {
    vi: 'Câu dự đoán không tính điểm. Chỉ người trả lời đúng tất cả câu hỏi và có dự đoán mới được xét giải.',
    en: 'The prediction earns no points. Only those with every answer right and a prediction can win a prize.',
  },
};

const missingWords: Record<Prediction['missing'], LocalText> = {
  'ranks-last': {
    vi: 'Người không dự đoán xếp sau mọi người có dự đoán khi xét đến tiêu chí này.',
    en: 'Where this key decides, a missing prediction ranks behind every given one.',
  },
  'voids-entry': {
    vi: 'Bài thi không có dự đoán không được tính kết quả.',
    en: 'An entry without a prediction does not count.',
  },
};

const basisWords: Record<Prediction['targetBasis'], LocalText> = {
  'as-closed': {
    vi: 'Số thực tế được máy chủ đếm khi tuần thi kết thúc và không thay đổi khi có bài thi bị loại sau đó.',
    en: 'The true number is counted by the server at the close and does not change when entries are voided later.',
  },
  'after-verification': {
    vi: 'Số thực tế được máy chủ đếm sau khi tuần thi kết thúc và sau khi đã loại các bài thi không hợp lệ.',
    en: 'The true number is counted by the server after the close, once invalid entries have been removed.',
  },
};

const lastWords: Record<Rules['ladder']['last'], LocalText> = {
  committee: { vi: 'Ban Tổ chức quyết định', en: 'the organizing committee decides' },
  draw: { vi: 'bốc thăm công khai, có biên bản', en: 'lots are drawn in public, on record' },
  'sudden-death': { vi: 'thi thêm câu hỏi phân định', en: 'a deciding question is played' },
};

/** The ladder in its order and what happens to equals. Source: SPEC L1 to L4; domain (a3). */
export function printLadder({ ladder }: Rules): Section {
  return {
    id: 'ladder',
    heading: { vi: 'Xếp hạng', en: 'Ranking' },
    sentences: [
      {
        vi: 'Mỗi tuần thi, mỗi người được xếp hạng bằng một bài thi. Các tiêu chí được xét lần lượt; tiêu chí sau chỉ xét khi các tiêu chí trước bằng nhau.',
        en: 'In each round every person is ranked by one attempt. The keys are applied in order, each only where all before it are equal.',
      },
      ...ladder.keys.map((key, index) => ({
        vi: `Tiêu chí ${index + 1}: ${wordsOfLadderKey[key].vi}.`,
        en: `Key ${index + 1}: ${wordsOfLadderKey[key].en}.`,
      })),
      {
        vi: 'Những người bằng nhau ở mọi tiêu chí có cùng thứ hạng; các thứ hạng tiếp theo được bỏ qua tương ứng (1, 2, 2, 4).',
        en: 'Equals on every key share a rank, and as many ranks are skipped (1, 2, 2, 4).',
      },
      {
        vi: `Nếu việc bằng nhau làm cho giải thưởng khác nhau thì chưa trao các giải đó cho đến khi phân định: ${lastWords[ladder.last].vi}.`,
        en: `Where equals would get different prizes, none is given until it is settled: ${lastWords[ladder.last].en}.`,
      },
      {
        vi: 'Kết quả ghi rõ tiêu chí nào đã quyết định từng thứ hạng.',
        en: 'The results state which key decided each place.',
      },
    ],
  };
}
