import { setTimeout as pause } from 'node:timers/promises';
import type { ScreenView } from '@hoithi/shared/contract/screen';
import { rankKeyOf } from '@hoithi/shared/rules/rank-key';
import type pg from 'pg';
import type { RealServer } from '../stage/real-server.ts';
import { requestFor } from '../wire/device.ts';
import { openLeanDevice } from '../wire/lean-device.ts';
import { readSortedSet } from './read-zset.ts';

const rankingKey = (roundId: string): string => `hoithi:ranking:round:${roundId}`;
const everyMs = 250;
const givesUpMs = 60_000;

/**
 * Everybody's score in Redis by the ledger: the live key of the best submission, more points first, then less
 * time; negated, since Redis counts from the least. Source: SPEC K1, A12.
 */
export async function readLedgerKeys(db: pg.Client, roundId: string): Promise<Map<string, number>> {
  const { rows } = await db.query<{ contestant_id: string; points: number; elapsed_ms: string }>(
    `select distinct on (contestant_id) contestant_id, points, elapsed_ms from submissions
     where round_id = $1 and not practice order by contestant_id, points desc, elapsed_ms`,
    [roundId],
  );
  return new Map(rows.map((row) => [row.contestant_id, -rankKeyOf(row.points, Number(row.elapsed_ms), 'millisecond')]));
}

/** People of the ranking whose key is not the ledger's, those that are in one alone included. */
export function countUnequal(ranked: ReadonlyMap<string, number>, ledger: ReadonlyMap<string, number>): number {
  const everybody = new Set([...ranked.keys(), ...ledger.keys()]);
  return [...everybody].filter((who) => ranked.get(who) !== ledger.get(who)).length;
}

export type RankingsAudit = { persons: number; unequal: number; equalAfterMs: number };

/** Waits until the ranking in Redis is the ledger's, person by person. Nobody submits meanwhile. Source: SPEC K3. */
export async function awaitEqualRankings(db: pg.Client, redisUrl: string, roundId: string): Promise<RankingsAudit> {
  const begunMs = performance.now();
  const ledger = await readLedgerKeys(db, roundId);
  for (;;) {
    const unequal = countUnequal(await readSortedSet(redisUrl, rankingKey(roundId)), ledger);
    const equalAfterMs = performance.now() - begunMs;
    if (unequal === 0 || equalAfterMs > givesUpMs) return { persons: ledger.size, unequal, equalAfterMs };
    await pause(everyMs);
  }
}

/** Waits until everybody who had submitted by now is in the ranking again. Answers how long, or null. */
export async function awaitRebuilt(db: pg.Client, redisUrl: string, roundId: string): Promise<number | null> {
  const begunMs = performance.now();
  const least = (await readLedgerKeys(db, roundId)).size;
  while (performance.now() - begunMs < givesUpMs) {
    const ranked = await readSortedSet(redisUrl, rankingKey(roundId));
    if (ranked.size >= least) return performance.now() - begunMs;
    await pause(everyMs);
  }
  return null;
}

/** How many servers send a screen other counts than the ledger's, once they had time to be right. Source: SPEC C1, V2. */
export async function countWrongFigures(
  db: pg.Client,
  servers: readonly RealServer[],
  roundId: string,
  screenToken: string,
): Promise<number> {
  const { rows } = await db.query<{ attempts: number; persons: number }>(
    `select count(*)::int as attempts, count(distinct contestant_id)::int as persons from submissions
     where round_id = $1 and not practice`,
    [roundId],
  );
  const seen = await Promise.all(servers.map((server) => showsRight(server, screenToken, rows[0])));
  return seen.filter((right) => !right).length;
}

type Counted = { attempts: number; persons: number } | undefined;
async function showsRight(server: RealServer, token: string, held: Counted): Promise<boolean> {
  const screen = await openLeanDevice({ url: server.url, namespace: '/screen', cookie: null });
  const begunMs = performance.now();
  try {
    while (performance.now() - begunMs < givesUpMs) {
      const { counts } = (await requestFor<ScreenView>(screen, 'view:enter', { token })).participation;
      if (counts?.attempts === held?.attempts && counts?.roundPersons === held?.persons) return true;
      await pause(everyMs);
    }
    return false;
  } finally {
    screen.close();
  }
}
