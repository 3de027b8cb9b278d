import type { OpenRound } from '../judge/expand-rounds.ts';
import { IndexedFacts } from '../judge/index-facts.ts';
import { type AwardResult, judgeContest } from '../judge/judge-contest.ts';
import { reachTargets } from '../judge/reach-targets.ts';
import type { Rulebook } from '../model/rulebook.ts';
import { moneyOf } from '../read/check-awards.ts';
import { Chance } from './chance.ts';
import type { Crowd } from './crowd.ts';
import type { MadeLedger } from './made-ledger.ts';
import { playRounds } from './play-rounds.ts';

export type Progress = { step: 'people' | 'round' | 'results'; done: number; of: number };

/** What a rulebook comes to with a made-up crowd. */
export type Simulated = {
  rounds: { id: string; people: number; attempts: number; allRight: number; startsPerSecondAtPeak: number }[];
  awards: {
    id: string;
    prizes: number;
    /** Prizes by what put their winner ahead of the first who did not get it; `nobody`: there was none behind. */
    decidedBy: Record<string, number>;
    undecidedPeople: number;
    toDraw: number;
    /** Prizes that a cap by participants took away. */
    takenAway: number;
  }[];
  /** Prizes that went to somebody else because of a cap. */
  passedOn: number;
  budget: { stated: number; given: number; currency: string };
  targetsReached: number;
  targetsMissed: number;
  /** Sign-in codes, one a person who registers. */
  messages: number;
};

/**
 * The rules played with a made-up crowd, before anything is signed. The same seed gives the same figures. Every `yield` is a place
 * to pause, to show progress or to stop for good.
 *
 * Source  SPEC M20.
 */
export function* simulate(rulebook: Rulebook, crowd: Crowd, seed: string): Generator<Progress, Simulated> {
  const chance = new Chance(seed);
  const { units, rounds, ledger } = yield* playRounds(rulebook, crowd, chance);
  fillUnitTables(
    rounds,
    ledger,
    units.map(({ code }) => code),
    chance,
  );
  const facts = ledger.facts();
  const { awards } = judgeContest(rulebook, facts);
  yield { step: 'results', done: 1, of: 2 };
  const free = rulebook.caps.length === 0 ? awards : judgeContest({ ...rulebook, caps: [] }, facts).awards;
  yield { step: 'results', done: 2, of: 2 };
  const reached = reachTargets(rulebook, facts);
  return {
    rounds: describeRounds(rounds, new IndexedFacts(facts)),
    awards: awards.map((award) => describeAward(award, rulebook)),
    passedOn: countPassedOn(awards, free),
    budget: { stated: moneyOf(rulebook), given: moneyGiven(awards, rulebook), currency: rulebook.locale.currency },
    targetsReached: reached.filter((each) => each.reached).length,
    targetsMissed: reached.filter((each) => !each.reached).length,
    messages: crowd.people,
  };
}

function fillUnitTables(
  rounds: readonly OpenRound[],
  ledger: MadeLedger,
  codes: readonly string[],
  chance: Chance,
): void {
  for (const round of rounds) {
    for (const { id: column, min, max } of round.parts.flatMap((part) => (part.kind === 'table' ? part.columns : []))) {
      for (const subject of codes) {
        const value = Math.round((min + (max - min) * chance.next()) * 100) / 100;
        ledger.tables.push({ roundId: round.id, column, subject, value, signedAtMs: round.closesAtMs });
      }
    }
  }
}

function describeRounds(rounds: readonly OpenRound[], facts: IndexedFacts): Simulated['rounds'] {
  return rounds.map((round) => {
    const sittings = [...facts.sittings(round).values()];
    return {
      ...{ id: round.id, people: sittings.length },
      attempts: sittings.reduce((sum, { attempts }) => sum + attempts, 0),
      allRight: sittings.filter(({ perfectAttempts }) => perfectAttempts > 0).length,
      startsPerSecondAtPeak: peakOf(
        facts.all.attempts.filter(({ roundId }) => roundId === round.id).map(({ startedAtMs }) => startedAtMs),
      ),
    };
  });
}

/** Starts a second in the busiest minute. */
function peakOf(starts: readonly number[]): number {
  const minutes = new Map<number, number>();
  let most = 0;
  for (const atMs of starts) {
    const minute = Math.floor(atMs / 60_000);
    const count = (minutes.get(minute) ?? 0) + 1;
    minutes.set(minute, count);
    most = Math.max(most, count);
  }
  return Math.round((most / 60) * 100) / 100;
}

function describeAward(
  { id, won, undecided, toDraw, taken, list }: AwardResult,
  rulebook: Rulebook,
): Simulated['awards'][number] {
  const by = rulebook.standings.find((standing) => standing.id === list.standing)?.by;
  const decidedBy: Record<string, number> = {};
  for (const [at, { id: winner, values }] of list.places.entries()) {
    const prize = won.get(winner);
    if (prize === undefined) continue;
    const behind = list.places.slice(at + 1).find((place) => won.get(place.id) !== prize);
    const key = behind ? values.findIndex((value, i) => value !== behind.values[i]) : -1;
    const name =
      behind === undefined ? 'nobody' : by?.kind === 'keys' ? (by.keys[key]?.metric ?? 'order') : (by?.kind ?? '');
    decidedBy[name] = (decidedBy[name] ?? 0) + 1;
  }
  const open = new Set(undecided.flatMap(({ ids }) => ids)).size;
  return { id, prizes: won.size, decidedBy, undecidedPeople: open, toDraw: toDraw?.length ?? 0, takenAway: taken };
}

const countPassedOn = (awards: readonly AwardResult[], free: readonly AwardResult[]): number =>
  free.reduce((sum, { id, won }) => {
    const own = awards.find((award) => award.id === id)?.won;
    return sum + [...won.keys()].filter((who) => own?.has(who) !== true).length;
  }, 0);

const moneyGiven = (awards: readonly AwardResult[], rulebook: Rulebook): number =>
  awards.reduce((sum, { award, won }) => {
    const prizes = rulebook.awards.find(({ id }) => id === award)?.prizes ?? [];
    const worth = (prize: number) => {
      const value = prizes[prize]?.value;
      return value?.kind === 'money' ? value.amount : 0;
    };
    return sum + [...won.values()].reduce((own, prize) => own + worth(prize), 0);
  }, 0);
