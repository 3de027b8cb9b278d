import type { NumberedShowEvent, ShowEvent } from '@hoithi/shared/rules/show/show-event';
import type { Database, Queries } from './database.ts';
/** Shows, their runs, and what happened in them. SPEC H1, H2. */
export type ShowRow = {
  id: string;
  contest_id: string;
  slug: string;
  version: number;
  file: unknown;
  loaded_at_ms: number;
};
export type RunRow = {
  id: string;
  show_id: string;
  contest_id: string;
  rehearsal: boolean;
  code: string;
  secret: string;
  commitment: string;
  opened_at_ms: number;
};
/** The latest version of every show of a contest, in the order of first loading. */
export declare const readShows: (db: Queries, contestId: string) => Promise<ShowRow[]>;
export declare function readShow(db: Queries, id: string): Promise<ShowRow | null>;
/** The next version of a show, taken once. */
export declare function insertShow(db: Queries, row: Omit<ShowRow, 'version'>): Promise<boolean>;
/** Runs that have not ended, of all contests or of one. */
export declare const readOpenRuns: (db: Queries, contestId?: string | null) => Promise<RunRow[]>;
export declare function readRun(
  db: Queries,
  by:
    | {
        id: string;
      }
    | {
        code: string;
      },
): Promise<RunRow | null>;
/** Opens a run with its first event. 'open': the contest has a run that has not ended; 'code': the code is used. */
export declare function insertRun(
  db: Database,
  row: RunRow,
  first: ShowEvent,
  actor: string,
): Promise<'inserted' | 'open' | 'code'>;
/**
 * Compare-and-set: the events take the places after `afterSeq`, all or none. The exclusive lock waits for answers that
 * are being kept, so that a reveal counts them. false: somebody else took the place first. SPEC H2, H5.
 */
export declare function appendShowEvents(
  tx: Queries,
  runId: string,
  afterSeq: number,
  events: readonly ShowEvent[],
  atMs: number,
  actor: string,
): Promise<boolean>;
export declare function readShowEvents(db: Queries, runId: string, afterSeq: number): Promise<NumberedShowEvent[]>;
