import type pg from 'pg';
import { type LatencyFigures, measureLatency } from './latency.ts';

const commits = 500;

/** The least that an acknowledged answer can cost on this store: one row, one commit, one after the other. */
export async function measureBareCommit(db: pg.Client): Promise<LatencyFigures | null> {
  const latency = measureLatency();
  await db.query('create table bare_commits (id integer primary key)');
  for (let at = 0; at < commits; at++) {
    const begunMs = performance.now();
    await db.query('insert into bare_commits values ($1)', [at]);
    latency.record(performance.now() - begunMs);
  }
  await db.query('drop table bare_commits');
  return latency.figures();
}
