import type { LogReceipt } from '@hoithi/shared/contract/contestant';
import { readCosignature } from '../log/cosignatures.ts';
import { hashLeafText } from '../log/leaf-hash.ts';
import { shortForm } from '../log/notes.ts';
import type { LogRow } from '../log/places-sql.ts';
import { isSignedNote, readCheckpointNote, splitNote } from '../log/signed-notes.ts';
import type { Queries } from '../platform/db/database.ts';
import { findLeaf, readAllCosignatures } from './check-log-sql.ts';
import type { Walked } from './check-tree.ts';
import type { Finding } from './checks-sql.ts';
import { Samples } from './samples.ts';

/** What whoever checks has from elsewhere, as texts: checkpoints (whole, or as printed), receipts, and what witnesses keep or their keys. */
export type Evidence = { checkpoints: readonly string[]; receipts: readonly string[]; witnesses: readonly string[] };
export const noEvidence: Evidence = { checkpoints: [], receipts: [], witnesses: [] };

export type EvidenceKind = 'checkpoint' | 'receipt' | 'witness';
/** One piece: whether the log agrees with it. `about`: the place or the size. */
export type Judged = { kind: EvidenceKind; holds: boolean; about: string };

type Piece = {
  kind: EvidenceKind;
  about: string;
  /** The log that it is of; null: it does not say. */
  origin: string | null;
  size: number | null;
  holds(tx: Queries, log: LogRow, walked: Walked): Promise<boolean> | boolean;
};

/** Weighs the logs against what was given. Whoever rewrites everything with the key is found by this alone. SPEC B2d. */
export class Weighing {
  readonly judged: Judged[] = [];
  readonly #left: Piece[];

  constructor({ checkpoints, receipts, witnesses }: Evidence) {
    this.#left = [
      ...checkpoints.map(pieceOfCheckpoint),
      ...receipts.map(pieceOfReceipt),
      ...witnesses.map(pieceOfWitness),
    ];
  }

  /** The sizes at which the root of a log is asked for. */
  sizesOf(origin: string): ReadonlySet<number> {
    return new Set(
      this.#left.flatMap(({ origin: own, size }) => (size !== null && (own ?? origin) === origin ? [size] : [])),
    );
  }

  async weigh(tx: Queries, log: LogRow, walked: Walked): Promise<void> {
    for (const piece of [...this.#left]) {
      if (piece.origin !== null && piece.origin !== log.origin) continue;
      const holds = await piece.holds(tx, log, walked);
      if (!holds && piece.origin === null) continue; // it may be of another log
      this.#left.splice(this.#left.indexOf(piece), 1);
      this.judged.push({ kind: piece.kind, holds, about: piece.about });
    }
  }

  /** What agrees with no log that is here. */
  findings(): Finding[] {
    const wrong = new Samples('log.evidence');
    for (const { kind, about } of this.#left.splice(0)) this.judged.push({ kind, about, holds: false });
    for (const { kind, about, holds } of this.judged) if (!holds) wrong.add(`${kind} ${about}`);
    return wrong.findings();
  }
}

const unreadable = (kind: EvidenceKind, text: string): Piece => ({
  ...{ kind, about: text.slice(0, 60), origin: null, size: null },
  holds: () => false,
});

function pieceOfCheckpoint(text: string): Piece {
  const printed = /^(\d{1,15})(-[A-Z2-9]{6}){4}$/.exec(text.trim());
  if (printed) {
    const size = Number(printed[1]);
    const about = text.trim();
    return {
      ...{ kind: 'checkpoint', about, origin: null, size },
      holds: (_tx, _log, { roots }) => shortForm(size, roots.get(size) ?? '0') === about,
    };
  }
  const note = text.endsWith('\n') ? text : `${text}\n`;
  const read = readCheckpointNote(note);
  if (!read) return unreadable('checkpoint', text);
  return {
    ...{ kind: 'checkpoint', about: `${read.origin} ${read.size}`, origin: read.origin, size: read.size },
    holds: (_tx, _log, { roots, keys }) =>
      roots.get(read.size) === read.root && keys.some((key) => isSignedNote(note, key)),
  };
}

function pieceOfReceipt(text: string): Piece {
  const receipt = parse<LogReceipt>(text);
  const promised = splitNote(receipt?.promise?.note ?? '')?.text.split('\n');
  if (!receipt || typeof receipt.leaf !== 'string' || promised?.[0] !== 'hoithi promise v1')
    return unreadable('receipt', text);
  const { leaf, origin, promise } = receipt;
  const hash = hashLeafText(leaf);
  const isOfLeaf = promise.leaf === hash && Buffer.from(promised[2] ?? '', 'base64').toString('hex') === hash;
  return {
    ...{ kind: 'receipt', about: `${origin} ${hash.slice(0, 16)}`, origin, size: null },
    async holds(tx, log, { keys }) {
      if (!isOfLeaf || !keys.some((key) => isSignedNote(promise.note, key))) return false;
      return (await findLeaf(tx, log.contest_id, hash)).some((each) => each.origin === origin);
    },
  };
}

/** What a witness's command remembers of a log; or a key by which it signs, whose signatures lie in the ledger. */
function pieceOfWitness(text: string): Piece {
  const kept = parse<{ origin: string; size: number; root: string }>(text);
  if (kept && typeof kept.origin === 'string' && Number.isSafeInteger(kept.size))
    return {
      ...{ kind: 'witness', about: `${kept.origin} ${kept.size}`, origin: kept.origin, size: kept.size },
      holds: (_tx, _log, { roots }) => roots.get(kept.size) === kept.root,
    };
  const key = text.trim();
  return {
    ...{ kind: 'witness', about: key.split('+')[0] ?? '', origin: null, size: null },
    async holds(tx, log, { roots }) {
      for (const { size, line } of await readAllCosignatures(tx, log)) {
        const root = roots.get(size);
        if (root === undefined) continue;
        const note = `${log.origin}\n${size}\n${Buffer.from(root, 'hex').toString('base64')}\n\n`;
        if (readCosignature(note, line, [key]) !== null) return true;
      }
      return false;
    },
  };
}

function parse<T>(text: string): (Partial<T> & T) | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as T) : null;
  } catch {
    return null;
  }
}
