import { setTimeout as pause } from 'node:timers/promises';
import type { RehearsalAudit, RehearsalReport } from '@hoithi/shared/contract/rehearsal';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { judgeRehearsal } from '@hoithi/shared/rules/rehearsal/judge-rehearsal';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { wipeCounts } from '../live/person-counts-sql.ts';
import { boardOf } from '../live/rank-contestants.ts';
import { writeAudit } from '../platform/audit.ts';
import { stepRound } from '../round/change-round.ts';
import { auditRehearsal } from './audit-rehearsal.ts';
import { dropCrowd, readStoreVersion } from './rehearsal-crowd-sql.ts';
import { beginEnding, endRehearsal, type RehearsalRow, readProcesses, readRehearsal } from './rehearsals-sql.ts';

type Deps = Pick<App, 'attempts' | 'background' | 'db' | 'rankings'> & Parameters<typeof stepRound>[0];

/** The last submissions are ranked with the next publication of live figures. */
const rankedWithinMs = 3_000;

/** Ends a rehearsal by hand; its crowd learns it with its next message. A stopped rehearsal has not passed. SPEC Y7. */
export async function stopRehearsal(
  app: Pick<App, 'clock' | 'db'>,
  by: { actor: string },
  rehearsalId: string,
): Promise<Result<Record<string, never>>> {
  const row = await readRehearsal(app.db, rehearsalId);
  if (!row || !(await beginEnding(app.db, rehearsalId, 'stopped'))) return refuse({ code: 'rehearsal_over' });
  await writeAudit(app.db, {
    contestId: row.of_contest_id,
    atMs: app.clock.nowMs(),
    actor: by.actor,
    act: 'rehearsal:stop',
    object: rehearsalId,
    detail: {},
  });
  return accept({});
}

/** Closes the round of a rehearsal that ends, so that the timetable settles it; then makes the report. SPEC Y5, Y7. */
export async function continueEnding(app: Deps, row: RehearsalRow): Promise<void> {
  const contest = app.contests.byId(row.contest_id);
  const round = contest?.rounds[0];
  if (!contest || !round) return;
  const nowMs = app.clock.nowMs();
  if (!round.settled) {
    if (roundPhase(round, nowMs) !== 'open') return; // closed, and the timetable settles it
    const event = { kind: 'closed-early' as const, detail: { closesAtMs: nowMs, reason: 'rehearsal' } };
    await stepRound(app, round, event, row.actor);
    return;
  }
  await makeReport(app, row, contest);
}

async function makeReport(app: Deps, row: RehearsalRow, contest: CachedContest): Promise<void> {
  const audit = row.taken_at_ms === null ? null : await auditOnceRanked(app, row.id, contest);
  const servers = await readProcesses(app.db, row.id);
  const figures = row.progress;
  const end = row.ending ?? 'silent';
  const report: RehearsalReport = {
    workload: row.workload,
    end,
    endDetail: row.ending_detail,
    besideOpenRound: row.beside_open_round,
    questions: contest.rules.questions.count,
    startedAtMs: row.taken_at_ms,
    endedAtMs: app.clock.nowMs(),
    figures,
    sameMachine: figures && servers.some((server) => server.machine === figures.crowd.machine),
    proxies: row.proxies,
    servers,
    stores: { database: await readStoreVersion(app.db), rankings: app.rankings.store },
    audit,
    ...judgeRehearsal({ end, workload: row.workload, figures, audit }),
  };
  const ended = await app.db.transaction(async (tx) => {
    if (!(await endRehearsal(tx, row.id, report))) return false;
    await dropCrowd(tx, row.id, row.contest_id);
    await writeAudit(tx, {
      contestId: row.of_contest_id,
      atMs: report.endedAtMs,
      actor: row.actor,
      act: 'rehearsal:end',
      object: row.id,
      detail: { end, result: report.passed ? 'passed' : 'failed' },
    });
    return true;
  });
  if (ended) await dropContest(app, contest);
}

async function auditOnceRanked(
  app: Pick<App, 'background' | 'db' | 'rankings'>,
  id: string,
  contest: CachedContest,
): Promise<RehearsalAudit> {
  const untilMs = performance.now() + rankedWithinMs;
  for (;;) {
    const audit = await app.background.run((yieldIfDue) => auditRehearsal(app, id, contest, yieldIfDue));
    if (audit.rankingWrong === 0 || performance.now() > untilMs) return audit;
    await pause(250);
  }
}

/** Wipes the rankings and counts of a rehearsal; the ledger has what happened. */
async function dropContest(app: Deps, contest: CachedContest): Promise<void> {
  await app.contests.load(contest.contestId); // no longer cached
  app.attempts.dropStray();
  app.bus.publish('contest:changed', { contestId: contest.contestId });
  await wipeCounts(app.db, contest);
  for (const { roundId } of contest.rounds) await app.rankings.wipe(boardOf(roundId));
}
