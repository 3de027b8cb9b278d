import type { Json } from '@hoithi/shared/contract/json';
import type { LocalText } from '@hoithi/shared/contract/text';
import { readDraft } from '@hoithi/shared/rulebook/draft/complete';
import { expandRounds } from '@hoithi/shared/rulebook/judge/expand-rounds';
import { Crowd } from '@hoithi/shared/rulebook/simulate/crowd';
import { type Progress, type Simulated, simulate } from '@hoithi/shared/rulebook/simulate/simulate';

export type SimulationOrder = { rulebook: Json; crowd: Partial<Crowd>; seed: string };
export type Named = Readonly<Record<string, LocalText>>;
export type SimulationNews =
  | { is: 'progress'; progress: Progress }
  | { is: 'done'; result: Simulated; rounds: Named; awards: Named }
  | { is: 'refused'; problems: { place: string; words: LocalText }[] }
  | { is: 'failed'; message: string };

/** Plays a rulebook out beside the page, step by step; the page ends the thread to stop it. SPEC M20. */
self.onmessage = ({ data: { rulebook: file, crowd, seed } }: MessageEvent<SimulationOrder>) => {
  const say = (news: SimulationNews) => self.postMessage(news);
  try {
    const { rulebook, open, wrong } = readDraft(file);
    if (rulebook === null)
      return say({ is: 'refused', problems: [...open, ...wrong].map(({ place, words }) => ({ place, words })) });
    const steps = simulate(rulebook, Crowd.parse(crowd), seed);
    for (;;) {
      const step = steps.next();
      if (step.done) {
        const rounds = Object.fromEntries(expandRounds(rulebook).map(({ id, label }) => [id, label]));
        const awards = Object.fromEntries(rulebook.awards.map(({ id, label }) => [id, label]));
        return say({ is: 'done', result: step.value, rounds, awards });
      }
      say({ is: 'progress', progress: step.value });
    }
  } catch (fault) {
    say({ is: 'failed', message: (fault as Error).message });
  }
};
