import type { RulesNotice } from '../../contract/organizer.ts';
import type { RulesDraft } from '../../contract/rules.ts';
import type { LocalText } from '../../contract/text.ts';
import { formatClosing, formatMoment, joinWords } from '../printed-rules/format-value.ts';
import { stop, warn } from './notice.ts';

type SomeRound = NonNullable<RulesDraft['rounds']>[number];
type TimedRound = SomeRound & { opensAt: string; closesAt: string };

/**
 * What the dates of rounds contradict, as far as they are known: publishing before the close, a round without
 * duration, an overlap. graceMs null: not answered yet.
 *
 * Source  SPEC R4, R6; domain (f2).
 */
export function checkRounds(rounds: readonly SomeRound[], graceMs: number | null): RulesNotice[] {
  const notices: RulesNotice[] = [];
  const { empty, overlapping } = roundConflicts(rounds);
  if (empty.length > 0) {
    const which = joinWords(empty, ', ');
    notices.push(
      stop(
        'rounds.empty',
        'rounds',
        `${which.vi}: kết thúc trước hoặc đúng lúc mở.`,
        `${which.en}: closes before or as it opens.`,
      ),
    );
  }
  if (overlapping.length > 0) {
    const which = joinWords(overlapping, ', ');
    notices.push(
      stop(
        'rounds.overlap',
        'rounds',
        `${which.vi}: mở trước khi tuần thi liền trước kết thúc.`,
        `${which.en}: opens before the round ahead of it has closed.`,
      ),
    );
  }
  return notices.concat(checkPublishing(rounds, graceMs));
}

/** Labels of rounds that close no later than they open, and of rounds that open before the one ahead has closed. */
export function roundConflicts(rounds: readonly SomeRound[]): { empty: LocalText[]; overlapping: LocalText[] } {
  const timed = rounds.filter((round): round is TimedRound => round.opensAt !== null && round.closesAt !== null);
  const opens = ({ opensAt }: TimedRound) => Date.parse(opensAt);
  const closes = ({ closesAt }: TimedRound) => Date.parse(closesAt);
  return {
    empty: timed.filter((round) => closes(round) <= opens(round)).map(labelOf),
    overlapping: timed
      .filter((round, index) => {
        const ahead = timed[index - 1];
        return ahead !== undefined && opens(round) < closes(ahead);
      })
      .map(labelOf),
  };
}

function checkPublishing(rounds: readonly SomeRound[], graceMs: number | null): RulesNotice[] {
  const gaps = rounds.flatMap((round) => {
    const { closesAt, publishAt } = round;
    if (closesAt === null || publishAt === null) return [];
    return [{ label: labelOf(round), closesAt, publishAt, afterMs: Date.parse(publishAt) - Date.parse(closesAt) }];
  });
  const early = gaps.filter(({ afterMs }) => afterMs < 0);
  const atOnce = gaps.filter(({ afterMs }) => afterMs >= 0 && graceMs !== null && afterMs <= graceMs);
  const notices: RulesNotice[] = [];
  const [first] = early;
  if (first !== undefined) {
    const publishes = formatMoment(first.publishAt);
    const closes = formatClosing(first.closesAt);
    const which = joinWords(
      early.map(({ label }) => label),
      ', ',
    );
    notices.push(
      stop(
        'rounds.publish-before-close',
        'rounds',
        `${which.vi}: công bố kết quả trước khi tuần thi kết thúc (${first.label.vi}: công bố lúc ${publishes.vi}, kết thúc lúc ${closes.vi}). Cần chốt nhận bài sớm hơn giờ công bố.`,
        `${which.en}: results are published before the round closes (${first.label.en}: published at ${publishes.en}, closing at ${closes.en}). The round must close before its results are published.`,
      ),
    );
  }
  if (atOnce.length > 0) {
    const which = joinWords(
      atOnce.map(({ label }) => label),
      ', ',
    );
    notices.push(
      warn(
        'rounds.publish-at-close',
        'rounds',
        `${which.vi}: công bố ngay khi tuần thi kết thúc, trong lúc bài nộp muộn còn được nhận; nên để ít nhất vài phút.`,
        `${which.en}: published right at the close, while late answers are still accepted; leave at least a few minutes.`,
      ),
    );
  }
  return notices;
}

function labelOf({ label, ordinal }: SomeRound): LocalText {
  return { vi: label?.vi ?? `Tuần ${ordinal ?? '?'}`, en: label?.en ?? `Week ${ordinal ?? '?'}` };
}
