import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { phaseOf } from '@hoithi/shared/rules/show/fold-show';
import type { Clock } from '../platform/clock/clock.ts';
import type { CachedRun } from './cached-run.ts';
import type { Runs } from './runs.ts';

/** A hall below this is collected by the engine in its own time without anybody noticing. */
const phonesMin = 1_000;
/** After the reveal has reached everybody, or the word that the first question comes next. Milliseconds. */
const restMs = { afterReveal: 1_500, beforeFirst: 400 };

/**
 * Collects garbage before the first question and between two, where a pause of a tenth of a second or two harms nobody,
 * so that the engine need not do it while ten thousand answers come in. Never while a question is open anywhere in this
 * process. With `--heap-growing-percent=100` the engine then leaves the rest until the heap has doubled.
 *
 * Source  design 8; reference: a collection with 10,000 lines pauses 0.2 s.
 */
export function collectBetween(runs: Runs, clock: Clock, collect: () => void = exposeCollector()): { stop(): void } {
  let timer: NodeJS.Timeout | null = null;
  const isAnswering = (run: CachedRun) => !run.state.ended && phaseOf(run.state, clock.nowMs()) === 'open';
  runs.onChange(({ run }) => {
    const ms = restAfter(run);
    if (timer !== null || run.present.size < phonesMin || ms === null) return;
    timer = setTimeout(() => {
      timer = null;
      if (!runs.all().some(isAnswering)) collect();
    }, ms);
    timer.unref();
  });
  return {
    stop() {
      if (timer !== null) clearTimeout(timer);
    },
  };
}

function restAfter({ state: { current, askings } }: CachedRun): number | null {
  if (current?.revealed) return restMs.afterReveal;
  return current === null && askings.length === 0 ? restMs.beforeFirst : null;
}

/** The engine's own collector, which a program must ask for. */
function exposeCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  return typeof collect === 'function' ? () => void collect() : () => undefined;
}
