import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { ShowAnswerKept, SubmitShowAnswer } from '@hoithi/shared/contract/show';
import { acceptShowAnswer } from '@hoithi/shared/rules/show/accept-show-answer';
import type { House } from '../app-parts.ts';
import { byFirstArrival } from '../attempt/first-arrival.ts';
import type { Arrival } from '../attempt/submit-answer.ts';
import { askingName, type HeldRun, mayAnswer, type Seat } from './cached-run.ts';
import { readAsking, readShowAnswer, type ShowAnswerRow } from './show-answers-sql.ts';

/**
 * Keeps one answer of a phone, judged by the time it arrived and not by the order of messages. The same id again hears
 * what the first one heard, also after the lock and in another process. What came while the database was away counts by
 * its first arrival, with the round trip measured then, until the reveal has counted what the ledger kept.
 *
 * Units    atMs, roundTripMs: milliseconds, measured by the server.
 * Refuses  seat_removed, and what `acceptShowAnswer` refuses; answer_id_reused.
 * Source   SPEC H5, H6, A3, A4, N15.
 */
export async function submitShowAnswer(
  house: House,
  run: HeldRun,
  seat: Seat,
  message: SubmitShowAnswer,
  arrived: Arrival,
): Promise<Result<ShowAnswerKept>> {
  const named = {
    name: `${seat.seatId} answer ${message.answerId}`,
    said: `${run.row.id} ${message.asking} ${message.optionId}`,
    about: askingName(run.row.id, message.asking),
  };
  return byFirstArrival(house, named, arrived, (arrival) => keepInTurn(house, run, seat, message, arrival));
}

async function keepInTurn(
  house: House,
  run: HeldRun,
  seat: Seat,
  message: SubmitShowAnswer,
  arrival: Arrival,
): Promise<Result<ShowAnswerKept>> {
  if (run.state.removed.has(seat.seatId)) return refuse({ code: 'seat_removed' });
  // A few tries: what another device of this seat has sent meanwhile is read again and judged again.
  for (let tries = 0; tries < 4; tries++) {
    const answer = await keep(house, run, seat, message, arrival);
    if (answer !== 'again') return answer;
  }
  return refuse({ code: 'answer_id_reused' });
}

async function keep(
  house: House,
  run: HeldRun,
  seat: Seat,
  message: SubmitShowAnswer,
  arrival: Arrival,
): Promise<Result<ShowAnswerKept> | 'again'> {
  const asking = run.state.current;
  const { seatId } = seat;
  const { rules } = run.file;
  const earlier = run.answers.asking === message.asking ? (run.answers.bySeat.get(seatId) ?? []) : [];
  const same = earlier.find((row) => row.id === message.answerId);
  if (same) return accept(keptAs(same));
  const last = earlier.at(-1);
  if (last && (!rules.changeAnswer || last.option_id === message.optionId)) return accept(keptAs(last));
  // One that waited out an outage does not undo what was chosen after it. [N15]
  if (last && last.arrived_at_ms > arrival.atMs) return accept(keptAs(last));

  const quota = quotaOf(run, seatId, message.asking);
  const cue = asking && run.file.cues[asking.cueIndex];
  const judged = acceptShowAnswer({
    asking,
    wanted: message.asking,
    rules,
    optionIds: cue && 'question' in cue && 'id' in cue.question ? cue.question.options.map((option) => option.id) : [],
    optionId: message.optionId,
    playing: asking ? mayAnswer(run, asking.cueIndex, seatId) : true,
    arrivedAtMs: arrival.atMs,
    roundTripMs: arrival.roundTripMs,
    quotaMs: quota,
    previous: last ? { changeNo: last.change_no } : null,
  });
  if (!judged.ok) {
    // Sent again after the lock or the reveal, or to another process: what was kept then is heard again. [A4] Before the
    // opening nothing was kept, so nobody who was early waits for a store that is away.
    const known =
      last || judged.refusal.code === 'answer_too_early' ? null : await readShowAnswer(house.db, message.answerId);
    return known && known.seat_id === seatId && known.run_id === run.row.id ? accept(keptAs(known)) : judged;
  }

  const row: ShowAnswerRow = {
    id: message.answerId,
    run_id: run.row.id,
    asking: message.asking,
    seat_id: seatId,
    change_no: judged.value.changeNo,
    option_id: message.optionId,
    arrived_at_ms: arrival.atMs,
    elapsed_ms: judged.value.elapsedMs,
    round_trip_ms: arrival.roundTripMs,
    credit_ms: judged.value.creditMs,
  };
  if (!(await house.showAnswers.add(row))) return readAgain(house, run, seat, message, arrival);
  note(run, row);
  run.quotas.set(seatId, { asking: message.asking, atOpeningMs: quota, afterMs: judged.value.quotaAfterMs });
  return accept(keptAs(row));
}

/** Not kept: the id or the change number is used, or the reveal came first. */
async function readAgain(
  house: House,
  run: HeldRun,
  seat: Seat,
  message: SubmitShowAnswer,
  arrival: Arrival,
): Promise<Result<ShowAnswerKept> | 'again'> {
  const kept = await readAsking(house.db, run.row.id, message.asking, seat.seatId);
  const unseen = kept.filter((row) => !run.answers.bySeat.get(seat.seatId)?.some((each) => each.id === row.id));
  for (const row of unseen) note(run, row);
  const same = kept.find((row) => row.id === message.answerId); // committed, and the answer of the store was lost
  if (same) return accept(keptAs(same));
  if (unseen.length > 0) return 'again';
  if (await readShowAnswer(house.db, message.answerId)) return refuse({ code: 'answer_id_reused' });
  await house.runs.refresh(run.row.id);
  const asking = run.state.askings.find((each) => each.asking === message.asking);
  if (asking?.revealed) return refuse({ code: 'already_revealed' });
  const lateByMs = Math.max(1, arrival.atMs - (asking?.locksAtMs ?? arrival.atMs));
  return refuse({ code: 'answer_too_late', lateByMs, graceMs: 0 });
}

function note(run: HeldRun, row: ShowAnswerRow): void {
  if (run.answers.asking !== row.asking) return;
  const rows = run.answers.bySeat.get(row.seat_id);
  if (!rows) run.answers.bySeat.set(row.seat_id, [row]);
  else if (!rows.some((each) => each.id === row.id)) {
    rows.push(row);
    rows.sort((a, b) => a.change_no - b.change_no);
  }
}

/** The quota as it was when this asking opened: changing an answer spends it once. SPEC H6. */
function quotaOf(run: HeldRun, seatId: string, asking: number): number {
  const known = run.quotas.get(seatId);
  if (!known) return run.file.rules.lagCredit.quotaMs;
  return known.asking === asking ? known.atOpeningMs : known.afterMs;
}

export const keptAs = (row: ShowAnswerRow): ShowAnswerKept => ({
  answerId: row.id,
  asking: row.asking,
  optionId: row.option_id,
  arrivedAtMs: row.arrived_at_ms,
  elapsedMs: row.elapsed_ms,
});
