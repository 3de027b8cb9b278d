import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { keyHash } from './log-key.ts';

/** Reading signed notes (C2SP signed-note) and checkpoints (tlog-checkpoint). SPEC Z3. */

export type VerifierKey = { name: string; hash: Buffer; key: KeyObject };

/** The DER of an Ed25519 public key, but for the key itself. */
const derHead = Buffer.from('302a300506032b6570032100', 'hex');
const ed25519 = 0x01;
/** The first byte of a witness's key (C2SP cosignature/v1). */
export const cosignature = 0x04;

/** null: no verifier key of this kind. */
export function readVerifierKey(text: string, algorithm = ed25519): VerifierKey | null {
  const [, name, hash, blob] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim()) ?? [];
  const typed = Buffer.from(blob ?? '', 'base64');
  if (name === undefined || typed.length !== 33 || typed[0] !== algorithm) return null;
  const own = keyHash(name, typed);
  if (own.toString('hex') !== hash) return null;
  const spki = Buffer.concat([derHead, typed.subarray(1)]);
  return { name, hash: own, key: createPublicKey({ key: spki, format: 'der', type: 'spki' }) };
}

/** A note's text with its last line break, and its signature lines. null: no note. */
export function splitNote(note: string): { text: string; lines: string[] } | null {
  const cut = note.lastIndexOf('\n\n');
  if (cut === -1 || !note.endsWith('\n')) return null;
  return { text: note.slice(0, cut + 1), lines: note.slice(cut + 2, -1).split('\n') };
}

/** Whether the key has signed a text, by one of these lines. */
export function isSignedLine(text: string, lines: readonly string[], { name, hash, key }: VerifierKey): boolean {
  return lines.some((line) => {
    const [, own, blob] = /^— (\S+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
    const bytes = Buffer.from(blob ?? '', 'base64');
    if (own !== name || !bytes.subarray(0, 4).equals(hash)) return false;
    return verify(null, Buffer.from(text, 'utf8'), key, bytes.subarray(4));
  });
}

export function isSignedNote(note: string, key: VerifierKey): boolean {
  const split = splitNote(note);
  return split !== null && isSignedLine(split.text, split.lines, key);
}

/** null: no checkpoint. */
export function readCheckpointNote(note: string): { origin: string; size: number; root: string } | null {
  const [origin = '', size = '', root = ''] = splitNote(note)?.text.split('\n') ?? [];
  const bytes = Buffer.from(root, 'base64');
  if (origin === '' || !/^(0|[1-9]\d{0,14})$/.test(size) || bytes.length !== 32) return null;
  return { origin, size: Number(size), root: bytes.toString('hex') };
}
