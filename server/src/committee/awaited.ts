import { type OpenRound, partOf, roundsNamed } from '@hoithi/shared/rulebook/judge/expand-rounds';
import { restsOn } from '@hoithi/shared/rulebook/judge/rests-on';
import { type CachedContest, type CachedRound, heldRounds } from '../contest/contests.ts';
import { readHeldShows } from '../contest/show-places-sql.ts';
import type { Queries } from '../platform/db/database.ts';
import { committeeLists } from './give-order.ts';
import { readOrders } from './orders-sql.ts';
import { readCompleteTables } from './tables-sql.ts';

/** The rounds that a round's results rest on, itself among them. */
function roundsBehind(contest: CachedContest, round: CachedRound): OpenRound[] {
  const { attempts } = restsOn(contest.rulebook, round.name);
  return roundsNamed(heldRounds(contest.rulebook, contest.rounds), attempts);
}

/** Rounds that waited when they were last looked at: some wait for weeks, and the timetable comes twice a second. */
const waiting = new WeakMap<CachedContest, Map<string, number>>();
const lookAgainMs = 10_000;

/** As `isAwaiting`; one that waited a moment ago, in a contest of which nothing was loaded since, still does. */
export async function stillAwaits(
  db: Queries,
  contest: CachedContest,
  round: CachedRound,
  nowMs: number,
): Promise<boolean> {
  const own = waiting.get(contest) ?? new Map<string, number>();
  waiting.set(contest, own);
  if (nowMs - (own.get(round.roundId) ?? -Infinity) < lookAgainMs) return true;
  const awaits = await isAwaiting(db, contest, round, nowMs);
  if (awaits) own.set(round.roundId, nowMs);
  return awaits;
}

/**
 * Whether a closed round still waits for what the committee brings: a table that is not complete, a show that was not held, the
 * order of a standing that it names. Such a round is not settled.
 *
 * Source  SPEC M23, M25, M28.
 */
async function isAwaiting(db: Queries, contest: CachedContest, round: CachedRound, nowMs: number): Promise<boolean> {
  const behind = roundsBehind(contest, round);
  const tables = contest.rounds.filter(({ name }) => behind.some((each) => each.id === name && partOf(each, 'table')));
  if (tables.length > 0) {
    const ids = tables.map(({ roundId }) => roundId);
    if ((await readCompleteTables(db, ids)).length < ids.length) return true;
  }
  const shows = behind.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === 'show' ? [part.id] : [])));
  if (shows.length > 0) {
    const held = new Set((await readHeldShows(db, contest.contestId)).map(({ show }) => show));
    if (shows.some((show) => !held.has(show))) return true;
  }
  const lists = committeeLists(contest.rulebook).filter(({ period }) => period.dueAt === round.name);
  if (lists.length === 0) return false;
  const given = new Set((await readOrders(db, contest.contestId, nowMs)).map(({ list }) => list));
  return lists.some(({ list }) => !given.has(list));
}
