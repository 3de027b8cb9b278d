import { Rulebook, type RulebookFile } from '@hoithi/shared/rulebook/model/rulebook';
import { label } from '@hoithi/shared/rulebook/test-rulebook';
import { weeklyFile } from '@hoithi/shared/rulebook/test-weekly';
import { wordsOfAudience } from '@hoithi/shared/rules/printed-rules/value-words';

export const roundOpensAtMs = Date.parse('2026-03-02T00:00:00+07:00');
export const roundClosesAtMs = Date.parse('2026-03-08T18:00:00+07:00');
const weekMs = 7 * 86_400_000;

type RoundFile = RulebookFile['rounds'][number];
type StandingFile = RulebookFile['standings'][number];
type PartOf<K extends RoundFile['parts'][number]['kind']> = Extract<RoundFile['parts'][number], { kind: K }>;
type ByOf<K extends StandingFile['by']['kind']> = Extract<StandingFile['by'], { kind: K }>;

/** The parts of a test's rulebook that tests change. */
export type TestParts = {
  file: RulebookFile;
  week: Extract<RoundFile, { kind: 'series' }>;
  time: Required<RoundFile['time']>;
  quiz: PartOf<'quiz'>;
  paper: PartOf<'quiz'>['papers'][number];
  prediction: PartOf<'prediction'>;
  persons: StandingFile & { by: ByOf<'keys'> };
  prizes: RulebookFile['awards'][number];
  publication: NonNullable<RulebookFile['publication']>;
  /** Collective prizes of agencies, by rate and mean score. */
  units: { who: RulebookFile['populations'][number]; formula: ByOf<'formula'>; prizes: RulebookFile['awards'][number] };
};

const ofEverybody = { population: 'everyone', headcount: 'headcount' };
const ofStaff = { population: 'covered', headcount: 'headcount' };
const money = (amount: number) => ({ kind: 'money' as const, amount });

/** Two weekly rounds from 02/03/2026 on questions that come with the program; who changes them gets the parts. */
export function testRules(change?: (parts: TestParts) => void): Rulebook {
  const parts = makeParts();
  change?.(parts);
  return Rulebook.parse(parts.file);
}

function makeParts(): TestParts {
  const file = weeklyFile({ firstOpensAtMs: roundOpensAtMs, weeks: 2, pacing: 'one-by-one' });
  const [week] = file.rounds;
  const [quiz, prediction] = week?.parts ?? [];
  const [persons] = file.standings;
  const [prizes] = file.awards;
  const { publication } = file;
  if (week?.kind !== 'series' || quiz?.kind !== 'quiz' || prediction?.kind !== 'prediction' || !publication)
    throw new Error('a week has a quiz and a prediction');
  if (persons?.by.kind !== 'keys' || !prizes || !quiz.papers[0]) throw new Error('a week has an order and prizes');
  const time: Required<RoundFile['time']> = {
    ...{ limitSeconds: 900, graceMs: 800, resolution: 'second', elapsed: 'submit' },
    lagCredit: { quotaMs: 400, refillMs: 50 },
  };
  week.time = time;
  setRounds(
    week,
    [0, 1].map((n) => [roundOpensAtMs + n * weekMs, roundClosesAtMs + n * weekMs]),
  );
  week.publish = { kind: 'days-after', days: 0, clock: '20:00' };
  for (const [at, prize] of prizes.prizes.entries()) prize.points = 10 - 2 * at;
  file.fieldsLocked = true;
  file.caps = [];
  file.fields.push({
    ...{ kind: 'choice', id: 'audience', label: label('Đối tượng'), required: false },
    choices: (['CITIZEN', 'OFFICIAL', 'WORKER'] as const).map((id) => ({ id, label: wordsOfAudience[id] })),
  });
  file.populations = [
    {
      ...{ id: 'everyone', label: label('Mọi người') },
      where: { kind: 'not', of: { kind: 'role', in: ['ORGANIZING_COMMITTEE', 'SECRETARIAT', 'DIRECTLY_INVOLVED'] } },
    },
    {
      ...{ id: 'covered', label: label('Người của đơn vị') },
      where: { kind: 'not', of: { kind: 'field', field: 'audience', in: ['CITIZEN'] } },
    },
  ];
  file.targets = [
    { label: label('Các cơ quan, đơn vị'), units: 'agencies', people: 'covered', headcount: 'headcount', minRate: 1 },
  ];
  const [paper] = quiz.papers;
  const units = awardUnits(file);
  return {
    file,
    week,
    time,
    quiz,
    paper,
    prediction,
    persons: Object.assign(persons, { by: persons.by }),
    prizes,
    publication,
    units,
  };
}

