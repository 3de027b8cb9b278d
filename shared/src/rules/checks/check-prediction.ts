import type { RulesNotice } from '../../contract/organizer.ts';
import type { Rules } from '../../contract/rules.ts';
import { warn } from './notice.ts';

/** The traps of a prediction question. Best-of with many attempts is none: predictions are locked once a round [P2, A12]. Source: domain (a4). */
export function checkPrediction({ prediction, ladder, attempts, publication }: Rules): RulesNotice[] {
  if (prediction === null) return [];
  const notices: RulesNotice[] = [];
  if (!ladder.keys.includes('predictionError')) {
    notices.push(
      warn(
        'prediction.not-in-ladder',
        'ladder.keys',
        'Có hỏi câu dự đoán nhưng độ gần đúng không nằm trong các tiêu chí xếp hạng.',
        'A prediction is asked, but its nearness is not among the keys of the ladder.',
      ),
    );
  }
  if (prediction.kind === 'ATTEMPTS' && attempts.policy === 'unlimited') {
    notices.push(
      warn(
        'prediction.moves-own-target',
        'prediction.kind',
        'Dự đoán số lượt thi trong khi lượt thi không giới hạn: một người có thể thi thêm để số thực tế đúng với dự đoán của mình. Nên dự đoán số người.',
        'The prediction is of attempts while attempts are unlimited: a person can move the true number by more attempts. Predict persons instead.',
      ),
    );
  }
  if (publication.liveCounters === 'exact') {
    notices.push(
      warn(
        'prediction.counters-leak-target',
        'publication.liveCounters',
        'Hiển thị chính xác số người tham gia khi tuần thi đang mở làm lộ số cần dự đoán.',
        'Exact live counters give away the number that is to be predicted.',
      ),
    );
  }
  if (prediction.missing === 'voids-entry') {
    notices.push(
      warn(
        'prediction.missing-voids',
        'prediction.missing',
        'Bài tự nộp khi hết giờ mà chưa có dự đoán sẽ không được tính kết quả.',
        'An entry submitted by the clock before a prediction was given will not count.',
      ),
    );
  }
  return notices;
}
