import type { PublicResults } from '@hoithi/shared/contract/results';
import type { CachedContest, CachedRound, Contests } from '../contest/contests.ts';
import type { Queries } from '../platform/db/database.ts';
import { computeStanding } from '../round/settle-round.ts';
import {
  hasLaterVoids,
  type RankedRow,
  readPublications,
  readRows,
  readStandings,
  readWinningRows,
  type StandingRow,
} from '../round/standings-sql.ts';
import { type Finding, samplesMax } from './checks.ts';

const pageSize = 2_000;

type Checked = { checked: number; findings: Finding[] };

/**
 * Computes every standing again from the ledger, as of the instant it was computed, and compares all places; and holds
 * what was published against the standing it names. A standing whose entries were voided later is left to its successor. Memory holds the standing of one round.
 *
 * Source   SPEC B2, F3, F4.
 */
export async function checkStandings(tx: Queries, contests: Contests): Promise<Checked> {
  const wrong: string[] = [];
  const published: string[] = [];
  let checked = 0;
  for (const contest of contests.all()) {
    for (const round of contest.rounds) {
      const standings = await readStandings(tx, round.roundId);
      for (const standing of standings) {
        if (await hasLaterVoids(tx, round.roundId, standing.computed_at_ms)) continue; // what it was computed from is no more
        checked += 1;
        if (!(await isComputedAlike(tx, contest, round, standing))) wrong.push(`${round.roundId} ${standing.version}`);
      }
      published.push(...(await listWrongPublications(tx, round, standings)));
    }
  }
  const findings = [
    { check: 'standings.computed', found: wrong },
    { check: 'publications.standing', found: published },
  ].filter((each) => each.found.length > 0);
  return {
    checked,
    findings: findings.map(({ check, found }) => ({ check, count: found.length, samples: found.slice(0, samplesMax) })),
  };
}

async function isComputedAlike(
  tx: Queries,
  contest: CachedContest,
  round: CachedRound,
  standing: StandingRow,
): Promise<boolean> {
  const rules = contest.rulesByVersion.get(standing.rules_version);
  if (!rules) return false;
  const again = await computeStanding(
    { db: tx, clock: { nowMs: () => standing.computed_at_ms } },
    { contestId: contest.contestId, rules, rulesVersion: standing.rules_version },
    round,
  );
  if (!sameFields({ ...again.standing, version: standing.version }, standing)) return false;
  for (let at = 0; ; at += pageSize) {
    const page = await readRows(tx, round.roundId, standing.version, at, pageSize);
    const own = again.lines.slice(at, at + pageSize);
    if (page.length !== own.length || !own.every((line, place) => sameFields(line, page[place]))) return false;
    if (page.length < pageSize) return true;
  }
}

/** Whether the stored row says the same in every field that was computed. */
const sameFields = <T extends StandingRow | RankedRow>(computed: T, stored: T | undefined): boolean =>
  stored !== undefined && (Object.keys(computed) as (keyof T)[]).every((key) => computed[key] === stored[key]);

async function listWrongPublications(
  tx: Queries,
  round: CachedRound,
  standings: readonly StandingRow[],
): Promise<string[]> {
  const wrong: string[] = [];
  for (const { version, document } of await readPublications<PublicResults>(tx, round.roundId)) {
    const standing = standings.find((each) => each.version === version);
    const winners = await readWinningRows(tx, round.roundId, version);
    if (!standing || !showsStanding(document, standing, winners)) wrong.push(`${round.roundId} ${version}`);
  }
  return wrong;
}

/** Figures and places, in order. Names and units are people's own and may have been forgotten since. */
function showsStanding(document: PublicResults, standing: StandingRow, winners: readonly RankedRow[]): boolean {
  const { counts } = document;
  return (
    document.standingVersion === standing.version &&
    document.rulesVersion === standing.rules_version &&
    document.computedAtMs === standing.computed_at_ms &&
    (document.prediction?.target ?? null) === standing.prediction_target &&
    counts.attempts === standing.attempts &&
    counts.roundPersons === standing.round_persons &&
    counts.allCorrectPersons === standing.all_correct_persons &&
    document.winners.length === winners.length &&
    document.winners.every((winner, at) => {
      const line = winners[at];
      return (
        line !== undefined &&
        winner.rank === line.rank &&
        winner.points === line.points &&
        winner.prize === line.prize &&
        winner.amountVnd === line.amount_vnd &&
        winner.prediction === line.prediction &&
        winner.submittedAtMs === line.submitted_at_ms &&
        winner.toDecide === line.to_decide
      );
    })
  );
}
