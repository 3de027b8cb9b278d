import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { FiguresReport } from '@hoithi/shared/contract/figures';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { PublicResults } from '@hoithi/shared/contract/results';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { App } from '../app-parts.ts';
import type { By } from '../contest/contest-scope.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { replaceFile } from '../platform/replace-file.ts';
import { findRound, stepRound } from './change-round.ts';
import { roundsFirst } from './compute-standings.ts';
import { computeFigures } from './report-figures.ts';
import { viewResults } from './results-document.ts';
import { insertPublication, readPublication, readStanding } from './standings-sql.ts';

type Deps = Pick<App, 'publishedDir'> & Parameters<typeof stepRound>[0];

export const resultsPathOf = (contest: CachedContest, round: CachedRound): string =>
  `/c/${contest.slug}/ket-qua/${round.ordinal}`;

/**
 * Publishes the standing of a settled round: finalized, then published, then written as a static file. Until two people
 * finalize together, whoever publishes takes both steps: the organizer or the timetable.
 *
 * Refuses  earlier_round_first, where prizes of a round that is not finalized decide who may win in this one.
 * Source   SPEC F1, F4, F5, M15a, O2.
 */
export async function publishRound(app: Deps, by: By, roundId: string): Promise<Result<{ resultsPath: string }>> {
  const found = findRound(app, roundId, by);
  if (!found.ok) return found;
  const { contest, round } = found.value;
  const phase = roundPhase(round, app.clock.nowMs());
  if (!round.settled || round.published || round.standingVersion === null)
    return refuse({ code: 'round_phase', phase });
  const first = roundsFirst(contest, round).find((each) => !each.finalized);
  if (first) return refuse({ code: 'earlier_round_first', round: first.rules.label });
  if (!round.finalized) {
    await stepRound(app, round, { kind: 'finalized', detail: { standingVersion: round.standingVersion } }, by.actor);
  }
  const finalized = app.contests.byRound(roundId)?.round;
  if (!finalized || finalized.published || finalized.standingVersion === null)
    return refuse({ code: 'round_phase', phase });

  const made = await makeResults(app, contest, finalized, finalized.standingVersion);
  if (made === null) return refuse({ code: 'not_found', what: 'standing' });
  const { document } = made;
  await insertPublication(app.db, roundId, document.standingVersion, made, document.publishedAtMs);
  const published = (await readPublication(app.db, roundId)) ?? document; // of two publishers the first counts
  await writeResultsFile(app, contest.slug, round.ordinal, published);
  const step = { kind: 'published' as const, detail: { standingVersion: document.standingVersion } };
  if (!(await stepRound(app, finalized, step, by.actor))) return refuse({ code: 'round_phase', phase });
  return accept({ resultsPath: resultsPathOf(contest, round) });
}

/** The report of the round as it is now, and the document that is made of it. SPEC C21. */
async function makeResults(
  app: Pick<App, 'clock' | 'db'>,
  contest: CachedContest,
  round: CachedRound,
  version: number,
): Promise<{ document: PublicResults; figures: FiguresReport } | null> {
  const standing = await readStanding(app.db, round.roundId, version);
  if (!standing) return null;
  const figures = await computeFigures(app, contest, round, version);
  const document = viewResults({ contest, round, standing, figures, publishedAtMs: app.clock.nowMs() });
  return { document, figures: { ...figures, status: 'published', round: { ...figures.round, phase: 'published' } } };
}

/** The file has the time of its publication, so that every process answers it with the same validators. */
async function writeResultsFile(
  app: Pick<App, 'publishedDir'>,
  slug: string,
  ordinal: number,
  document: PublicResults,
): Promise<void> {
  const file = join(app.publishedDir, slug, `${ordinal}.json`);
  const atSeconds = document.publishedAtMs / 1_000;
  await replaceFile(file, JSON.stringify(document), (beside) => utimes(beside, atSeconds, atSeconds));
}

/** Writes the files of published rounds from the ledger: at start, and when another process has published. SPEC F4. */
export async function restoreResultsFiles(
  app: Pick<App, 'db' | 'publishedDir'>,
  contest: CachedContest,
): Promise<void> {
  for (const round of contest.rounds.filter((each) => each.published)) {
    const document = await readPublication(app.db, round.roundId);
    if (document) await writeResultsFile(app, contest.slug, round.ordinal, document);
  }
}
