import { appendLeaf, emptyFrontier, frontierRoot, hashPair, type MerkleFrontier } from '@hoithi/shared/rules/merkle';
import type { Clock } from '../platform/clock/clock.ts';
import { type Database, mayPass, type Queries } from '../platform/db/database.ts';
import { hashLeafBytes } from './leaf-hash.ts';
import type { LogKey } from './log-key.ts';
import { checkpointText } from './notes.ts';
import {
  dropPending,
  insertCheckpoint,
  insertNode,
  insertPlaces,
  type LogRow,
  lockLog,
  readCheckpoint,
  readContestsToSequence,
  readFirstLeaf,
  readHashes,
  readLog,
  readPending,
} from './places-sql.ts';
import { readSigningKey } from './signing-keys-sql.ts';

/** At most every second a checkpoint. Units: ms. */
const everyMs = 1_000;
const pageSize = 500; // of leaves: what one page takes does not delay an answer
const pagesMax = 40;
const blockSize = 256;
const levels = 3;

export type Checkpointed = { contestId: string; origin: string; size: number; root: string };
export type SequencerDeps = {
  db: Database;
  clock: Pick<Clock, 'nowMs'>;
  logKey: LogKey;
  log: { warn(about: object, text: string): void; error(about: object, text: string): void };
  onCheckpoint?: (made: Checkpointed) => void;
};

/**
 * Gives leaves their places in the log of their contest and signs a checkpoint over them, in one transaction. Every process
 * runs one; a lock lets one of them at a time work on a contest. What answers people never waits for it, and since a leaf is
 * committed with what it is about, none is lost: it waits in `log_pending` until it has its place.
 *
 * Source  SPEC Z1, Z3.
 */
export class Sequencer {
  readonly #deps: SequencerDeps;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;
  readonly #refused = new Set<string>();

  constructor(deps: SequencerDeps) {
    this.#deps = deps;
    this.#timer = setInterval(() => void this.runNow(), everyMs);
    this.#timer.unref();
  }

  /** Resolves when a run that began after this call has ended. */
  runNow(): Promise<void> {
    this.#running = this.#running.then(() => this.#runAll());
    return this.#running;
  }

  stop(): void {
    this.#stopped = true;
    clearInterval(this.#timer);
  }

  async #runAll(): Promise<void> {
    if (this.#stopped) return;
    const { db, log } = this.#deps;
    try {
      for (const { contest_id } of await readContestsToSequence(db)) await this.#sequence(contest_id);
    } catch (fault) {
      if (this.#stopped) return;
      if (mayPass(fault)) log.warn({ err: fault }, 'the log waits: a store is unavailable');
      else log.error({ err: fault }, 'leaves could not get their places');
    }
  }

  async #sequence(contestId: string): Promise<void> {
    const made = await this.#deps.db.transaction((tx) => this.#place(tx, contestId));
    if (made) this.#deps.onCheckpoint?.(made);
  }

  async #place(tx: Queries, contestId: string): Promise<Checkpointed | null> {
    if (!(await lockLog(tx, contestId))) return null;
    const log = await readLog(tx, contestId);
    if (!log || !(await this.#maySign(tx, log))) return null;
    const last = await readCheckpoint(tx, log);
    let tree: MerkleFrontier = last ? { size: last.size, peaks: splitHashes(last.peaks) } : emptyFrontier;
    const first = tree.size === 0 ? await readFirstLeaf(tx, log) : []; // whatever waits longer: it says what the log is
    for (let page = 0, after = 0; page < pagesMax; page++) {
      const isFirst = page === 0 && first.length > 0;
      const pending = isFirst ? first : await readPending(tx, contestId, after, pageSize);
      if (pending.length === 0) break;
      const hashes = pending.map(({ leaf }) => hashLeafBytes(leaf));
      const ids = pending.map(({ entry_id }) => entry_id);
      await insertPlaces(tx, log, tree.size, ids, hashes.map(toHex));
      for (const hash of hashes) {
        tree = appendLeaf(tree, hash);
        if (tree.size % blockSize === 0) await this.#saveNodes(tx, log, tree.size);
      }
      await dropPending(tx, contestId, ids);
      if (!isFirst) after = ids.at(-1) ?? after;
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    if (tree.size === (last?.size ?? 0)) return null;
    const root = toHex(frontierRoot(tree));
    const note = this.#deps.logKey.signNote(checkpointText(log.origin, tree.size, root));
    const peaks = tree.peaks.map(toHex).join('');
    await insertCheckpoint(tx, log, { size: tree.size, root, peaks, note, at_ms: this.#deps.clock.nowMs() });
    return { contestId, origin: log.origin, size: tree.size, root };
  }

  /** A key that the log does not know makes no checkpoint: whoever holds one would show a break that nobody has confirmed. SPEC Z13. */
  async #maySign(tx: Queries, log: LogRow): Promise<boolean> {
    const key = await readSigningKey(tx, log);
    if (key === null || key === this.#deps.logKey.verifierKey) return true;
    if (!this.#refused.has(log.origin)) {
      const { verifierKey: own } = this.#deps.logKey;
      this.#deps.log.error(
        { origin: log.origin, key, own },
        'the log is signed by another key than that of this server',
      );
    }
    this.#refused.add(log.origin);
    return false;
  }

  /** Roots of the full subtrees that end here. */
  async #saveNodes(tx: Queries, log: LogRow, size: number): Promise<void> {
    for (let level = 1, width = blockSize; level <= levels && size % width === 0; level++, width *= blockSize) {
      const place = size / width - 1;
      const below = await readHashes(tx, log, level - 1, place * blockSize, (place + 1) * blockSize);
      await insertNode(tx, log, level, place, toHex(fullRoot(below.map(fromHex))));
    }
  }
}

export const toHex = (hash: Uint8Array): string => Buffer.from(hash).toString('hex');
export const fromHex = (hash: string): Uint8Array => Buffer.from(hash, 'hex');
const splitHashes = (hashes: string): Uint8Array[] => (hashes.match(/.{64}/g) ?? []).map(fromHex);

/** The root over a power of two of hashes. */
export function fullRoot(hashes: readonly Uint8Array[]): Uint8Array {
  let row = [...hashes];
  while (row.length > 1) {
    row = Array.from({ length: row.length / 2 }, (_, at) => hashPair(row[2 * at]!, row[2 * at + 1]!));
  }
  return row[0]!;
}
