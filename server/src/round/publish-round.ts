import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { FiguresReport } from '@hoithi/shared/contract/figures';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { PublicResults } from '@hoithi/shared/contract/results';
import { roundPhase } from '@hoithi/shared/rules/round';
import { upgradeResults } from '@hoithi/shared/rules/upgrade-results';
import type { App } from '../app-parts.ts';
import type { By } from '../contest/contest-scope.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import type { RoundEvent } from '../contest/round-events-sql.ts';
import { readDrawings } from '../contest/settled-sql.ts';
import { readEnrolledAt } from '../people/people-sql.ts';
import type { Queries } from '../platform/db/database.ts';
import { replaceFile } from '../platform/replace-file.ts';
import { findRound, stepRound } from './change-round.ts';
import { maskWinners, nameResults } from './name-results.ts';
import { writePublishedNames } from './published-names-sql.ts';
import { computeFigures } from './report-figures.ts';
import { viewResults } from './results-document.ts';
import { describePath } from './results-path.ts';
import { insertPublication, readPublications, readStanding, readWinningRows } from './standings-sql.ts';
import { readKnownDraws, viewDraw } from './view-draws.ts';

type Deps = Pick<App, 'publishedDir'> & Parameters<typeof stepRound>[0];

export const resultsPathOf = (contest: CachedContest, round: CachedRound): string =>
  `/c/${contest.slug}/ket-qua/${round.ordinal}`;

/**
 * Publishes the finalized standing of a round and writes it as a static file. After the first publication a finalized standing
 * is a correction: a further version with its reason; what was published stays readable.
 *
 * Refuses  not_finalized; round_phase where nothing is to be published, or a correction has no reason.
 * Source   SPEC F4, F12, F13, O2.
 */
export async function publishRound(
  app: Deps,
  by: By,
  roundId: string,
  reason: string | null = null,
): Promise<Result<{ resultsPath: string }>> {
  const found = findRound(app, roundId, by);
  if (!found.ok) return found;
  const { contest, round } = found.value;
  const phase = roundPhase(round, app.clock.nowMs());
  const { standingVersion: version } = round;
  if (!round.settled || version === null || version === round.publishedVersion)
    return refuse({ code: 'round_phase', phase });
  if (!round.finalized) return refuse({ code: 'not_finalized' });
  if (round.published !== (reason !== null)) return refuse({ code: 'round_phase', phase });

  const made = await makeResults(app, contest, round, { version, reason });
  if (made === null) return refuse({ code: 'not_found', what: 'standing' });
  await savePublication(app.db, contest, round, version, made);
  await writeResultsFiles(app, contest, round); // of two publishers the first counts
  const step: RoundEvent =
    reason === null
      ? { kind: 'published', detail: { standingVersion: version } }
      : { kind: 'corrected', detail: { standingVersion: version, reason } };
  if (!(await stepRound(app, round, step, by.actor))) return refuse({ code: 'round_phase', phase });
  return accept({ resultsPath: resultsPathOf(contest, round) });
}

/** The ledger has masked names alone; those that may be published whole stand beside the people. SPEC S61, C21. */
async function savePublication(
  db: App['db'],
  contest: CachedContest,
  { roundId, closesAtMs }: CachedRound,
  version: number,
  { document, figures }: Made,
): Promise<void> {
  const isFull = contest.rules.publication.names === 'full';
  const ids = isFull ? (await readWinningRows(db, roundId, version)).map((row) => row.contestant_id) : [];
  const named = (await readEnrolledAt(db, ids, closesAtMs)).map(({ id, name }) => ({ contestant_id: id, name }));
  await db.transaction(async (tx) => {
    await writePublishedNames(tx, roundId, named);
    const masked = {
      document: { ...document, winners: maskWinners(document.winners) },
      figures: { ...figures, winners: figures.winners && maskWinners(figures.winners) },
    };
    await insertPublication(tx, roundId, version, masked, document.publishedAtMs);
  });
}

