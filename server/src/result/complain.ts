import { randomUUID } from 'node:crypto';
import type { AnswerComplaint, DeskComplaint, MakeComplaint, OwnComplaints } from '@hoithi/shared/contract/complaints';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { endOfWorkingDay } from '@hoithi/shared/rulebook/judge/working-days';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { z } from 'zod';
import type { App } from '../app-parts.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { lockContest } from '../contest/contests-sql.ts';
import { readEnrolledAt } from '../people/people-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Queries } from '../platform/db/database.ts';
import { readDecisions } from '../round/decisions-sql.ts';
import { readPublications } from '../round/standings-sql.ts';
import {
  type ComplaintRow,
  findComplaint,
  insertAnswer,
  insertComplaint,
  readComplaints,
  readOwnAttempts,
  readOwnComplaints,
} from './complaints-sql.ts';
import type { Deciding } from './save-decision.ts';
import { viewPerson } from './view-people.ts';

type Deps = Pick<App, 'clock' | 'db'>;
type Found = { contest: CachedContest; round: CachedRound };
const perRoundMax = 5;

/** Until when a round may be complained about; null: it is not published yet, so no time runs. */
async function complaintsUntil(
  db: Queries,
  { rulebook }: CachedContest,
  { roundId }: CachedRound,
): Promise<number | null> {
  const first = (await readPublications(db, roundId)).at(-1); // a correction opens the time anew
  return first ? endOfWorkingDay(first.at_ms, rulebook.complaints.workingDays, rulebook.locale.timezone) : null;
}

/**
 * A contestant complains about a result: numbered, in the trail without its words, with the day by which it is to be answered.
 *
 * Refuses  round_phase before the close; complaint_late once the time is over; too_many_complaints; not_found for an attempt of
 *          somebody else.
 * Source   SPEC F20.
 */
export async function makeComplaint(
  app: Deps,
  contestantId: string,
  { contest, round }: Found,
  { attemptId, words }: z.output<typeof MakeComplaint>,
): Promise<Result<{ no: number; dueAtMs: number }>> {
  const nowMs = app.clock.nowMs();
  const phase = roundPhase(round, nowMs);
  if (phase === 'scheduled' || phase === 'open') return refuse({ code: 'round_phase', phase });
  const untilMs = await complaintsUntil(app.db, contest, round);
  if (untilMs !== null && nowMs >= untilMs) return refuse({ code: 'complaint_late', untilMs });
  const own = await readOwnAttempts(app.db, contestantId);
  if (attemptId !== null && !own.some((each) => each.attempt_id === attemptId && each.round_id === round.roundId))
    return refuse({ code: 'not_found', what: 'attempt' });
  const { rulebook } = contest;
  const dueAtMs = endOfWorkingDay(nowMs, rulebook.complaints.answerWorkingDays, rulebook.locale.timezone);
  return app.db.transaction(async (tx): Promise<Result<{ no: number; dueAtMs: number }>> => {
    await lockContest(tx, contest.contestId);
    const before = (await readOwnComplaints(tx, contestantId)).filter(({ round_id }) => round_id === round.roundId);
    if (before.length >= perRoundMax) return refuse({ code: 'too_many_complaints', max: perRoundMax });
    const no = await insertComplaint(tx, {
      ...{ id: randomUUID(), contest_id: contest.contestId, round_id: round.roundId, contestant_id: contestantId },
      ...{ attempt_id: attemptId, at_ms: nowMs, due_at_ms: dueAtMs, words },
    });
    await audit(tx, { contest, round }, nowMs, 'contestant', 'complaint:made', { no, attemptId });
    return accept({ no, dueAtMs });
  });
}

/**
 * Answers a complaint, once, by a named person; it may name the decision that it led to.
 *
 * Refuses  not_found; nothing_to_do where it has an answer; malformed where no decision has that number.
 * Source   SPEC F20.
 */
