import type { CachedContest, CachedRound, Contests } from '../contest/contests.ts';
import type { LogKey } from '../log/log-key.ts';
import type { Sequencer } from '../log/sequencer.ts';
import type { Clock } from '../platform/clock/clock.ts';
import type { Database } from '../platform/db/database.ts';

type Deps = { clock: Clock; contests: Contests; db: Database; logKey: LogKey; sequencer: Sequencer };
/** `differences`: how many things the other code found otherwise; null: it could not compute this standing. */
export type Scored = { differences: number } | null;

/**
 * Code of its own that comes to a standing from the proof bundle and compares it, place by place. The server has it where it
 * was given one; a result says whether it had.
 *
 * Source  SPEC F10.
 */
export type SecondScorer = (app: Deps, contest: CachedContest, round: CachedRound, version: number) => Promise<Scored>;
