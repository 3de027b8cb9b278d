import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rules } from '@hoithi/shared/contract/rules';
import { exampleRules } from '@hoithi/shared/rules/example-rules';
import { pino } from 'pino';
import { type AppOptions, type OpenedApp, openApp } from '../src/app.ts';
import type { App } from '../src/app-parts.ts';
import type { CachedContest, CachedRound } from '../src/contest/contests.ts';
import { bareUnit } from '../src/contest/contests-sql.ts';
import { insertWholeContest } from '../src/contest/create-contest.ts';
import type { Clock } from '../src/platform/clock/clock.ts';
import { databaseClock } from '../src/platform/clock/database-clock.ts';
import { type ManualClock, manualClock } from '../src/platform/clock/manual-clock.ts';
import type { Database } from '../src/platform/db/database.ts';
import { logGateway } from '../src/platform/gateway/log-gateway.ts';
import type { OverloadSettings } from '../src/platform/limits/limit-settings.ts';
import type { Counters } from '../src/platform/rankings/counters.ts';
import { memoryCounters } from '../src/platform/rankings/memory-counters.ts';
import { memoryRankings } from '../src/platform/rankings/memory-rankings.ts';
import type { Rankings } from '../src/platform/rankings/rankings.ts';
import { freshDatabase } from './fresh-database.ts';

export const roundOpensAtMs = Date.parse('2026-03-02T00:00:00+07:00');
export const roundClosesAtMs = Date.parse('2026-03-08T18:00:00+07:00');

export type TestApp<C extends Clock = ManualClock> = {
  open: OpenedApp;
  app: App;
  clock: C;
  db: Database;
  rankings: Rankings;
  counters: Counters;
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
  const counters = memoryCounters();
  const messages: string[] = [];
  const open = await openApp({
    db: fresh.db,
    clock,
    rankings,
    counters,
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
    counters,
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

/** Rules on the bank that comes with the program; two weekly rounds from 02/03/2026. */
export function testRules(change?: (rules: Rules) => void): Rules {
  return exampleRules((rules) => {
    rules.questions.topics = ['chuyen-doi-so', 'de-an-06', 'can-cuoc-vneid'];
    rules.questions.draw = { kind: 'bank', perTopic: [], byAudience: false };
    rules.rounds = [1, 2].map((ordinal) => ({
      ordinal,
      label: { vi: `Tuần ${ordinal}`, en: `Week ${ordinal}` },
      opensAt: ordinal === 1 ? '2026-03-02T00:00:00+07:00' : '2026-03-09T00:00:00+07:00',
      closesAt: ordinal === 1 ? '2026-03-08T18:00:00+07:00' : '2026-03-15T18:00:00+07:00',
      publishAt: ordinal === 1 ? '2026-03-08T20:00:00+07:00' : '2026-03-15T20:00:00+07:00',
      topics: null,
    }));
    change?.(rules);
  });
}

let made = 0;
/** A contest of its own for one test, with three units. */
export async function makeContest(
  app: App,
  rules: Rules,
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
  const result = await insertWholeContest(app, {
    slug,
    presetId: 'ha-tinh-cds-2023',
    demo,
    ...(organizationId === undefined ? {} : { organizationId }),
    rules,
    actor: 'test',
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