export async function answerComplaint(
  app: Deps,
  by: Deciding,
  found: Found,
  complaintId: string,
  { upheld, words, decisionNo }: z.output<typeof AnswerComplaint>,
): Promise<Result<{ no: number }>> {
  const { contest, round } = found;
  const nowMs = app.clock.nowMs();
  const complaint = await findComplaint(app.db, contest.contestId, complaintId);
  if (complaint?.round_id !== round.roundId) return refuse({ code: 'not_found', what: 'complaint' });
  const decisions = await readDecisions(app.db, contest.contestId);
  if (decisionNo !== null && !decisions.some(({ no }) => no === decisionNo))
    return refuse({ code: 'malformed', issues: ['decisionNo'] });
  return app.db.transaction(async (tx): Promise<Result<{ no: number }>> => {
    const saved = await insertAnswer(tx, {
      ...{ complaint_id: complaintId, upheld, decision_no: decisionNo, words },
      ...{ actor: by.actor, account_id: by.accountId ?? null, at_ms: nowMs },
    });
    if (!saved) return refuse({ code: 'nothing_to_do' });
    await audit(tx, found, nowMs, by.actor, 'complaint:answered', { no: complaint.no, upheld, decisionNo });
    return accept({ no: complaint.no });
  });
}

const audit = (
  tx: Queries,
  { contest, round }: Found,
  atMs: number,
  actor: string,
  act: string,
  detail: Record<string, unknown>,
): Promise<void> =>
  writeAudit(tx, { contestId: contest.contestId, atMs, actor, act, object: `round ${round.ordinal}`, detail });

/** A contestant's own complaints, and the rounds that may be complained about. */
export async function readOwn(app: Deps, contest: CachedContest, contestantId: string): Promise<OwnComplaints> {
  const nowMs = app.clock.nowMs();
  const attempts = await readOwnAttempts(app.db, contestantId);
  const roundOf = (id: string) => contest.rounds.find(({ roundId }) => roundId === id);
  const open: OwnComplaints['open'] = [];
  for (const round of contest.rounds) {
    const own = attempts.filter(({ round_id }) => round_id === round.roundId);
    if (own.length === 0 || ['scheduled', 'open'].includes(roundPhase(round, nowMs))) continue;
    const untilMs = await complaintsUntil(app.db, contest, round);
    if (untilMs !== null && nowMs >= untilMs) continue;
    const taken = own.map(({ attempt_id: attemptId, at_ms: atMs }) => ({ attemptId, atMs }));
    open.push({ roundId: round.roundId, round: round.label, untilMs, attempts: taken });
  }
  const rows = await readOwnComplaints(app.db, contestantId);
  return {
    open,
    complaints: rows.map((row) => ({
      ...viewComplaint(row),
      ...{ roundId: row.round_id, round: roundOf(row.round_id)?.label ?? { vi: '', en: '' } },
    })),
  };
}

/** The committee's list of a round; that it was read is in the trail. */
export async function readDeskComplaints(
  app: Deps,
  { actor }: Deciding,
  { contest, round }: Found,
): Promise<DeskComplaint[]> {
  const rows = await readComplaints(app.db, round.roundId);
  const ids = rows.map(({ contestant_id }) => contestant_id);
  const people = new Map((await readEnrolledAt(app.db, ids, round.closesAtMs)).map((person) => [person.id, person]));
  if (rows.length > 0)
    await audit(app.db, { contest, round }, app.clock.nowMs(), actor, 'complaint:read', { complaints: rows.length });
  return rows.map((row) => ({
    ...viewComplaint(row),
    ...viewPerson(contest, people.get(row.contestant_id)),
    ...{ personId: row.contestant_id, attemptId: row.attempt_id },
  }));
}

const viewComplaint = (row: ComplaintRow): Omit<DeskComplaint, 'personId' | 'name' | 'unitName' | 'attemptId'> => ({
  ...{ complaintId: row.id, no: row.no, atMs: row.at_ms, dueAtMs: row.due_at_ms, words: row.words },
  answer:
    row.answered_at_ms === null
      ? null
      : {
          ...{ upheld: row.upheld === true, words: row.answer, atMs: row.answered_at_ms },
          ...{ by: row.answered_by ?? '', decisionNo: row.decision_no },
        },
});
