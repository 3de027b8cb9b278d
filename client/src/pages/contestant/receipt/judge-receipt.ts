import type { LogPromise, LogReceipt } from '@hoithi/shared/contract/contestant';
import { equalBytes, fromHex } from '@hoithi/verifier/bytes';
import { readDecided } from '@hoithi/verifier/decided';
import { readCheckpoint, readKey, type VerifierKey } from '@hoithi/verifier/notes';
import { faultOfReceipt, readReceipt, receiptFormat, untilMs } from '@hoithi/verifier/receipts';
import { isGrown } from '@hoithi/verifier/tree';

/** Why a receipt is evidence against the log. */
export const receiptFaults = ['leaf', 'signature', 'place', 'missing', 'moved', 'fork', 'key', 'decided'] as const;
export type ReceiptFault = (typeof receiptFaults)[number];
export type Judged =
  | { is: 'waiting'; untilMs: number; receipt: LogReceipt }
  | { is: 'logged'; receipt: LogReceipt }
  | { is: 'broken'; why: ReceiptFault };

type Given = {
  shown: LogReceipt;
  /** What came with the answer to the submission; null: this device has none. */
  promise: LogPromise | null;
  /** What was proved to this device before. */
  proved: LogReceipt | null;
  nowMs: number;
};

/** The file that `npm run verify` and the verifier's page read. Its fields are all there are. docs/proof.md, part 2. */
export const receiptText = ({ origin, key, leaf, promise, place }: LogReceipt): string =>
  JSON.stringify({ format: receiptFormat, origin, key, leaf, promise, place });

/**
 * Judges what the server shows of an own submission against what this device was promised and was shown before: with the code
 * of the verifier, which needs no secure context. SPEC Z9.
 */
export function judgeReceipt({ shown, promise, proved, nowMs }: Given): Judged {
  const receipt = { ...shown, promise: promise ?? proved?.promise ?? shown.promise };
  const read = readReceipt(receiptText(receipt));
  const keys = [proved?.key ?? shown.key, shown.key].map(readKey).filter((key): key is VerifierKey => key !== null);
  if (!read || keys.length < 2) return { is: 'broken', why: 'key' };
  const fault = faultOfReceipt(read, keys);
  if (fault === 'receipt.leaf') return { is: 'broken', why: 'leaf' };
  if (fault !== null) return { is: 'broken', why: fault === 'receipt.place' ? 'place' : 'signature' };
  const before = proved?.origin === shown.origin ? proved.place : null;
  if (shown.place === null) {
    if (before || nowMs > untilMs(read.promised)) return { is: 'broken', why: 'missing' };
    return { is: 'waiting', untilMs: untilMs(read.promised), receipt };
  }
  if (before && before.index !== shown.place.index) return { is: 'broken', why: 'moved' };
  if (readDecided(receipt.leaf, shown.place, receipt.decided ?? []) === null) return { is: 'broken', why: 'decided' };
  return { is: 'logged', receipt };
}

/** Whether the log of the newer checkpoint only adds to the older one. Proof: hashes in hexadecimal. */
export function hasGrown(older: string, newer: string, proof: readonly string[]): boolean {
  const [before, now] = [readCheckpoint(older), readCheckpoint(newer)];
  const hashes = proof.map((each) => fromHex(each));
  if (!before || !now || before.origin !== now.origin || hashes.includes(null)) return false;
  if (before.size === now.size) return equalBytes(before.root, now.root);
  return isGrown(before.size, before.root, now.size, now.root, hashes as Uint8Array[]);
}
