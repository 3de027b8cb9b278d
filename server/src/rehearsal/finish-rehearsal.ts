import { setTimeout as pause } from 'node:timers/promises';
import type { RehearsalAudit, RehearsalReport } from '@hoithi/shared/contract/rehearsal';
import { judgeRehearsal } from '@hoithi/shared/rules/rehearsal/judge-rehearsal';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { boardOf } from '../live/rank-contestants.ts';
import { writeAudit } from '../platform/audit.ts';
import { stepRound } from '../round/change-round.ts';
import { auditRehearsal } from './audit-rehearsal.ts';
import { dropCrowd, readStoreVersion } from './rehearsal-audit-sql.ts';
import { endRehearsal, type RehearsalRow, readProcesses } from './rehearsals-sql.ts';

/** What was submitted last is ranked by the next beat of the board. */
const rankedWithinMs = 3_000;

/** Closes the round of a rehearsal that ends, so that the timetable settles it; then makes the report. SPEC Y5, Y7. */
export async function goOnEnding(app: App, row: RehearsalRow): Promise<void> {
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

async function makeReport(app: App, row: RehearsalRow, contest: CachedContest): Promise<void> {
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
  if (ended) await dropped(app, contest);
}

async function auditOnceRanked(app: App, id: string, contest: CachedContest): Promise<RehearsalAudit> {
  const untilMs = performance.now() + rankedWithinMs;
  for (;;) {
    const audit = await app.background.run((yieldIfDue) => auditRehearsal(app, id, contest, yieldIfDue));
    if (audit.rankingWrong === 0 || performance.now() > untilMs) return audit;
    await pause(250);
  }
}

/** Its rankings and counts are of no use to anybody; the ledger keeps what happened. */
async function dropped(app: App, contest: CachedContest): Promise<void> {
  await app.contests.load(contest.contestId); // no longer held
  app.attempts.dropStray();
  app.bus.publish('contest:changed', { contestId: contest.contestId });
  await app.counters.wipe(contest.contestId);
  for (const { roundId } of contest.rounds) {
    await app.rankings.wipe(boardOf(roundId));
    await app.counters.wipe(roundId);
  }
}
