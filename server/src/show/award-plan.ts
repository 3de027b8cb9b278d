import type { ShowCue } from '@hoithi/shared/contract/show-file';
import { type Awarded, type AwardPlan, planAward, showWinners } from '@hoithi/shared/rules/show/plan-award';
import type { App } from '../app-parts.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { readEnrolledAt, readNameConsents } from '../people/people-sql.ts';
import { viewWinner } from '../round/results-document.ts';
import { readStanding, readWinningRows } from '../round/standings-sql.ts';
import type { CachedRun } from './cached-run.ts';
import { markOf, teamOf } from './team-standing.ts';
import { unitPath } from './unit-path.ts';
import { wallNameOf } from './wall-names.ts';

type AwardCue = Extract<ShowCue, { kind: 'award' }>;

/** By run: the winners of a round's standing. A contest is a new object after every change, of consents to names too. */
const roundWinners = new WeakMap<CachedRun, { key: string; contest: CachedContest; winners: Awarded[] }>();

/** The plan of an award cue: who is called, in the order of calling. Empty while nobody can be. SPEC H16, V4. */
export async function readAwardPlan(
  app: Pick<App, 'db'>,
  contest: CachedContest,
  run: CachedRun,
  cue: AwardCue,
): Promise<AwardPlan> {
  const { of } = cue;
  if (of.what === 'round') return planAward(await readRoundWinners(app, contest, run, of.round), cue.singly);
  const named = (playerId: string) => {
    const player = run.players.get(playerId);
    const unitCode = player?.unitCode ?? null;
    const marked = teamOf(run, contest, unitCode) ?? unitCode;
    const mark = marked === null ? null : markOf(contest, marked);
    return { name: wallNameOf(run, playerId), unitName: unitPath(contest, unitCode), mark };
  };
  const { currency } = contest.rulebook.locale;
  return planAward(showWinners(run.file, of.prizes, run.standing('all').places, named, currency), cue.singly);
}

async function readRoundWinners(
  app: Pick<App, 'db'>,
  contest: CachedContest,
  run: CachedRun,
  ordinal: number | null,
): Promise<Awarded[]> {
  const settled = contest.rounds.filter((round) => shownVersion(round) !== null);
  const round = ordinal === null ? settled.at(-1) : settled.find((each) => each.ordinal === ordinal);
  const version = round ? shownVersion(round) : null;
  if (!round || version === null) return [];
  const key = `${round.roundId}:${version}`;
  const known = roundWinners.get(run);
  if (known?.key === key && known.contest === contest) return known.winners;

  const rows = await readWinningRows(app.db, round.roundId, version);
  const ids = rows.map((row) => row.contestant_id);
  const people = new Map((await readEnrolledAt(app.db, ids, round.closesAtMs)).map((person) => [person.id, person]));
  const agreedToName = await readNameConsents(app.db, ids);
  const standing = await readStanding(app.db, round.roundId, version);
  const rulesVersion = standing?.rules_version ?? contest.rulesVersion;
  const winners = rows.flatMap((row): Awarded[] => {
    const { award, prize, ...winner } = viewWinner({ contest, rulesVersion, people, agreedToName }, row);
    if (prize === null || winner.toDecide) return [];
    const { rank, name, unitName, points, elapsedMs } = winner;
    const unitCode = people.get(row.contestant_id)?.unit_code ?? null;
    const mark = unitCode === null ? null : markOf(contest, unitCode);
    return [{ award, prize, winner: { rank, name, unitName, mark, points, elapsedMs } }];
  });
  roundWinners.set(run, { key, contest, winners });
  return winners;
}

/** What people have confirmed: the published standing, else the finalized one. SPEC F5, F10. */
const shownVersion = (round: CachedRound): number | null =>
  round.publishedVersion ?? (round.finalized ? round.standingVersion : null);
