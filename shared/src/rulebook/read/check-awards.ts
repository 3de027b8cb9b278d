import type { LocalText } from '../../contract/text.ts';
import { expandRounds, roundsNamed } from '../judge/expand-rounds.ts';
import { periodsOf } from '../judge/periods.ts';
import type { Award, Cap } from '../model/award.ts';
import type { Rulebook } from '../model/rulebook.ts';
import { isEmpty } from './emptiness.ts';
import { type Problem, problem } from './problem.ts';

/** Awards, caps and targets: counts that fit what is taken, prizes that one person may win twice, the sum. Source: SPEC M3. */
export function checkAwards(rulebook: Rulebook): Problem[] {
  const problems = [
    ...rulebook.awards.flatMap((award, at) => checkCounts(award, at)),
    ...rulebook.caps.flatMap((cap, at) => checkCap(cap, at, rulebook)),
    ...checkOverlaps(rulebook),
    ...checkTargets(rulebook),
  ];
  return problems.some(({ severity }) => severity === 'error') ? problems : [...problems, ...sumPrizes(rulebook)];
}

function checkCounts({ take, prizes }: Award, at: number): Problem[] {
  const isForAll = ['all', 'ranks', 'share'].includes(take.kind);
  const fits = isForAll
    ? prizes.length === 1 && prizes[0]?.count === null
    : prizes.every(({ count }) => count !== null);
  return fits ? [] : [problem('prize-count', ['awards', at, 'prizes'])];
}

function checkCap(cap: Cap, at: number, rulebook: Rulebook): Problem[] {
  if (cap.max === undefined && cap.shareOfParticipants === undefined) return [problem('cap-empty', ['caps', at])];
  if (cap.keep !== 'highest' || cap.per === 'round') return [];
  const closes = cap.over.flatMap((id) =>
    listPeriods(
      rulebook,
      rulebook.awards.find((award) => award.id === id),
    ),
  );
  return new Set(closes).size > 1 ? [problem('highest-over-time', ['caps', at])] : [];
}

/** When each list of an award closes. */
function listPeriods(rulebook: Rulebook, award: Award | undefined): number[] {
  const standing = rulebook.standings.find(({ id }) => id === award?.from);
  if (!standing) return [];
  const rounds = roundsNamed(expandRounds(rulebook), standing.over);
  return periodsOf(standing, rounds, rulebook.locale.timezone).map((period) =>
    Math.max(...period.rounds.map(({ closesAtMs }) => closesAtMs)),
  );
}

/** Prizes that one person can win together while no cap says anything. Certificates for everybody are no such prizes. */
function checkOverlaps(rulebook: Rulebook): Problem[] {
  const { awards, caps, standings, populations } = rulebook;
  const populationOf = ({ from }: Award) =>
    populations.find(({ id }) => id === standings.find((standing) => standing.id === from)?.population);
  const ofPeople = awards.filter((award) => award.take.kind !== 'all' && populationOf(award)?.of === 'people');
  const isCapped = (one: Award, other: Award) =>
    caps.some(({ over, max }) => max !== undefined && over.includes(one.id) && over.includes(other.id));
  return ofPeople.flatMap((one, i) => {
    const place = ['awards', awards.indexOf(one)];
    const again = listPeriods(rulebook, one).length > 1 && !isCapped(one, one);
    const others = ofPeople.slice(i + 1).filter((other) => {
      const where = [populationOf(one), populationOf(other)].map(
        (population) => population?.where ?? { kind: 'everybody' as const },
      );
      return !isCapped(one, other) && !isEmpty(where, populations);
    });
    return [
      ...(again ? [problem('no-cap-over-rounds', place, { award: one.label })] : []),
      ...(others.length > 0
        ? [problem('no-cap-between', place, { award: one.label, others: listLabels(others) })]
        : []),
    ];
  });
}

const listLabels = (awards: readonly Award[]): LocalText => ({
  vi: awards.map(({ label }) => `“${label.vi}”`).join(', '),
  en: awards.map(({ label }) => `“${label.en}”`).join(', '),
});

function checkTargets({ targets, populations }: Rulebook): Problem[] {
  const of = (id: string) => populations.find((population) => population.id === id)?.of;
  return targets.flatMap(({ units, people }, at) => [
    ...(of(units) === 'units' ? [] : [problem('population-of-people', ['targets', at, 'units'])]),
    ...(of(people) === 'people' ? [] : [problem('population-of-units', ['targets', at, 'people'])]),
  ]);
}

/** What all prizes of money come to, for everybody whose number is known before. */
function sumPrizes(rulebook: Rulebook): Problem[] {
  const sum = moneyOf(rulebook);
  if (sum === 0) return [];
  return [
    problem('sum-of-prizes', ['awards'], {
      sum: { vi: writeMoney(sum, 'vi'), en: writeMoney(sum, 'en') },
      currency: rulebook.locale.currency,
    }),
  ];
}

const writeMoney = (amount: number, locale: 'vi' | 'en'): string => new Intl.NumberFormat(locale).format(amount);

/** The budget of the prizes whose number the rulebook states; a list of groups of units counts once. */
export function moneyOf(rulebook: Rulebook): number {
  return rulebook.awards.reduce((sum, award) => {
    const lists = Math.max(1, listPeriods(rulebook, award).length);
    const each = award.prizes.reduce(
      (own, { value, count }) => own + (value?.kind === 'money' ? value.amount * (count ?? 0) : 0),
      0,
    );
    return sum + each * lists;
  }, 0);
}