type Made = { document: PublicResults; figures: FiguresReport };

/** The report of the round as it is now, and the document that is made of it. SPEC C21. */
async function makeResults(
  app: Pick<App, 'clock' | 'db'>,
  contest: CachedContest,
  round: CachedRound,
  { version, reason, provisional = false }: { version: number; reason: string | null; provisional?: boolean },
): Promise<Made | null> {
  const standing = await readStanding(app.db, round.roundId, version);
  if (!standing) return null;
  const figures = await computeFigures(app, contest, round, version);
  const publishedAtMs = app.clock.nowMs();
  const path = await describePath(app.db, contest, round, { standing, reason, publishedAtMs, provisional });
  const drawings = (await readDrawings(app.db, [round.roundId])).filter((each) => each.to_draw > 0);
  const draws = (await readKnownDraws(app.db, round.roundId)).map((draw) => viewDraw(contest, draw));
  const document = viewResults({ contest, round, standing, figures, drawings, draws, publishedAtMs, path });
  return { document, figures: { ...figures, status: 'published', round: { ...figures.round, phase: 'published' } } };
}

const provisional = new WeakMap<CachedRound, Promise<PublicResults | null>>();

/** The standing of a round that is verified, marked as provisional, where the rules show it. Made once a version. SPEC F11. */
export function provisionalResults(
  app: Pick<App, 'clock' | 'db'>,
  contest: CachedContest,
  round: CachedRound,
): Promise<PublicResults | null> {
  const { standingVersion: version } = round;
  const { whileVerified } = contest.rulebook.publication;
  if (version === null || round.published || whileVerified !== 'provisional') return Promise.resolve(null);
  const known = provisional.get(round);
  if (known) return known;
  const made = makeResults(app, contest, round, { version, reason: null, provisional: true }).then(
    (each) => each && { ...each.document, answers: null },
  );
  provisional.set(round, made);
  made.catch(() => provisional.delete(round)); // the next reader tries again
  return made;
}

export type PublishedFile = { path: string; text: string; atMs: number | null };

/** Every version under its number, and the newest, which is the valid one, under the round's; with names as consents are now. */
export async function resultsFilesOf(
  app: { db: Queries; publishedDir: string },
  contest: Pick<CachedContest, 'rules' | 'slug'>,
  { roundId, ordinal }: Pick<CachedRound, 'roundId' | 'ordinal'>,
): Promise<PublishedFile[]> {
  const files: PublishedFile[] = [];
  const folder = join(app.publishedDir, contest.slug);
  for (const { document: stored } of await readPublications(app.db, roundId)) {
    const { document, sinceMs } = await nameResults(app.db, contest, roundId, upgradeResults(stored));
    const path = join(folder, `${ordinal}-${document.standingVersion}.json`);
    files.push({ path, text: JSON.stringify(document), atMs: Math.max(document.publishedAtMs, sinceMs) });
  }
  const latest = files.at(-1);
  return latest ? [...files, { ...latest, path: join(folder, `${ordinal}.json`) }] : [];
}

/** A file has the time of its publication, or of the last change of its names, so that every process answers it with the same validators. */
async function writeResultsFiles(
  app: { db: Queries; publishedDir: string },
  contest: Pick<CachedContest, 'rules' | 'slug'>,
  round: Pick<CachedRound, 'roundId' | 'ordinal'>,
): Promise<void> {
  for (const { path, text, atMs } of await resultsFilesOf(app, contest, round)) {
    const atSeconds = (atMs ?? 0) / 1_000;
    await replaceFile(path, text, (beside) => utimes(beside, atSeconds, atSeconds));
  }
}

/** Writes the files of published rounds from the ledger: at start, and when another process has published. SPEC F4. */
export async function restoreResultsFiles(
  app: { db: Queries; publishedDir: string },
  contest: CachedContest,
): Promise<void> {
  for (const round of contest.rounds.filter((each) => each.published)) await writeResultsFiles(app, contest, round);
}