function awardUnits(file: RulebookFile): TestParts['units'] {
  const who: TestParts['units']['who'] = {
    ...{ id: 'agencies', label: label('Cơ quan, đơn vị'), of: 'units', where: { kind: 'unit', levels: ['AGENCY'] } },
  };
  const formula: ByOf<'formula'> = {
    ...{ kind: 'formula', grouping: 'together', comparison: { method: 'wilson', z: 1.96 } },
    filter: {
      ...{ minPersons: 1, minRate: 0.5, minRateBySize: [], mandatory: [] },
      ...{ people: ofStaff, minPersonsOf: 'everyone' },
    },
    metrics: [
      { metric: 'personsRate', weight: 0.6, scale: 'own', people: ofStaff },
      { metric: 'meanScore', weight: 0.4, scale: 'own', people: ofEverybody },
    ],
  };
  const prizes: TestParts['units']['prizes'] = {
    ...{ id: 'unit-prizes', label: label('Giải tập thể'), from: 'units', take: { kind: 'places' } },
    prizes: [
      { label: { vi: 'giải Nhất', en: 'first prize' }, count: 1, value: money(3_000_000) },
      { label: { vi: 'giải Nhì', en: 'second prize' }, count: 1, value: money(2_000_000) },
      { label: { vi: 'giải Ba', en: 'third prize' }, count: 1, value: money(1_000_000) },
    ],
  };
  file.populations.push(who);
  file.standings.push({
    ...{ id: 'units', label: label('Giải tập thể'), population: who.id, over: ['week'], by: formula },
    ties: 'committee',
  });
  file.awards.push(prizes);
  return { who, formula, prizes };
}

/** Scored metrics, the rate over those whom the headcount covers. */
export const metricsOf = (
  metrics: readonly ByOf<'formula'>['metrics'][number]['metric'][],
  weight = 1,
): ByOf<'formula'>['metrics'] =>
  metrics.map((metric) => ({
    ...{ metric, weight, scale: 'own', people: metric === 'personsRate' ? ofStaff : ofEverybody },
  }));

/** So many rounds at these instants (epoch ms), published by hand. */
export function setRounds(week: TestParts['week'], times: readonly (readonly [number, number])[]): void {
  week.publish = { kind: 'by-hand' };
  week.at = times.map(([opensAtMs, closesAtMs]) => ({
    opensAt: new Date(opensAtMs).toISOString(),
    closesAt: new Date(closesAtMs).toISOString(),
  }));
}

/** Nobody is asked for a prediction. */
export function dropPrediction({ week, quiz, persons }: TestParts): void {
  week.parts = [quiz];
  persons.by.keys = persons.by.keys.filter(({ metric }) => metric !== 'predictionError');
}

/** The weeks as rounds of their own, each on its own topics. */
export function splitByTopics({ file, week, quiz }: TestParts, topics: readonly string[][]): void {
  const { at, publish, ...body } = week;
  if (!Array.isArray(at)) throw new Error('a week has its instants');
  file.rounds = at.map((window, n) => ({
    ...{
      ...body,
      kind: 'round',
      id: `week-${n + 1}`,
      label: { vi: `Tuần ${n + 1}`, en: `Week ${n + 1}` },
      window,
      publish,
    },
    parts: week.parts.map((part) =>
      part === quiz
        ? {
            ...quiz,
            papers: quiz.papers.map((paper) => ({ ...paper, draw: { kind: 'bank', topics: topics[n] ?? [] } })),
          }
        : part,
    ),
  }));
  for (const standing of file.standings) standing.over = file.rounds.map(({ id }) => id);
}
