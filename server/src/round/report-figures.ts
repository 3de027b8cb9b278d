import type { Change, FiguresQuery, FiguresReport, Part } from '@hoithi/shared/contract/figures';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { audiences } from '@hoithi/shared/contract/rules';
import type { Settings } from '@hoithi/shared/rulebook/settings/settings-of';
import { assert } from '@hoithi/shared/rules/assert';
import { qualityBands } from '@hoithi/shared/rules/bands';
import { meanHundredths, percentOf } from '@hoithi/shared/rules/percent';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { App } from '../app-parts.ts';
import type { By } from '../contest/contest-scope.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import type { PaperLanguage } from '../documents/print-values.ts';
import { typesetInWorker } from '../documents/typeset-in-worker.ts';
import { writeAudit } from '../platform/audit.ts';
import { findRound } from './change-round.ts';
import type { FiguresFormat, typesetFigures } from './figures/figures-worker.ts';
import { type RoundFigures, readRoundFigures } from './figures-sql.ts';
import { lowestOf, viewBlocks, viewTakingPart, viewUnits } from './figures-units.ts';
import { nameResults } from './name-results.ts';
import { viewWinner } from './results-document.ts';
import { readPublication, readPublishedFigures } from './standings-sql.ts';

/** The figures of a round that has opened, for its organizer, with an entry in the audit trail. SPEC C10, C18. */
export async function reportFigures(
  app: Pick<App, 'clock' | 'contests' | 'db'>,
  by: By,
  roundId: string,
  { lang, lowest, reason }: FiguresQuery,
  format: 'json' | 'xlsx' | 'pdf',
): Promise<Result<FiguresReport>> {
  const found = findRound(app, roundId, by);
  if (!found.ok) return found;
  const { contest, round } = found.value;
  const phase = roundPhase(round, app.clock.nowMs());
  if (phase === 'scheduled') return refuse({ code: 'round_phase', phase });
  const report = (await readNamedFigures(app.db, contest, roundId)) ?? (await computeFigures(app, contest, round));
  await writeAudit(app.db, {
    contestId: contest.contestId,
    atMs: app.clock.nowMs(),
    actor: by.actor,
    act: 'figures:export',
    object: `round ${round.ordinal}`,
    detail: { format, lang, lowest, ...(reason === null ? {} : { reason }) },
  });
  return accept({ ...report, lowest: lowestOf(report.units, lowest) });
}

/** As published, with names as consents are now. SPEC S61. */
async function readNamedFigures(db: App['db'], contest: CachedContest, roundId: string): Promise<FiguresReport | null> {
  const report = await readPublishedFigures(db, roundId);
  const document = report?.winners ? await readPublication(db, roundId) : null;
  if (!report || !document) return report;
  return { ...report, winners: (await nameResults(db, contest, roundId, document)).document.winners };
}

/** The figures of a round from the ledger as it is now. What is published of a round is made from them. SPEC C10, C21. */
export async function computeFigures(
  app: Pick<App, 'clock' | 'db'>,
  contest: CachedContest,
  round: CachedRound,
  standingVersion: number | null = null,
): Promise<FiguresReport> {
  const before = contest.rounds.find((each) => each.ordinal === round.ordinal - 1) ?? null;
  const { contestId } = contest;
  const { round: settings } = contest.settings(contest.rulesVersion, round.ordinal);
  const of = { contestId, round, before, settings, citizensApart: contest.entrance.citizensApart, standingVersion };
  return viewFigures({ contest, round, figures: await readRoundFigures(app.db, of, () => app.clock.nowMs()) });
}

/** Typesets a figures report in a thread of its own. SPEC C19. */
export const typesetFiguresInWorker = (report: FiguresReport, format: FiguresFormat, lang: PaperLanguage) =>
  typesetInWorker<typeof typesetFigures>({
    program: 'figures-worker',
    given: [report, format, lang],
    memoryMaxMb: 512,
  });

type FiguresInput = { contest: CachedContest; round: CachedRound; figures: RoundFigures };

