import type { BankPoolCount } from '../../contract/drafts.ts';
import { type QuestionKind, questionKinds } from '../../contract/question-kinds.ts';
import { foldText } from '../../rules/fold.ts';

/** What a paper asks for, as far as a draft says it. */
export type PaperNeed = {
  topics: readonly string[];
  perTopic: readonly { topic: string; count: number }[];
  perLevel: readonly { level: string; count: number }[];
  kinds: readonly string[];
  count: number;
  byAudience: boolean;
  /** Questions for practice alone are not drawn. */
  hasPractice: boolean;
};

export type JudgedPool = {
  /** Questions that the paper can draw: approved ones, and those that nobody approved. */
  approved: number;
  others: number;
  /** What falls short of approved questions: the whole, a topic, a level or an audience. */
  short: { of: 'all' | 'topic' | 'level' | 'audience'; name: string; have: number; need: number }[];
  /** The share of attempts that see an average question; null: there is none. */
  seenBy: number | null;
};

/**
 * Whether the banks have enough approved questions for a paper, and how often each of them will be seen.
 *
 * Source  SPEC Q24.
 */
export function judgePool(need: PaperNeed, counts: readonly BankPoolCount[]): JudgedPool {
  const topics = new Set(need.topics.map(foldText));
  const kinds: readonly string[] = need.kinds.length > 0 ? need.kinds : usualKinds;
  const fitting = counts.filter(
    ({ topic, kind, practiceOnly }) =>
      topics.has(foldText(topic)) && kinds.includes(kind) && !(need.hasPractice && practiceOnly),
  );
  const sum = (fits: (each: BankPoolCount) => boolean): number =>
    fitting.reduce((total, each) => total + (fits(each) ? each.approved : 0), 0);
  const approved = sum(() => true);
  const audiences = need.byAudience ? [...new Set(fitting.flatMap((each) => each.audiences))] : [];
  const asked = [
    { of: 'all' as const, name: '', have: approved, need: need.count },
    ...need.perTopic.map(({ topic, count }) => ({
      ...{ of: 'topic' as const, name: topic, need: count },
      have: sum((each) => foldText(each.topic) === foldText(topic)),
    })),
    ...need.perLevel.map(({ level, count }) => ({
      ...{ of: 'level' as const, name: level, need: count },
      have: sum((each) => each.level === level),
    })),
    ...audiences.map((audience) => ({
      ...{ of: 'audience' as const, name: audience, need: need.count },
      have: sum((each) => each.audiences.length === 0 || each.audiences.includes(audience)),
    })),
  ];
  return {
    approved,
    others: fitting.reduce((total, each) => total + each.others, 0),
    short: asked.filter((each) => each.have < each.need),
    seenBy: approved === 0 ? null : Math.min(1, need.count / approved),
  };
}

const usualKinds: readonly QuestionKind[] = questionKinds.slice(0, 3);
