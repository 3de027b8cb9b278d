import type { Condition } from '../model/population.ts';
import type { RulebookFile } from '../model/rulebook.ts';
import type { Formula } from '../model/standing.ts';
import { wordsOf } from '../words/words.ts';
import { roundId } from './round-id.ts';
import type { StoredAward, StoredFormula } from './stored-awards.ts';
import type { StoredRules } from './stored-rules.ts';
import { targetOf } from './target-of-words.ts';
import { pointsByRank, upgradePrizes } from './upgrade-prizes.ts';

/** The one kind of headcount that stored contests have. */
export const storedHeadcount = 'headcount';
const targetedLevels = ['AGENCY', 'DISTRICT', 'COMMUNE', 'SCHOOL'];

/** As `citizensApart` of an entrance. Source: SPEC C4. */
function citizensApart({ eligibility: { audiences }, profile }: StoredRules): boolean {
  const isAsked = profile.fields.some(({ key }) => key === 'audience');
  return isAsked && audiences.includes('CITIZEN') && audiences.some((audience) => audience !== 'CITIZEN');
}

/** Whom the headcount covers: everybody, or all but citizens where they are counted beside the rates. */
function coveredBy(file: RulebookFile, rules: StoredRules): string {
  if (!citizensApart(rules)) return 'everyone';
  if (!file.populations.some(({ id }) => id === 'covered')) {
    const citizens = { kind: 'field' as const, field: 'audience', in: ['CITIZEN'] };
    file.populations.push({
      id: 'covered',
      label: wordsOf('upgraded', 'covered'),
      where: { kind: 'not', of: citizens },
    });
  }
  return 'covered';
}

/** Collective prizes: for each a population of units, a standing and an award. Source: SPEC M17, G2. */
export function addCollective(file: RulebookFile, rules: StoredRules): void {
  for (const [at, award] of rules.prizes.collective.entries()) {
    const id = `collective-${at + 1}`;
    const { judging } = award;
    file.populations.push({ id, label: award.label, of: 'units', where: whoCompetes(award) });
    const over =
      judging.by === 'formula' && judging.rounds ? judging.rounds : rules.rounds.map(({ ordinal }) => ordinal);
    file.standings.push({
      ...{
        id,
        label: award.label,
        population: id,
        over: over.map((ordinal) => roundId({ ordinal })),
        ties: 'committee',
      },
      by: judging.by === 'committee' ? { kind: 'committee' } : upgradeFormula(judging, award, coveredBy(file, rules)),
    });
    const prizes = upgradePrizes(award.ladder, pointsByRank([]));
    file.awards.push({ id: `${id}-prizes`, label: award.label, from: id, take: { kind: 'places' }, prizes });
  }
}

function whoCompetes({ compete }: StoredAward): Condition {
  const { levels, blocks } = compete;
  if (levels === null && blocks === null) return { kind: 'everybody' };
  return { kind: 'unit', ...(levels ? { levels } : {}), ...(blocks ? { blocks } : {}) };
}

function upgradeFormula(formula: StoredFormula, { grouping }: StoredAward, covered: string): Formula {
  const { filter, comparison, metrics, ratesOver, decimals } = formula;
  const everyone = { population: 'everyone', headcount: storedHeadcount };
  const rated = { population: covered, headcount: storedHeadcount };
  return {
    kind: 'formula',
    filter: { ...filter, people: rated, minPersonsOf: 'everyone' },
    ...{ grouping, comparison, ratesOver, decimals },
    metrics: metrics.map((scored) => ({ ...scored, people: scored.metric === 'personsRate' ? rated : everyone })),
  };
}

/** Targets name their units in words; each is given the levels that these words reach. Source: SPEC M17, U11. */
export function addTargets(file: RulebookFile, rules: StoredRules): void {
  const rateOf = (level: string) => targetOf({ level, block: null }, rules.unitTargets);
  file.targets = rules.unitTargets.map(({ group, minRate }, at) => {
    const units = `target-${at + 1}`;
    const levels = targetedLevels.filter((level) => rateOf(level) === minRate);
    const where: Condition =
      levels.length === 0 || levels.length === targetedLevels.length ? { kind: 'everybody' } : { kind: 'unit', levels };
    file.populations.push({ id: units, label: group, of: 'units', where });
    return { label: group, units, people: coveredBy(file, rules), headcount: storedHeadcount, minRate };
  });
}
