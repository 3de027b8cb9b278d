import type { Queries } from '../db/database.ts';
import type { Clock } from './clock.ts';
import { disciplinedClock, type HostTime, type TimeSample } from './disciplined-clock.ts';

export type { HostTime } from './disciplined-clock.ts';

export interface DatabaseClock extends Clock {
  /** Reads the database's clock now, as it does by itself from time to time. */
  resample(): Promise<void>;
  stop(): void;
}

const resampleEveryMs = 10_000;
const samplesAtATime = 5;
const processTime: HostTime = { monotonicMs: () => performance.now() };

async function readTime(db: Queries, host: HostTime): Promise<TimeSample> {
  const sentAtMs = host.monotonicMs();
  const rows = await db.query<{ ms: number }>(
    'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms -- the one clock of all processes',
  );
  const receivedAtMs = host.monotonicMs();
  return { sentAtMs, receivedAtMs, databaseMs: rows[0]?.ms ?? Number.NaN };
}

async function readTimes(db: Queries, host: HostTime): Promise<TimeSample[]> {
  const samples: TimeSample[] = [];
  while (samples.length < samplesAtATime) samples.push(await readTime(db, host)); // one by one, or they wait for each other
  return samples;
}

/**
 * The clock of one process, disciplined to the database's, so that several processes stamp alike and a step of a host's
 * clock moves no deadline. During an outage of the database it goes on by the host's steady time.
 *
 * Refuses  Unavailable, only here: when the database is unavailable at the start.
 * Source   SPEC T1.
 */
export async function databaseClock(db: Queries, options: { host?: HostTime } = {}): Promise<DatabaseClock> {
  const host = options.host ?? processTime;
  const clock = disciplinedClock(host, await readTimes(db, host));
  async function resample(): Promise<void> {
    clock.observe(await readTimes(db, host));
  }
  const timer = setInterval(() => {
    resample().catch(() => undefined); // unavailable: read again at the next turn
  }, resampleEveryMs);
  timer.unref();
  return { nowMs: () => clock.nowMs(), resample, stop: () => clearInterval(timer) };
}
