import type { DecidedBy } from '@hoithi/shared/contract/results';
import type { OpenRound } from '@hoithi/shared/rulebook/judge/expand-rounds';
import { partOf } from '@hoithi/shared/rulebook/judge/expand-rounds';
import type { Decided, Facts } from '@hoithi/shared/rulebook/judge/facts';
import { type DueList, type JudgedRound, judgeRound } from '@hoithi/shared/rulebook/judge/judge-round';
import type { Place } from '@hoithi/shared/rulebook/judge/rank';
import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import type { Key, Standing } from '@hoithi/shared/rulebook/model/standing';
import type { FactsPage, LedgerAttempt } from './ledger-facts-sql.ts';
import type { RankedRow } from './standings-sql.ts';

/** All that a round's lists follow from, but for the people and what they submitted: that comes in pages. */
export type SettleOrder = {
  rulebook: Rulebook;
  /** The round by its name in the rulebook. */
  round: string;
  /** All rounds as they were held. */
  rounds: readonly OpenRound[];
  facts: Facts;
  /** Prizes of rounds that came first. */
  decided: Decided;
};

export type SettledList = {
  standingId: string;
  predictionTarget: number | null;
  toDecide: number;
  rows: RankedRow[];
};

/** The lists that a round settles, with their places as they are saved. Pure; SPEC F3, L1 to L6, M10 to M15. */
export function settleLists(order: SettleOrder, pages: readonly FactsPage[]): SettledList[] {
  const people = new Map(pages.flatMap((page) => page.people).map((person) => [person.id, person]));
  const facts: Facts = {
    ...order.facts,
    people: [...people.values()],
    attempts: pages.flatMap(({ attempts }) => attempts),
    predictions: pages.flatMap(({ predictions }) => predictions),
  };
  const judged = judgeRound(order.rulebook, facts, {
    roundId: order.round,
    rounds: order.rounds,
    decided: order.decided,
  });
  return judged.lists.map((due) => settleList(order.rulebook, judged, due));
}

function settleList(rulebook: Rulebook, judged: JudgedRound, { id, list, award }: DueList): SettledList {
  const standing = rulebook.standings.find((each) => each.id === list.standing)!;
  const predicted = list.rounds.filter((round) => partOf(round, 'prediction'));
  const guess = predicted.length === 1 ? predicted[0]! : null; // of several rounds there is no one number
  const part = guess && partOf(guess, 'prediction');
  const toDecide = new Set(award?.toDraw ?? award?.undecided.flatMap(({ able }) => able) ?? []);
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
      ahead_decided_by: decider(place, keys),
      behind_decided_by: decider(list.places[at + 1], keys),
      prize: prize === null ? null : String(prize),
      amount_vnd: value?.kind === 'money' ? value.amount : null,
      to_decide: toDecide.has(place.id),
    };
  });
  return {
    standingId: id,
    predictionTarget: guess && part ? judged.judge.measuring.target(guess, part, standing.population) : null,
    toDecide: rows.filter((row) => row.to_decide).length,
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

/** What put this place behind the one ahead, by its name. */
function decider(place: Place | undefined, keys: readonly Key[]): DecidedBy | null {
  const by = place?.decidedBy ?? null;
  if (typeof by !== 'number') return by;
  const key = keys[by];
  if (key === undefined) return 'score'; // a formula has one number
  if (key.metric === 'points') return 'score';
  if (key.metric === 'attempts') return key.order === 'least' ? 'fewerAttempts' : 'moreAttempts';
  return key.metric;
}
