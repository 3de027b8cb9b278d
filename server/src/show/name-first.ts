import { buzzerOf, orderPresses } from '@hoithi/shared/rules/show/buzzer';
import { buzzWindowMs, settledAtMs } from '@hoithi/shared/rules/show/decide-show';

import type { App } from '../app-parts.ts';
import type { CachedRun } from './cached-run.ts';
import { readCounted } from './show-answers-sql.ts';
import { appendShowEvents, lockRun } from './shows-sql.ts';

/** The asking of a run that was read after its time. */
const readOver = new WeakMap<CachedRun, number>();

type Deps = Pick<App, 'clock' | 'db' | 'runs'>;

/**
 * Names who was first at the buzzer that is open, once presses have been gathered long enough; of two processes one does it,
 * and after a restart whichever has the run in memory. 'settled': once more before the question is revealed.
 *
 * Source   SPEC H51a, H51c.
 */
export async function nameFirst(app: Deps, run: CachedRun, when: 'gathered' | 'settled'): Promise<void> {
  const { state, file, row } = run;
  const { current } = state;
  if (!current || current.revealed || current.buzz || buzzerOf(file.cues[current.cueIndex]) === null) return;
  const nowMs = app.clock.nowMs();
  const isOver = nowMs >= settledAtMs(file, state, current);
  const isGathered = nowMs >= firstArrival(run, current.asking) + buzzWindowMs(file.rules);
  // What a process that has died since has saved is looked for once, when the time is over.
  const isDue = isOver && (when === 'settled' || readOver.get(run) !== current.asking);
  if (!isDue && !isGathered) return;
  const { asking, cueIndex } = current;
  const isNamed = await app.db.transaction(async (tx) => {
    await lockRun(tx, row.id); // what has arrived is saved, and what is saved from here on is too late
    const answers = await readCounted(tx, row.id, asking);
    const presses = orderPresses(
      answers,
      (playerId) => !state.removed.has(playerId) && run.mayAnswer(cueIndex, playerId) === true,
    );
    if (presses.length === 0) return false;
    const buzzed = { kind: 'buzzed', asking, locksAtMs: nowMs, presses } as const;
    return (await appendShowEvents(tx, row.id, state.seq, [buzzed], nowMs, 'system')) || 'behind';
  });
  if (isOver) readOver.set(run, asking); // what could not be read is looked for again
  if (isNamed !== false) await app.runs.refresh(row.id, { publish: isNamed === true });
}

/** Of the presses that this process has in memory; infinity: there are none. */
function firstArrival({ answers, state }: CachedRun, asking: number): number {
  let first = Number.POSITIVE_INFINITY;
  if (answers.asking !== asking) return first;
  for (const [playerId, [press]] of answers.byPlayer)
    if (press && !state.removed.has(playerId)) first = Math.min(first, press.arrived_at_ms);
  return first;
}
