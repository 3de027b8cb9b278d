import type { JudgedAward } from '@hoithi/shared/contract/collective-standing';
import { decideFacts, type MadeDecision, type SatQuestion } from '@hoithi/shared/rulebook/judge/decide';
import type { OpenRound } from '@hoithi/shared/rulebook/judge/expand-rounds';
import { partOf } from '@hoithi/shared/rulebook/judge/expand-rounds';
import type { Decided, DecidedFacts, Facts } from '@hoithi/shared/rulebook/judge/facts';
import { IndexedFacts } from '@hoithi/shared/rulebook/judge/index-facts';
import { Judge } from '@hoithi/shared/rulebook/judge/judge-contest';
import { type DueList, type JudgedRound, judgeRound } from '@hoithi/shared/rulebook/judge/judge-round';
import { listUnitAwards, type UnitOrder, viewUnitAward } from '@hoithi/shared/rulebook/judge/judge-units';
import { nameDecider } from '@hoithi/shared/rulebook/judge/name-decider';
import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import type { Standing } from '@hoithi/shared/rulebook/model/standing';
import type { FactsPage, LedgerAttempt } from './ledger-facts-sql.ts';
import type { RankedRow } from './standings-sql.ts';

/** All that results follow from, but for the people and what they submitted: that comes in pages. */
export type JudgeOrder = {
  rulebook: Rulebook;
  /** The lists that one round settles, by its name in the rulebook; or the awards of units. */
  task: { kind: 'round'; round: string } | { kind: 'units' };
  /** All rounds as they were held. */
  rounds: readonly OpenRound[];
  facts: Facts;
  /** Prizes of rounds that came first. */
  decided: Decided;
  /** Orders of the committee with their reasons. */
  orders: readonly UnitOrder[];
  /** What the committee decided on results, and the questions whose key it corrected, as they were asked. */
  decisions: readonly MadeDecision[];
  questions: readonly (readonly [id: string, question: Pick<SatQuestion, 'item' | 'level'>])[];
};

/** What a round settles, and its counts; or every award of units, in the order of `listUnitAwards`. */
export type Judged = {
  lists: SettledList[];
  units: JudgedAward[];
  counts: { attempts: number; roundPersons: number; allCorrectPersons: number } | null;
};

export type SettledList = {
  standingId: string;
  predictionTarget: number | null;
  toDecide: number;
  toDraw: number;
  rows: RankedRow[];
};

/**
 * Results out of an order and its pages: the lists of a round as they are saved, or awards of units. From the rulebook, the facts and the decisions
 * alone. Pure; SPEC F3, F14, G6, M10 to M15.
 */
export function judgeOrder(order: JudgeOrder, pages: readonly FactsPage[]): Judged {
  const people = new Map(pages.flatMap((page) => page.people).map((person) => [person.id, person]));
  const { rulebook, task, rounds, decided } = order;
  const questions = new Map(order.questions);
  const sat = ({ corrected, ...attempt }: LedgerAttempt) =>
    corrected
      ? { ...attempt, sat: corrected.map((each) => ({ ...each, ...questions.get(each.questionId)! })) }
      : attempt;
  const submitted = {
    ...order.facts,
    people: [...people.values()],
    attempts: pages.flatMap(({ attempts }) => (order.questions.length === 0 ? attempts : attempts.map(sat))),
    predictions: pages.flatMap(({ predictions }) => predictions),
  };
  const facts: DecidedFacts = decideFacts(submitted, order.decisions, (roundId) => {
    const round = rounds.find(({ id }) => id === roundId);
    const points = round && partOf(round, 'quiz')?.points;
    return round && points ? { closesAtMs: round.closesAtMs, points } : null;
  });
  if (task.kind === 'round') {
    const judged = judgeRound(rulebook, facts, { roundId: task.round, rounds, decided });
    const lists = judged.lists.map((due) => settleList(rulebook, judged, due));
    return { lists, units: [], counts: countOf(judged, task.round, rounds) };
  }
  const indexed = new IndexedFacts(facts, decided);
  const results = new Judge(rulebook, indexed, rounds).decideAwards();
  const known = { units: indexed.units, orders: order.orders };
  const units = listUnitAwards(rulebook).map((award) => viewUnitAward(rulebook, award, results, known));
  return { lists: [], units, counts: null };
}

