import type { RulesNotice } from '../../contract/organizer.ts';
import type { Rules } from '../../contract/rules.ts';
import { warn } from './notice.ts';

/** Attempts, time limits and what contestants learn while they may still try again. Source: SPEC R4; domain (d), (a2) 7 to 9. */
export function checkAttempts(rules: Rules): RulesNotice[] {
  return [...checkUnlimited(rules), ...checkPacing(rules), ...checkLimits(rules), ...checkLeaks(rules)];
}

/** Source: SPEC T7. */
function checkPacing({ questions, ladder }: Rules): RulesNotice[] {
  if (questions.pacing !== 'one-by-one' || !ladder.keys.includes('elapsed')) return [];
  return [
    warn(
      'time.one-by-one-network',
      'questions.pacing',
      'Phát từng câu và xét thời gian: mỗi câu cộng thêm một lần độ trễ đường truyền. Với câu hỏi dễ, người có đường truyền chậm hầu như không thể dẫn đầu, và bù thêm độ trễ thì người gian lận cũng được lợi. Phát cả đề một lần thì công bằng.',
      'One by one with time as a criterion: each question adds the lag of the network once. With easy questions somebody on a slow network hardly ever leads, and more lag credit helps a cheat as much. The whole paper at once is fair.',
    ),
  ];
}

function checkUnlimited({ attempts }: Rules): RulesNotice[] {
  if (attempts.policy !== 'unlimited' || attempts.coolDownSeconds > 0) return [];
  return [
    warn(
      'attempts.unlimited-without-cool-down',
      'attempts.coolDownSeconds',
      'Lượt thi không giới hạn và không có thời gian chờ giữa hai lượt: đã có cuộc thi mà một người thi hơn 13.000 lượt.',
      'Attempts are unlimited with no cool-down: contests have seen one person make more than 13,000 attempts.',
    ),
  ];
}

function checkLimits({ time, questions, rounds }: Rules): RulesNotice[] {
  const notices: RulesNotice[] = [];
  const { attemptSeconds, questionSeconds } = time;
  if (attemptSeconds === null) return notices;
  if (questionSeconds !== null && questionSeconds * questions.count > attemptSeconds) {
    notices.push(
      warn(
        'time.questions-exceed-attempt',
        'time.questionSeconds',
        `Nếu dùng hết thời gian từng câu thì cần ${questionSeconds * questions.count} giây, nhiều hơn ${attemptSeconds} giây của bài thi.`,
        `The questions' own limits add up to ${questionSeconds * questions.count} seconds, more than the ${attemptSeconds} of the attempt.`,
      ),
    );
  }
  const shortest = Math.min(...rounds.map(({ opensAt, closesAt }) => Date.parse(closesAt) - Date.parse(opensAt)));
  if (attemptSeconds * 1000 > shortest) {
    notices.push(
      warn(
        'time.attempt-exceeds-round',
        'time.attemptSeconds',
        'Thời gian làm bài dài hơn cả tuần thi ngắn nhất; không ai được dùng hết thời gian.',
        'The time limit is longer than the shortest round; nobody can use all of it.',
      ),
    );
  }
  return notices;
}

function checkLeaks({ attempts, questions, publication }: Rules): RulesNotice[] {
  const notices: RulesNotice[] = [];
  if (questions.draw.kind === 'fixed' && attempts.max !== 1 && publication.ownScore === 'at-submit') {
    notices.push(
      warn(
        'publication.score-teaches-key',
        'publication.ownScore',
        'Cùng một bộ câu hỏi, thi nhiều lượt và xem điểm ngay: người thi có thể dò ra đáp án qua từng lượt.',
        'The same questions, several attempts and the score at once: contestants can work out the key by trying.',
      ),
    );
  }
  return notices;
}
