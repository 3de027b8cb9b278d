import type { Database, Queries } from './database.ts';
/** Who sits in a run. The token is kept as a hash; names live in seat_names and profiles. SPEC H4, H18, S8. */
export type SeatRow = {
  id: string;
  run_id: string;
  place_no: number;
  token_hash: string;
  contestant_id: string | null;
  unit_code: string | null;
  simulated: boolean;
  joined_at_ms: number;
  name: string;
};
export type SeatToKeep = Omit<SeatRow, 'place_no' | 'name'> & {
  name: string | null;
  name_key: string | null;
};
/** Those who sat down after a place in the order, in order. */
export declare const readSeats: (db: Queries, runId: string, afterPlace: number) => Promise<SeatRow[]>;
export declare function readSeat(
  db: Queries,
  runId: string,
  by:
    | {
        tokenHash: string;
      }
    | {
        contestantId: string;
      },
): Promise<SeatRow | null>;
/** Keeps seats of a joining crowd together; answers the place in the order of joining, or null when it was not kept. */
export declare function createSeatBatch(db: Database): import('./batch.ts').Batch<SeatToKeep, number | null>;
