import type { RulesNotice } from '../../contract/organizer.ts';
import type { LadderKey, Rules } from '../../contract/rules.ts';
import { wordsOfLadderKey } from '../printed-rules/value-words.ts';
import { warn } from './notice.ts';

/**
 * Keys of the ladder that can never decide a place, and other ways in which it will surprise somebody.
 *
 * Source  SPEC R4, L1; domain (a3) "dead keys".
 */
export function checkLadder(rules: Rules): RulesNotice[] {
  const { keys } = rules.ladder;
  const notices = keys.flatMap((key, at) => checkKey(key, keys.slice(0, at), rules));
  if (keys[0] !== 'score') {
    notices.push(
      warn(
        'ladder.score-not-first',
        'ladder.keys',
        'Điểm không phải là tiêu chí đầu tiên; người ít điểm hơn có thể xếp trước.',
        'Score is not the first key; somebody with fewer points may come first.',
      ),
    );
  }
  return notices;
}

function checkKey(key: LadderKey, before: readonly LadderKey[], rules: Rules): RulesNotice[] {
  const reason = reasonNever(key, before, rules);
  if (reason === null) return [];
  const words = wordsOfLadderKey[key];
  return [
    warn(
      `ladder.never.${key}`,
      'ladder.keys',
      `Tiêu chí “${words.vi}” không bao giờ có tác dụng: ${reason.vi}.`,
      `The key “${words.en}” can never decide: ${reason.en}.`,
    ),
  ];
}

function reasonNever(key: LadderKey, before: readonly LadderKey[], rules: Rules): { vi: string; en: string } | null {
  if (key === 'predictionError' && rules.prediction === null) {
    return { vi: 'cuộc thi không có câu dự đoán', en: 'the contest asks for no prediction' };
  }
  const moment = before.find((other) => other === 'submittedAt' || other === 'startedAt' || other === 'registeredAt');
  if (moment !== undefined) {
    return {
      vi: `tiêu chí trước đó (${wordsOfLadderKey[moment].vi}) tính đến mili giây nên gần như không còn ai bằng nhau`,
      en: `a key before it (${wordsOfLadderKey[moment].en}) is exact to the millisecond and leaves hardly anyone equal`,
    };
  }
  if (before.includes('elapsed') && rules.time.resolution === 'millisecond') {
    return {
      vi: 'thời gian làm bài được so đến mili giây nên gần như không còn ai bằng nhau; so đến giây thì tiêu chí này mới có tác dụng',
      en: 'elapsed time is compared to the millisecond and leaves hardly anyone equal; compared to the second this key would matter',
    };
  }
  if ((key === 'fewerAttempts' || key === 'perfectAttempts') && rules.attempts.max === 1) {
    return { vi: 'mỗi người chỉ có một lượt thi', en: 'everybody has a single attempt' };
  }
  return null;
}

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
