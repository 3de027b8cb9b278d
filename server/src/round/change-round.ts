import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { App } from '../app-parts.ts';
import { type By, reaches } from '../contest/contest-scope.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { appendRoundEvent, type RoundEvent } from '../contest/round-events-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Queries } from '../platform/db/database.ts';

type Deps = Pick<App, 'bus' | 'clock' | 'contests' | 'db'>;

/** Takes one step of a round, compare-and-set, with its entry in the audit trail. false: another process was first. SPEC F1, O2. */
export async function stepRound(app: Deps, round: CachedRound, event: RoundEvent, actor: string): Promise<boolean> {
  const done = await app.db.transaction((tx) => takeStep(tx, round, event, actor, app.clock.nowMs()));
  await showStep(app, round, done);
  return done;
}

/** The same inside a transaction of the caller, who shows it afterwards. */
export async function takeStep(
  tx: Queries,
  round: CachedRound,
  event: RoundEvent,
  actor: string,
  atMs: number,
): Promise<boolean> {
  const { closesAtMs, seq } = round;
  const after = { closesAtMs: 'closesAtMs' in event.detail ? event.detail.closesAtMs : closesAtMs, seq: seq + 1 };
  const changed = { before: { closesAtMs, seq }, after };
  if (!(await appendRoundEvent(tx, round.roundId, round.seq, event, atMs, actor))) return false;
  await writeAudit(tx, {
    contestId: round.contestId,
    atMs,
    actor,
    act: `round:${event.kind}`,
    object: `round ${round.ordinal}`,
    detail: { ...event.detail, ...changed },
  });
  return true;
}

/** Reads the contest again, and informs the other processes of a step that was taken. */
export async function showStep(
  app: Pick<App, 'bus' | 'contests'>,
  { contestId, roundId }: CachedRound,
  done: boolean,
): Promise<void> {
  await app.contests.load(contestId);
  if (done) app.bus.publish('round:changed', { contestId, roundId });
}

export function findRound(
  app: Pick<App, 'contests'>,
  roundId: string,
  by: By,
): Result<{ contest: CachedContest; round: CachedRound }> {
  const found = app.contests.byRound(roundId);
  if (!found || !reaches(by, found.contest)) return refuse({ code: 'not_found', what: 'round' });
  return accept(found);
}

/** Closes an open round now. The timetable then submits its open attempts. SPEC O2, F2. */
export async function closeRound(
  app: Deps,
  by: By,
  message: { roundId: string; reason: string },
): Promise<Result<{ closesAtMs: number }>> {
  const found = findRound(app, message.roundId, by);
  if (!found.ok) return found;
  const { round } = found.value;
  const nowMs = app.clock.nowMs();
  const phase = roundPhase(round, nowMs);
  if (phase !== 'open') return refuse({ code: 'round_phase', phase });
  const event = { kind: 'closed-early' as const, detail: { closesAtMs: nowMs, reason: message.reason } };
  if (await stepRound(app, round, event, by.actor)) return accept({ closesAtMs: nowMs });
  return refuse({ code: 'round_phase', phase: phaseNow(app, round) });
}

/** Gives a round a later close. Not once its attempts have been submitted by the server. SPEC O2. */
export async function extendRound(
  app: Deps,
  by: By,
  message: { roundId: string; closesAt: string; reason: string },
): Promise<Result<{ closesAtMs: number }>> {
  const found = findRound(app, message.roundId, by);
  if (!found.ok) return found;
  const { round, contest } = found.value;
  const closesAtMs = Date.parse(message.closesAt);
  const nowMs = app.clock.nowMs();
  const phase = roundPhase(round, nowMs);
  if (phase !== 'open' && phase !== 'scheduled') return refuse({ code: 'round_phase', phase });
  if (closesAtMs <= round.closesAtMs) return refuse({ code: 'instant_not_later', thanMs: round.closesAtMs });
  const next = contest.rounds.find((each) => each.ordinal === round.ordinal + 1);
  if (next && closesAtMs > next.opensAtMs) {
    return refuse({ code: 'rules_invalid', issues: ['rounds.overlap'] });
  }
  const event = { kind: 'extended' as const, detail: { closesAtMs, reason: message.reason } };
  if (await stepRound(app, round, event, by.actor)) return accept({ closesAtMs });
  return refuse({ code: 'round_phase', phase: phaseNow(app, round) });
}

const phaseNow = (app: Pick<App, 'clock' | 'contests'>, round: CachedRound) =>
  roundPhase(app.contests.byRound(round.roundId)?.round ?? round, app.clock.nowMs());