/** Of the round itself, as its standings count it. */
function countOf({ facts }: JudgedRound, roundId: string, rounds: readonly OpenRound[]): NonNullable<Judged['counts']> {
  const counts = { attempts: 0, roundPersons: 0, allCorrectPersons: 0 };
  const round = rounds.find(({ id }) => id === roundId);
  for (const sitting of round ? facts.sittings(round).values() : []) {
    counts.attempts += sitting.attempts;
    counts.roundPersons += 1;
    if (sitting.perfectAttempts > 0) counts.allCorrectPersons += 1;
  }
  return counts;
}

function settleList(rulebook: Rulebook, judged: JudgedRound, { id, list, award }: DueList): SettledList {
  const standing = rulebook.standings.find((each) => each.id === list.standing)!;
  const predicted = list.rounds.filter((round) => partOf(round, 'prediction'));
  const guess = predicted.length === 1 ? predicted[0]! : null; // of several rounds there is no one number
  const part = guess && partOf(guess, 'prediction');
  const toDecide = new Set(award?.undecided.flatMap(({ able }) => able) ?? []);
  const toDraw = new Set(award?.toDraw ?? []);
  const prizes = rulebook.awards.find((each) => each.id === award?.award)?.prizes ?? [];
  const keys = standing.by.kind === 'keys' ? standing.by.keys : [];
  const rows = list.places.map((place, at): RankedRow => {
    const prize = award?.won.get(place.id) ?? null;
    const value = prize === null ? null : (prizes[prize]?.value ?? null);
    return {
      contestant_id: place.id,
      rank: place.rank,
      ...figuresOf(judged, list.rounds, standing, place.id),
      prediction: guess && (judged.facts.predictions(guess.id).get(place.id) ?? null),
      prediction_error: guess && judged.judge.measuring.read(errorOfPrediction, guess, place.id, standing.population),
      ahead_decided_by: nameDecider(place, keys),
      behind_decided_by: nameDecider(list.places[at + 1], keys),
      prize: prize === null ? null : String(prize),
      amount_vnd: value?.kind === 'money' ? value.amount : null,
      to_decide: toDecide.has(place.id),
      to_draw: toDraw.has(place.id),
    };
  });
  return {
    standingId: id,
    predictionTarget: guess && part ? judged.judge.measuring.target(guess, part, standing.population) : null,
    toDecide: rows.filter((row) => row.to_decide).length,
    toDraw: toDraw.size,
    rows,
  };
}

const errorOfPrediction = { metric: 'predictionError', fold: 'only', best: 1 } as const;
const pointsOfRound = { metric: 'points', fold: 'only', best: 1 } as const;

/** What the places show of the attempts behind them: of several rounds the sums, and the latest attempt. */
function figuresOf(
  { judge, facts }: JudgedRound,
  rounds: readonly OpenRound[],
  { population }: Standing,
  id: string,
): Pick<RankedRow, 'attempt_id' | 'points' | 'right_count' | 'elapsed_ms' | 'submitted_at_ms'> {
  const figures = { points: 0, right_count: 0, elapsed_ms: 0 };
  let last: LedgerAttempt | null = null;
  for (const round of rounds) {
    figures.points += judge.measuring.read(pointsOfRound, round, id, population) ?? 0;
    const counted = facts.sittings(round).get(id)?.counted as LedgerAttempt | null | undefined; // as it came in the pages
    if (!counted) continue;
    figures.right_count += counted.right;
    figures.elapsed_ms += round.time.elapsed === 'submit' ? counted.elapsedMs : counted.elapsedToLastChangeMs;
    if (last === null || counted.submittedAtMs > last.submittedAtMs) last = counted;
  }
  return {
    ...figures,
    attempt_id: last?.attemptId ?? null,
    submitted_at_ms: last?.submittedAtMs ?? Math.max(...rounds.map(({ closesAtMs }) => closesAtMs)),
  };
}