/** The figures of a round as organizers publish them: counts, and what is computed from counts. SPEC C10-C17. */
export function viewFigures({ contest, round, figures }: FiguresInput): FiguresReport {
  const { rules, rulebook } = contest;
  const { counts, standing } = figures;
  const before = contest.rounds.find((each) => each.ordinal === round.ordinal - 1);
  return {
    contest: { slug: contest.slug, name: rulebook.meta.name, host: rulebook.meta.host, demo: contest.demo },
    round: {
      ordinal: round.ordinal,
      label: round.label,
      phase: roundPhase(round, figures.computedAtMs),
      opensAtMs: round.opensAtMs,
      closesAtMs: round.closesAtMs,
    },
    status: standing !== null ? 'settled' : 'provisional',
    computedAtMs: figures.computedAtMs,
    rulesVersion: contest.rulesVersion,
    standing: standing && {
      version: standing.version,
      computedAtMs: standing.computed_at_ms,
      rulesVersion: standing.rules_version,
      outdated: figures.voidedSince,
    },
    counts,
    allCorrect: percentOf(counts.allCorrectPersons, counts.roundPersons),
    change: figures.before && before ? { label: before.label, ...viewChange(counts, figures.before) } : null,
    takingPart: viewTakingPart(contest, round, figures.units, figures.headcounts),
    blocks: viewBlocks(contest, figures.units, counts.roundPersons),
    audiences: viewAudiences(figures),
    quality: viewQuality(contest.settings(contest.rulesVersion, round.ordinal).rules, figures),
    ...viewUnits(contest, round, figures.units, figures.headcounts),
    lowest: null,
    winners:
      standing &&
      figures.winners.map((row) => viewWinner({ contest, rulesVersion: standing.rules_version, ...figures }, row)),
    namesMasked: rules.publication.names === 'masked',
    decision: null,
    submitted: viewSubmitted(figures),
    openAttempts: figures.openAttempts,
    excludedPhones: figures.excludedPhones,
  };
}

type Compared = NonNullable<RoundFigures['before']>;
function viewChange(now: Compared, before: Compared): Omit<NonNullable<FiguresReport['change']>, 'label'> {
  const change = (key: keyof Compared): Change => ({
    now: now[key],
    before: before[key],
    percent: percentOf(now[key] - before[key], before[key]),
  });
  return {
    attempts: change('attempts'),
    roundPersons: change('roundPersons'),
    allCorrectPersons: change('allCorrectPersons'),
  };
}

function viewAudiences({ audiences: rows, counts }: RoundFigures): FiguresReport['audiences'] {
  const parts = [...audiences, 'unstated' as const].flatMap((name): Part<(typeof audiences)[number] | 'unstated'>[] => {
    const row = rows.find(({ audience }) => (audience ?? 'unstated') === name);
    if (!row) return [];
    return [{ name, persons: row.persons, attempts: row.attempts, share: percentOf(row.persons, counts.roundPersons) }];
  });
  assertWhole(parts, counts.roundPersons);
  return parts;
}

/** Over the counted attempt of each person. SPEC C13. */
function viewQuality(rules: Settings, { scores, counts }: RoundFigures): FiguresReport['quality'] {
  const persons = scores.reduce((sum, row) => sum + row.persons, 0);
  const points = scores.reduce((sum, row) => sum + row.points * row.persons, 0);
  assert(persons <= counts.roundPersons, 'whoever has a counted attempt took part');
  const bands = qualityBands(
    scores.map((row) => ({ right: row.right_count, questionCount: row.question_count, persons: row.persons })),
  );
  return {
    persons,
    withoutCounted: counts.roundPersons - persons,
    bands: bands.map((band) => ({ id: band.id, part: percentOf(band.persons, persons) })),
    mean: { points, persons, hundredths: meanHundredths(points, persons) },
    pointsMax: Math.max(rules.questions.count * rules.perQuestion, ...scores.map(({ points_max }) => points_max ?? 0)),
  };
}

function viewSubmitted({ submitted, counts }: RoundFigures): FiguresReport['submitted'] {
  const { practice, simulated, voided } = submitted;
  assert(
    counts.attempts + practice + simulated + voided === submitted.submitted,
    'a submitted attempt counts or has one reason against it',
  );
  return { counted: counts.attempts, practice, simulated, voided };
}

function assertWhole(parts: readonly { persons: number }[], persons: number): void {
  assert(parts.reduce((sum, part) => sum + part.persons, 0) === persons, 'the parts of a whole count everybody once');
}
