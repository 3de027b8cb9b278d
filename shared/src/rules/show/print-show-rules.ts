import type { ShowRules } from '../../contract/show-file.ts';
import type { LocalText } from '../../contract/text.ts';

type Printed = Pick<
  ShowRules,
  'mode' | 'pointsMax' | 'timeStepMs' | 'fullUnderMs' | 'changeAnswer' | 'playersMax' | 'voidIfNobodyRight' | 'teams'
>;

const both = (vi: string, en: string): LocalText => ({ vi, en });
const inSeconds = (ms: number, decimal: string): string => String(ms / 1000).replace('.', decimal);

/**
 * The rules of a show as sentences, for players and the MC: exactly what counts, in the order in which it decides.
 *
 * Source  SPEC H10-H14, H10a, H11b.
 */
export function printShowRules(rules: Printed): LocalText[] {
  const sentences = [printMode(rules)];
  if (rules.fullUnderMs > 0)
    sentences.push(
      both(
        `Trả lời đúng trong ${inSeconds(rules.fullUnderMs, ',')} giây đầu được coi là nhanh như nhau.`,
        `Right answers within the first ${inSeconds(rules.fullUnderMs, '.')} seconds are equally fast.`,
      ),
    );
  if (rules.mode === 'elimination') sentences.push(...printElimination(rules));
  sentences.push(
    rules.changeAnswer
      ? both(
          'Được đổi câu trả lời đến khi khóa; câu trả lời cuối cùng được tính.',
          'An answer may be changed until the lock; the last one counts.',
        )
      : both('Mỗi câu trả lời một lần, không đổi được.', 'One answer a question; it cannot be changed.'),
    both(
      `Thời gian được so theo bước ${inSeconds(rules.timeStepMs, ',')} giây; bằng nhau thì đồng hạng.`,
      `Times are compared in steps of ${inSeconds(rules.timeStepMs, '.')} s; equal ones share a place.`,
    ),
  );
  if (rules.teams)
    sentences.push(
      both(
        `Điểm của đội là trung bình của ${rules.teams.best} người cao nhất; thiếu người thì tính 0 điểm.`,
        `A team's score is the mean of its best ${rules.teams.best}; a missing one counts as zero.`,
      ),
    );
  return sentences;
}

function printMode({ mode, pointsMax }: Printed): LocalText {
  switch (mode) {
    case 'speed':
      return both(
        `Trả lời đúng được tối đa ${pointsMax} điểm, càng chậm càng ít điểm, đến hết giờ còn một nửa.`,
        `A right answer earns up to ${pointsMax} points, fewer the slower it is, half of them at the end of the time.`,
      );
    case 'accuracy':
      return both(
        'Ai đúng nhiều câu hơn đứng trên; bằng nhau thì ai tốn ít thời gian hơn.',
        'Whoever has more right answers is ahead; of equals, whoever took less time.',
      );
    case 'elimination':
      return both(
        'Trả lời sai hoặc không trả lời thì dừng cuộc chơi.',
        'Whoever answers wrong, or not at all, is out.',
      );
  }
}

function printElimination({ voidIfNobodyRight, playersMax }: Printed): LocalText[] {
  const sentences: LocalText[] = [];
  if (voidIfNobodyRight)
    sentences.push(
      both('Câu không ai trả lời đúng thì không loại ai.', 'A question that nobody gets right puts nobody out.'),
    );
  if (playersMax !== null)
    sentences.push(
      both(
        `${playersMax} người vào chỗ đầu tiên vào sàn thi đấu; người đến sau là dự bị.`,
        `The first ${playersMax} who join play; those who come later are reserves.`,
      ),
    );
  return sentences;
}
