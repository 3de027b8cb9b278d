import type { CountedAnswer } from '@hoithi/shared/rules/show/score-show';
import type { Database, Queries } from './database.ts';
/** Answers of a run: each asking, seat and change once. SPEC H5. */
export type ShowAnswerRow = {
  id: string;
  run_id: string;
  asking: number;
  seat_id: string;
  change_no: number;
  option_id: string;
  arrived_at_ms: number;
  elapsed_ms: number;
  round_trip_ms: number | null;
  credit_ms: number;
};
/** Keeps answers of all phones together in one commit; answers whether each was kept. */
export declare function createShowAnswerBatch(db: Database): import('./batch.ts').Batch<ShowAnswerRow, boolean>;
export declare function readShowAnswer(db: Queries, id: string): Promise<ShowAnswerRow | null>;
/** Every answer of one asking; of one seat where it is named. In the order of changes. */
export declare const readAsking: (
  db: Queries,
  runId: string,
  asking: number,
  seatId?: string | null,
) => Promise<ShowAnswerRow[]>;
/** The answer of each seat that counts: the last one kept. */
export declare function readCounted(db: Queries, runId: string, asking: number): Promise<CountedAnswer[]>;
