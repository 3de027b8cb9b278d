import type { RulesNotice } from '../../contract/organizer.ts';
import type { RulesDraft } from '../../contract/rules.ts';
import { formatClosing, formatMoment } from '../printed-rules/format-value.ts';
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
    const which = empty.join(', ');
    notices.push(stop('rounds.empty', 'rounds', `${which}: kết thúc trước hoặc đúng lúc mở.`, `${which}: closes before or as it opens.`));
  }
  if (overlapping.length > 0) {
    const which = overlapping.join(', ');
    notices.push(
      stop(
        'rounds.overlap',
        'rounds',
        `${which}: mở trước khi tuần thi liền trước kết thúc.`,
        `${which}: opens before the round ahead of it has closed.`,
      ),
    );
  }
  return notices.concat(checkPublishing(rounds, graceMs));
}

/** Labels of rounds that close no later than they open, and of rounds that open before the one ahead has closed. */
export function roundConflicts(rounds: readonly SomeRound[]): { empty: string[]; overlapping: string[] } {
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
    const which = early.map(({ label }) => label).join(', ');
    notices.push(
      stop(
        'rounds.publish-before-close',
        'rounds',
        `${which}: công bố kết quả trước khi tuần thi kết thúc (${first.label}: công bố lúc ${publishes.vi}, kết thúc lúc ${closes.vi}). Cần chốt nhận bài sớm hơn giờ công bố.`,
        `${which}: results are published before the round closes (${first.label}: published at ${publishes.en}, closing at ${closes.en}). The round must close before its results are published.`,
      ),
    );
  }
  if (atOnce.length > 0) {
    const which = atOnce.map(({ label }) => label).join(', ');
    notices.push(
      warn(
        'rounds.publish-at-close',
        'rounds',
        `${which}: công bố ngay khi tuần thi kết thúc, trong lúc bài nộp muộn còn được nhận; nên để ít nhất vài phút.`,
        `${which}: published right at the close, while late answers are still accepted; leave at least a few minutes.`,
      ),
    );
  }
  return notices;
}

function labelOf(round: SomeRound): string {
  return round.label?.vi ?? `Tuần ${round.ordinal ?? '?'}`;
}
