import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expandRounds } from '@hoithi/shared/rulebook/judge/expand-rounds';
import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { pino } from 'pino';
import { type AppOptions, type OpenedApp, openApp } from '../src/app.ts';
import type { App } from '../src/app-parts.ts';
import type { CachedContest, CachedRound } from '../src/contest/contests.ts';
import { bareUnit } from '../src/contest/contests-sql.ts';
import { insertWhole, type NewContest } from '../src/contest/create-contest.ts';
import { type PoolQuestion, topicsOf } from '../src/contest/question-pool.ts';
import type { Clock } from '../src/platform/clock/clock.ts';
import { databaseClock } from '../src/platform/clock/database-clock.ts';
import { type ManualClock, manualClock } from '../src/platform/clock/manual-clock.ts';
import type { Database } from '../src/platform/db/database.ts';
import { logGateway } from '../src/platform/gateway/log-gateway.ts';
import type { OverloadSettings } from '../src/platform/limits/limit-settings.ts';
import { memoryRankings } from '../src/platform/rankings/memory-rankings.ts';
import type { Rankings } from '../src/platform/rankings/rankings.ts';
import { readBank } from '../src/questions/program-questions.ts';
import { freshDatabase } from './fresh-database.ts';
import { roundOpensAtMs } from './test-rules.ts';

export { roundClosesAtMs, roundOpensAtMs, testRules } from './test-rules.ts';

export type TestApp<C extends Clock = ManualClock> = {
  open: OpenedApp;
  app: App;
  clock: C;
  db: Database;
  rankings: Rankings;
  url: string;
  databaseUrl: string;
  /** What the development gateway wrote. */
  messages: string[];
  close(): Promise<void>;
};

/** A whole server on a real port, its time moved by hand, one minute into the first round of `testRules`. */
export const openTestApp = (
  overload: Partial<OverloadSettings> = {},
  change: Partial<AppOptions> = {},
  host?: string,
): Promise<TestApp> => openAppAt(async () => manualClock(roundOpensAtMs + 60_000), overload, change, host);

/** The same by the database's clock, to share the database with server processes. */
export const openAppNow = (): Promise<TestApp<Clock>> => openAppAt(databaseClock);

async function openAppAt<C extends Clock>(
  clockOf: (db: Database) => Promise<C>,
  overload: Partial<OverloadSettings> = {},
  change: Partial<AppOptions> = {},
  host = '127.0.0.1',
): Promise<TestApp<C>> {
  const fresh = await freshDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'hoithi-published-'));
  const clock = await clockOf(fresh.db);
  const rankings = memoryRankings();
  const messages: string[] = [];
  const open = await openApp({
    db: fresh.db,
    clock,
    rankings,
    gateway: logGateway((text) => messages.push(text)),
    log: pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' }),
    joinOthers: null,
    publishedDir: folder,
    publicUrl: null,
    trustProxyHops: 0,
    overload,
    loopDelayMs: () => 0, // a test's waves do not hang on the machine
    pingRedis: null,
    metricsToken: null,
    gatherFigures: null,
    ...change,
  });
  await new Promise<void>((resolve) => open.server.listen(0, host, resolve));
  return {
    open,
    app: open.app,
    clock,
    db: fresh.db,
    rankings,
    url: `http://127.0.0.1:${(open.server.address() as AddressInfo).port}`,
    databaseUrl: fresh.url,
    messages,
    async close() {
      await open.close();
      await fresh.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Makes a contest on the questions that come with the program, approved by nobody and taken from no bank. */
export async function insertTestContest(app: App, contest: NewContest): ReturnType<typeof insertWhole> {
  const topics = new Set(expandRounds(contest.rulebook).flatMap(topicsOf));
  const questions = (await readBank()).flatMap(({ topic, questions: own }): PoolQuestion[] =>
    topics.has(topic) ? own.map((body) => ({ id: body.id, topic, body, origin: null })) : [],
  );
  return insertWhole(app, contest, questions);
}

let made = 0;
/** A contest of its own for one test, with three units. */
export async function makeContest(
  app: App,
  rulebook: Rulebook,
  demo = false,
  organizationId?: string,
): Promise<{ contest: CachedContest; round: CachedRound }> {
  const slug = `thu-${++made}`;
  const unit = (code: string, name: string, level: 'DISTRICT' | 'COMMUNE' | 'AGENCY', parentCode: string | null) => ({
    ...bareUnit,
    code,
    name,
    level,
    parentCode,
    headcount: level === 'DISTRICT' ? null : 20,
    headcountDate: level === 'DISTRICT' ? null : '2026-02-01',
    tile: null,
  });
  const result = await insertTestContest(app, {
    ...{ slug, demo, rulebook, actor: 'test' },
    ...(organizationId === undefined ? {} : { organizationId }),
    units: [
      unit('436', 'Thành phố Hà Tĩnh', 'DISTRICT', null),
      unit('18070', 'Phường Trần Phú', 'COMMUNE', '436'),
      unit('42.A.01', 'Sở Nội vụ', 'AGENCY', null),
    ],
  });
  if (!result.ok) throw new Error(`the test contest was refused: ${JSON.stringify(result.refusal)}`);
  const contest = app.contests.bySlug(slug);
  const round = contest?.rounds[0];
  if (!contest || !round) throw new Error('the test contest is not there');
  return { contest, round };
}
