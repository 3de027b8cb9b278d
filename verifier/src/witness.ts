import { equalBytes, fromHex, toHex } from './bytes.ts';
import { type Checkpoint, isSignedBy, type VerifierKey } from './notes.ts';
import { isGrown } from './tree.ts';

/** What a witness remembers of a log. */
export type Remembered = { origin: string; key: string; size: number; root: string };
export type Witnessed =
  | { ok: true; remembered: Remembered }
  | { ok: false; why: 'signature' | 'other-log' | 'shrunk' | 'fork' | 'not-proved' };

/**
 * Whether a checkpoint is of the log that the witness has seen, only longer. Whoever shows one log to the witness and another
 * to somebody else is found out here, or by a receipt.
 *
 * Units  proof: hashes in hexadecimal, from the remembered size to that of the checkpoint.
 */
export function judgeCheckpoint(
  known: Remembered | null,
  checkpoint: Checkpoint,
  key: VerifierKey,
  proof: readonly string[],
): Witnessed {
  const { origin, size, root, note } = checkpoint;
  if (!isSignedBy(note, key)) return { ok: false, why: 'signature' };
  const remembered = { origin, key: key.text, size, root: toHex(root) };
  if (known === null) return { ok: true, remembered };
  if (known.origin !== origin || known.key !== key.text) return { ok: false, why: 'other-log' };
  if (size < known.size) return { ok: false, why: 'shrunk' };
  const oldRoot = fromHex(known.root);
  const hashes = proof.map(fromHex);
  if (!oldRoot || hashes.some((each) => each === null)) return { ok: false, why: 'not-proved' };
  if (size === known.size && !equalBytes(oldRoot, root)) return { ok: false, why: 'fork' };
  return isGrown(known.size, oldRoot, size, root, hashes as Uint8Array[])
    ? { ok: true, remembered }
    : { ok: false, why: 'fork' };
}
