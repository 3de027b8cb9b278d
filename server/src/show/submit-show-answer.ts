import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { ShowAnswerSaved, SubmitShowAnswer } from '@hoithi/shared/contract/show';
import type { ShowCue } from '@hoithi/shared/contract/show-file';
import { acceptShowAnswer } from '@hoithi/shared/rules/show/accept-show-answer';
import { buzzerOf, buzzGiven } from '@hoithi/shared/rules/show/buzzer';

import { itemOf, readShowGiven } from '@hoithi/shared/rules/show/show-item';
import type { App } from '../app-parts.ts';
import { byFirstArrival } from '../attempt/first-arrivals.ts';
import type { Arrival } from '../attempt/submit-answer.ts';
import { askingName, type CachedRun, type Player } from './cached-run.ts';
import { readAsking, readShowAnswer, type ShowAnswerRow } from './show-answers-sql.ts';
import { questionOf } from './stage-view.ts';

type Deps = Pick<App, 'db' | 'firstArrivals' | 'runs' | 'showAnswers'>;

/**
 * Saves one answer of a phone, judged by the time it arrived and not by the order of messages. The same id again gets the
 * same reply, also after the lock and from another process. An answer that came while the database was unavailable counts
 * by its first arrival, with the round trip measured then, until the reveal has counted the saved answers.
 *
 * Units    atMs, roundTripMs: milliseconds, measured by the server.
 * Refuses  player_removed, and what `acceptShowAnswer` refuses; answer_id_reused.
 * Source   SPEC H5, H6, A3, A4, N15.
 */
export async function submitShowAnswer(
  app: Deps,
  run: CachedRun,
  player: Player,
  message: SubmitShowAnswer,
  arrived: Arrival,
): Promise<Result<ShowAnswerSaved>> {
  const named = {
    name: `${player.playerId} answer ${run.row.id} ${message.asking}`,
    content: `${message.answerId} ${message.given}`,
    about: askingName(run.row.id, message.asking),
  };
  return byFirstArrival(app, named, arrived, (arrival) => saveInTurn(app, run, player, message, arrival));
}

async function saveInTurn(
  app: Deps,
  run: CachedRun,
  player: Player,
  message: SubmitShowAnswer,
  arrival: Arrival,
): Promise<Result<ShowAnswerSaved>> {
  if (run.state.removed.has(player.playerId)) return refuse({ code: 'player_removed' });
  // A few tries: after an answer from another device of this player, it is judged again.
  for (let tries = 0; tries < 4; tries++) {
    const answer = await judgeAndSave(app, run, player, message, arrival);
    if (answer !== 'again') return answer;
  }
  return refuse({ code: 'answer_id_reused' });
}

async function judgeAndSave(
  app: Deps,
  run: CachedRun,
  player: Player,
  message: SubmitShowAnswer,
  arrival: Arrival,
): Promise<Result<ShowAnswerSaved> | 'again'> {
  const asking = run.state.current;
  const { playerId } = player;
  const { rules } = run.file;
  const question = asking && questionOf(run.file.cues[asking.cueIndex] as ShowCue);
  const item = question && itemOf(question);
  const isBuzz = asking !== null && buzzerOf(run.file.cues[asking.cueIndex]) !== null;
  const given = isBuzz ? buzzGiven : item && readShowGiven(item, message.given);
  const earlier = run.answersBy(playerId, message.asking);
  const same = earlier.find((row) => row.id === message.answerId);
  if (same) return accept(savedAs(same));
  const last = earlier.at(-1);
  if (last && (isBuzz || !rules.changeAnswer || last.given === given)) return accept(savedAs(last));
  // An answer resent after an outage does not undo a later choice. [N15]
  if (last && last.arrived_at_ms > arrival.atMs) return accept(savedAs(last));

  const atOpening = run.lagState(playerId, message.asking);
  const judged = acceptShowAnswer({
    asking,
    wanted: message.asking,
    rules,
    given,
    kind: item?.kind ?? 'one',
    playing: asking ? run.mayAnswer(asking.cueIndex, playerId) : true,
    arrivedAtMs: arrival.atMs,
    roundTripMs: arrival.roundTripMs,
    ...atOpening,
    timeFactor: run.timeFactorOf(playerId),
    isBuzz,
    previous: last ? { changeNo: last.change_no } : null,
  });
  if (!judged.ok) {
    // Sent again after the lock or the reveal, or to another process: the saved answer is the reply. [A4] Before the opening
    // nothing was saved, so an early answer waits for no query.
    const known =
      last || judged.refusal.code === 'answer_too_early' ? null : await readShowAnswer(app.db, message.answerId);
    return known && known.player_id === playerId && known.run_id === run.row.id ? accept(savedAs(known)) : judged;
  }

  const row: ShowAnswerRow = {
    id: message.answerId,
    run_id: run.row.id,
    asking: message.asking,
    player_id: playerId,
    change_no: judged.value.changeNo,
    given: judged.value.given,
    arrived_at_ms: arrival.atMs,
    elapsed_ms: judged.value.elapsedMs,
    round_trip_ms: arrival.roundTripMs,
    credit_ms: judged.value.creditMs,
  };
  if (!(await app.showAnswers.add(row))) return readAgain(app, run, player, message, arrival);
  run.addAnswer(row);
  const { quotaAfterMs: quotaMs, contradicted } = judged.value;
  run.lags.set(playerId, { asking: message.asking, atOpening, after: { quotaMs, contradicted } });
  return accept(savedAs(row));
}

/** Not saved: the id or the change number is used, or the reveal came first. */
async function readAgain(
  app: Deps,
  run: CachedRun,
  player: Player,
  message: SubmitShowAnswer,
  arrival: Arrival,
): Promise<Result<ShowAnswerSaved> | 'again'> {
  const saved = await readAsking(app.db, run.row.id, message.asking, player.playerId);
  const unread = saved.filter((row) => !run.answers.byPlayer.get(player.playerId)?.some((each) => each.id === row.id));
  for (const row of unread) run.addAnswer(row);
  const same = saved.find((row) => row.id === message.answerId); // committed, and the database's reply was lost
  if (same) return accept(savedAs(same));
  if (unread.length > 0) return 'again';
  if (await readShowAnswer(app.db, message.answerId)) return refuse({ code: 'answer_id_reused' });
  await app.runs.refresh(run.row.id);
  const asking = run.state.askings.find((each) => each.asking === message.asking);
  if (asking?.revealed) return refuse({ code: 'already_revealed' });
  const lateByMs = Math.max(1, arrival.atMs - (asking?.locksAtMs ?? arrival.atMs));
  return refuse({ code: 'answer_too_late', lateByMs, graceMs: 0 });
}

const savedAs = (row: ShowAnswerRow): ShowAnswerSaved => ({
  answerId: row.id,
  asking: row.asking,
  given: row.given,
  arrivedAtMs: row.arrived_at_ms,
  elapsedMs: row.elapsed_ms,
});
