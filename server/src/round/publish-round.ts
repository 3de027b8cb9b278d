import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { PublicResults } from '@hoithi/shared/contract/results';
import { roundPhase } from '@hoithi/shared/rules/round';
import { citizensApart } from '@hoithi/shared/rules/units/citizens-apart';
import type { House } from '../app-parts.ts';
import type { HouseContest, HouseRound } from '../contest/contests.ts';
import { countAsOfRound, countByUnit } from '../live/counts-sql.ts';
import { readEnrolledByIds, readNameConsents } from '../people/people-sql.ts';
import { replaceFile } from '../platform/replace-file.ts';
import { findRound, stepRound } from './change-round.ts';
import { viewResults } from './results-document.ts';
import { insertPublication, readPublication, readScores, readStanding, readWinningLines } from './standings-sql.ts';

export const resultsPathOf = (contest: HouseContest, round: HouseRound): string =>
  `/c/${contest.slug}/ket-qua/${round.ordinal}`;

/**
 * Publishes the standing of a settled round: finalized, then published, then written as a static file. Until finalizing
 * by two people exists, both steps are taken by whoever publishes: the organizer or the timetable. SPEC F1, F4, F5, O2.
 */
export async function publishRound(
  house: House,
  by: { actor: string; contestId: string | null },
  roundId: string,
): Promise<Result<{ resultsPath: string }>> {
  const found = findRound(house, roundId, by.contestId);
  if (!found.ok) return found;
  const { contest, round } = found.value;
  const phase = roundPhase(round, house.clock.nowMs());
  if (!round.settled || round.published || round.standingVersion === null)
    return refuse({ code: 'round_phase', phase });
  if (!round.finalized) {
    await stepRound(house, round, { kind: 'finalized', detail: { standingVersion: round.standingVersion } }, by.actor);
  }
  const finalized = house.contests.byRound(roundId)?.round;
  if (!finalized || finalized.published || finalized.standingVersion === null)
    return refuse({ code: 'round_phase', phase });

  const document = await makeResults(house, contest, finalized, finalized.standingVersion);
  if (document === null) return refuse({ code: 'not_found', what: 'standing' });
  await insertPublication(house.db, roundId, document.standingVersion, document, document.publishedAtMs);
  const kept = (await readPublication<PublicResults>(house.db, roundId)) ?? document; // of two publishers the first stands
  await writeResultsFile(house, contest.slug, round.ordinal, kept);
  const step = { kind: 'published' as const, detail: { standingVersion: document.standingVersion } };
  if (!(await stepRound(house, finalized, step, by.actor))) return refuse({ code: 'round_phase', phase });
  return accept({ resultsPath: resultsPathOf(contest, round) });
}

async function makeResults(
  house: House,
  contest: HouseContest,
  round: HouseRound,
  version: number,
): Promise<PublicResults | null> {
  const standing = await readStanding(house.db, round.roundId, version);
  if (!standing) return null;
  const winners = await readWinningLines(house.db, round.roundId, version);
  const ids = winners.map((line) => line.contestant_id);
  const people = new Map((await readEnrolledByIds(house.db, ids)).map((person) => [person.id, person]));
  return viewResults({
    contest,
    round,
    standing,
    winners,
    people,
    agreedToName: await readNameConsents(house.db, ids),
    scores: await readScores(house.db, round.roundId, version),
    counts: await countAsOfRound(house.db, contest.contestId, round.ordinal),
    unitCounts: await countByUnit(house.db, { roundId: round.roundId }, round.closesAtMs, citizensApart(contest.rules)),
    publishedAtMs: house.clock.nowMs(),
  });
}

/** The file bears the time of its publication, so that every process gives it the same validators. */
async function writeResultsFile(house: House, slug: string, ordinal: number, document: PublicResults): Promise<void> {
  const file = join(house.publishedDir, slug, `${ordinal}.json`);
  const atSeconds = document.publishedAtMs / 1_000;
  await replaceFile(file, JSON.stringify(document), (beside) => utimes(beside, atSeconds, atSeconds));
}

/** Writes the files of published rounds again from the ledger: at start, and when another process has published. SPEC F4. */
export async function restoreResultsFiles(house: House, contest: HouseContest): Promise<void> {
  for (const round of contest.rounds.filter((each) => each.published)) {
    const document = await readPublication<PublicResults>(house.db, round.roundId);
    if (document) await writeResultsFile(house, contest.slug, round.ordinal, document);
  }
}
