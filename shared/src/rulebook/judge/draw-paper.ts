import type { QuestionKind } from '../../contract/question.ts';
import { accept, type Result, refuse } from '../../contract/result.ts';
import { seededRandom, shuffled } from '../../rules/random.ts';
import type { Quiz } from '../model/round.ts';

/** `audiences`: whom a question is marked for; none: for everybody. */
export type PoolQuestion = {
  questionId: string;
  topic: string;
  level: string | null;
  audiences?: readonly string[];
  /** None: one right option. */
  kind?: QuestionKind;
};
/** Who gets the paper: what they saw before, and their audience where it is known. */
export type Taker = { seen: ReadonlySet<string>; audience: string | null };
type Paper = Quiz['papers'][number];

/**
 * The questions of one paper for one person. A fixed paper is its own list; from a bank come so many of each topic named, then
 * so many of each level named, then the rest from all topics in turn; by audience none that is marked for others. Where nobody shall get a question twice, those seen come
 * last. The same input draws the same questions.
 *
 * Refuses  bank_too_small, with how many there were of what fell short.
 * Source   SPEC M7, A1.
 */
export function drawPaper(
  { draw, count }: Paper,
  bank: readonly PoolQuestion[],
  { seen, audience }: Taker,
  seed: string,
): Result<string[]> {
  if (draw.kind === 'fixed') {
    const known = new Set(bank.map(({ questionId }) => questionId));
    const have = draw.questionIds.filter((id) => known.has(id));
    return have.length < count ? tooSmall(have.length, count) : accept(have.slice(0, count));
  }
  const pool = shuffled(
    bank.filter(({ topic, audiences = [] }) => {
      const isForOthers = draw.byAudience && audience !== null && audiences.length > 0 && !audiences.includes(audience);
      return draw.topics.includes(topic) && !isForOthers;
    }),
    seededRandom(`${seed}/paper`),
  );
  const isLate = ({ questionId }: PoolQuestion) => draw.avoidSeen && seen.has(questionId);
  const taken: PoolQuestion[] = [];
  const wanted = [
    ...draw.perTopic.map((each) => ({ fits: ({ topic }: PoolQuestion) => topic === each.topic, count: each.count })),
    ...draw.perLevel.map((each) => ({ fits: ({ level }: PoolQuestion) => level === each.level, count: each.count })),
    { fits: () => true, count },
  ];
  for (const { fits, count: total } of wanted) {
    const need = total - taken.filter(fits).length;
    const open = pool.filter((each) => fits(each) && !taken.includes(each));
    const inTurn = [...takeTurns(open.filter((each) => !isLate(each))), ...takeTurns(open.filter(isLate))];
    const found = inTurn.slice(0, Math.max(0, need));
    if (found.length < need) return tooSmall(taken.filter(fits).length + found.length, total);
    taken.push(...found);
  }
  return accept(taken.map(({ questionId }) => questionId));
}

/** One of each topic in turn, each topic's own in the order of the pool. */
function takeTurns(pool: readonly PoolQuestion[]): PoolQuestion[] {
  const nth = new Map<string, number>();
  const turns = pool.map((question) => {
    const turn = nth.get(question.topic) ?? 0;
    nth.set(question.topic, turn + 1);
    return { question, turn };
  });
  return turns.toSorted((one, other) => one.turn - other.turn).map(({ question }) => question);
}

const tooSmall = (have: number, need: number) => refuse({ code: 'bank_too_small', have, need });
