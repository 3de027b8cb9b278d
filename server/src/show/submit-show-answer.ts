import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { ShowAnswerSaved, SubmitShowAnswer } from '@hoithi/shared/contract/show';
import { acceptShowAnswer } from '@hoithi/shared/rules/show/accept-show-answer';
import type { App } from '../app-parts.ts';
import { byFirstArrival } from '../attempt/first-arrivals.ts';
import type { Arrival } from '../attempt/submit-answer.ts';
import { askingName, type CachedRun, mayAnswer, type Player } from './cached-run.ts';
import { readAsking, readShowAnswer, type ShowAnswerRow } from './show-answers-sql.ts';

/**
 * Keeps one answer of a phone, judged by the time it arrived and not by the order of messages. The same id again hears
 * what the first one heard, also after the lock and in another process. What came while the database was away counts by
 * its first arrival, with the round trip measured then, until the reveal has counted what the ledger kept.
 *
 * Units    atMs, roundTripMs: milliseconds, measured by the server.
 * Refuses  player_removed, and what `acceptShowAnswer` refuses; answer_id_reused.
 * Source   SPEC H5, H6, A3, A4, N15.
 */
export async function submitShowAnswer(
  app: App,
  run: CachedRun,
  player: Player,
  message: SubmitShowAnswer,
  arrived: Arrival,
): Promise<Result<ShowAnswerSaved>> {
  const named = {
    name: `${player.playerId} answer ${message.answerId}`,
    content: `${run.row.id} ${message.asking} ${message.optionId}`,
    about: askingName(run.row.id, message.asking),
  };
  return byFirstArrival(app, named, arrived, (arrival) => saveInTurn(app, run, player, message, arrival));
}

async function saveInTurn(
  app: App,
  run: CachedRun,
  player: Player,
  message: SubmitShowAnswer,
  arrival: Arrival,
): Promise<Result<ShowAnswerSaved>> {
  if (run.state.removed.has(player.playerId)) return refuse({ code: 'player_removed' });
  // A few tries: what another device of this seat has sent meanwhile is read again and judged again.
  for (let tries = 0; tries < 4; tries++) {
    const answer = await keep(app, run, player, message, arrival);
    if (answer !== 'again') return answer;
  }
  return refuse({ code: 'answer_id_reused' });
}

async function keep(
  app: App,
  run: CachedRun,
  player: Player,
  message: SubmitShowAnswer,
  arrival: Arrival,
): Promise<Result<ShowAnswerSaved> | 'again'> {
  const asking = run.state.current;
  const { playerId } = player;
  const { rules } = run.file;
  const earlier = run.answers.asking === message.asking ? (run.answers.byPlayer.get(playerId) ?? []) : [];
  const same = earlier.find((row) => row.id === message.answerId);
  if (same) return accept(keptAs(same));
  const last = earlier.at(-1);
  if (last && (!rules.changeAnswer || last.option_id === message.optionId)) return accept(keptAs(last));
  // One that waited out an outage does not undo what was chosen after it. [N15]
  if (last && last.arrived_at_ms > arrival.atMs) return accept(keptAs(last));

  const quota = quotaOf(run, playerId, message.asking);
  const cue = asking && run.file.cues[asking.cueIndex];
  const judged = acceptShowAnswer({
    asking,
    wanted: message.asking,
    rules,
    optionIds: cue && 'question' in cue && 'id' in cue.question ? cue.question.options.map((option) => option.id) : [],
    optionId: message.optionId,
    playing: asking ? mayAnswer(run, asking.cueIndex, playerId) : true,
    arrivedAtMs: arrival.atMs,
    roundTripMs: arrival.roundTripMs,
    quotaMs: quota,
    previous: last ? { changeNo: last.change_no } : null,
  });
  if (!judged.ok) {
    // Sent again after the lock or the reveal, or to another process: what was kept then is heard again. [A4] Before the
    // opening nothing was kept, so nobody who was early waits for a store that is away.
    const known =
      last || judged.refusal.code === 'answer_too_early' ? null : await readShowAnswer(app.db, message.answerId);
    return known && known.player_id === playerId && known.run_id === run.row.id ? accept(keptAs(known)) : judged;
  }

  const row: ShowAnswerRow = {
    id: message.answerId,
    run_id: run.row.id,
    asking: message.asking,
    player_id: playerId,
    change_no: judged.value.changeNo,
    option_id: message.optionId,
    arrived_at_ms: arrival.atMs,
    elapsed_ms: judged.value.elapsedMs,
    round_trip_ms: arrival.roundTripMs,
    credit_ms: judged.value.creditMs,
  };
  if (!(await app.showAnswers.add(row))) return readAgain(app, run, player, message, arrival);
  note(run, row);
  run.quotas.set(playerId, { asking: message.asking, atOpeningMs: quota, afterMs: judged.value.quotaAfterMs });
  return accept(keptAs(row));
}

/** Not kept: the id or the change number is used, or the reveal came first. */
async function readAgain(
  app: App,
  run: CachedRun,
  player: Player,
  message: SubmitShowAnswer,
  arrival: Arrival,
): Promise<Result<ShowAnswerSaved> | 'again'> {
  const kept = await readAsking(app.db, run.row.id, message.asking, player.playerId);
  const unseen = kept.filter((row) => !run.answers.byPlayer.get(player.playerId)?.some((each) => each.id === row.id));
  for (const row of unseen) note(run, row);
  const same = kept.find((row) => row.id === message.answerId); // committed, and the answer of the store was lost
  if (same) return accept(keptAs(same));
  if (unseen.length > 0) return 'again';
  if (await readShowAnswer(app.db, message.answerId)) return refuse({ code: 'answer_id_reused' });
  await app.runs.refresh(run.row.id);
  const asking = run.state.askings.find((each) => each.asking === message.asking);
  if (asking?.revealed) return refuse({ code: 'already_revealed' });
  const lateByMs = Math.max(1, arrival.atMs - (asking?.locksAtMs ?? arrival.atMs));
  return refuse({ code: 'answer_too_late', lateByMs, graceMs: 0 });
}

function note(run: CachedRun, row: ShowAnswerRow): void {
  if (run.answers.asking !== row.asking) return;
  const rows = run.answers.byPlayer.get(row.player_id);
  if (!rows) run.answers.byPlayer.set(row.player_id, [row]);
  else if (!rows.some((each) => each.id === row.id)) {
    rows.push(row);
    rows.sort((a, b) => a.change_no - b.change_no);
  }
}

/** The quota as it was when this asking opened: changing an answer spends it once. SPEC H6. */
function quotaOf(run: CachedRun, playerId: string, asking: number): number {
  const known = run.quotas.get(playerId);
  if (!known) return run.file.rules.lagCredit.quotaMs;
  return known.asking === asking ? known.atOpeningMs : known.afterMs;
}

export const keptAs = (row: ShowAnswerRow): ShowAnswerSaved => ({
  answerId: row.id,
  asking: row.asking,
  optionId: row.option_id,
  arrivedAtMs: row.arrived_at_ms,
  elapsedMs: row.elapsed_ms,
});
