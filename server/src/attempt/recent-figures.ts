import type { CountedFigures } from '@hoithi/shared/contract/question-figures';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { readQuestionFigures } from './question-figures.ts';

/** So long figures are shown before they are counted again. */
const countedForMs = 60_000;

/** The figures of questions, counted from the ledger at most once a minute for each contest, however many look. SPEC Q26. */
export class RecentFigures {
  readonly #app: Pick<App, 'background' | 'clock' | 'db'>;
  readonly #counted = new Map<string, { atMs: number; figures: Promise<CountedFigures> }>();

  constructor(app: Pick<App, 'background' | 'clock' | 'db'>) {
    this.#app = app;
  }

  /** Units: `countedAtMs` is epoch ms, before the ledger was read. */
  read(contest: CachedContest): Promise<CountedFigures> {
    const nowMs = this.#app.clock.nowMs();
    for (const [id, { atMs }] of this.#counted) if (nowMs - atMs >= countedForMs) this.#counted.delete(id);
    const known = this.#counted.get(contest.contestId);
    if (known) return known.figures;
    const figures = this.#app.background.run(async () => ({
      countedAtMs: nowMs,
      questions: await readQuestionFigures(this.#app, contest),
    }));
    this.#counted.set(contest.contestId, { atMs: nowMs, figures });
    figures.catch(() => this.#counted.delete(contest.contestId)); // the next reader tries again
    return figures;
  }
}
