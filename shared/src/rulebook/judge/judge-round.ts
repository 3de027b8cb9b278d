import type { Rulebook } from '../model/rulebook.ts';
import { Calendar } from './calendar.ts';
import type { OpenRound } from './expand-rounds.ts';
import type { Decided, DecidedFacts } from './facts.ts';
import { IndexedFacts } from './index-facts.ts';
import { type AwardResult, Judge, type List } from './judge-contest.ts';

/** A list of people that is whole once a round has closed, with the prizes of one award down it; null: no award takes from it. */
export type DueList = { id: string; list: List; award: AwardResult | null };

export type JudgedRound = { lists: DueList[]; judge: Judge; facts: IndexedFacts };

/**
 * What a round settles: every list of people that its close makes whole, in the order of the rulebook, once for each award
 * that takes from it. Awards of earlier rounds are taken as they were decided.
 *
 * Source  SPEC M10, M15.
 */
export function judgeRound(
  rulebook: Rulebook,
  facts: DecidedFacts,
  { roundId, rounds, decided }: { roundId: string; rounds: readonly OpenRound[]; decided: Decided },
): JudgedRound {
  const indexed = new IndexedFacts(facts, decided);
  const judge = new Judge(rulebook, indexed, rounds);
  const calendar = new Calendar(rulebook);
  const awards = judge.decideAwards(roundId);
  const ofPeople = new Set(rulebook.populations.filter(({ of }) => of === 'people').map(({ id }) => id));
  const lists = rulebook.standings
    .filter(({ population }) => ofPeople.has(population))
    .flatMap((standing): DueList[] => {
      const due = calendar.periodsOf(standing).filter(({ dueAt }) => dueAt === roundId);
      const own = due.length === 0 ? [] : judge.listsOf(standing.id);
      return own
        .filter(({ period }) => due.some(({ id }) => id === period))
        .flatMap((list): DueList[] => {
          const taken = awards.filter((each) => each.list.id === list.id);
          if (taken.length === 0) return [{ id: list.id, list, award: null }];
          return taken.map((award) => ({ id: award.id, list, award }));
        });
    });
  return { lists, judge, facts: indexed };
}
