import { ed25519 } from '@noble/curves/ed25519.js';
import { equalBytes, fromBase64, hash, utf8 } from './bytes.ts';

/** Signed notes (C2SP signed-note), checkpoints (tlog-checkpoint), cosignatures (tlog-cosignature) and promises. */

export type VerifierKey = { name: string; hash: Uint8Array; algorithm: number; key: Uint8Array; text: string };
export type Note = { text: string; signatures: { name: string; bytes: Uint8Array; line: string }[] };
export type Checkpoint = { origin: string; size: number; root: Uint8Array; note: Note };

const algorithms = { ed25519: 1, cosignature: 4 };

/** null: no verifier key. */
export function readKey(text: string): VerifierKey | null {
  const found = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim());
  const typed = fromBase64(found?.[3] ?? '');
  if (!found || typed?.length !== 33) return null;
  const [, name = '', own = ''] = found;
  const expected = hash(Uint8Array.of(...utf8(`${name}\n`), ...typed)).subarray(0, 4);
  if (own !== Array.from(expected, (byte) => byte.toString(16).padStart(2, '0')).join('')) return null;
  return { name, hash: expected, algorithm: typed[0] ?? 0, key: typed.subarray(1), text: text.trim() };
}

/** null: no note. */
export function readNote(text: string): Note | null {
  const cut = text.lastIndexOf('\n\n');
  if (cut === -1 || !text.endsWith('\n')) return null;
  const lines = text.slice(cut + 2, -1).split('\n');
  const signatures = lines.map((line) => {
    const found = /^— (\S+) ([A-Za-z0-9+/=]+)$/.exec(line);
    const bytes = fromBase64(found?.[2] ?? '');
    return found && bytes && bytes.length > 4 ? { name: found[1] ?? '', bytes, line } : null;
  });
  if (signatures.length === 0 || signatures.some((each) => each === null)) return null;
  return { text: text.slice(0, cut + 1), signatures: signatures.filter((each) => each !== null) };
}

/** Whether the key has signed the note. */
export function isSignedBy(note: Note, key: VerifierKey): boolean {
  return note.signatures.some(({ name, bytes }) => {
    if (name !== key.name || !equalBytes(bytes.subarray(0, 4), key.hash)) return false;
    if (key.algorithm === algorithms.ed25519) return isValid(bytes.subarray(4), utf8(note.text), key.key);
    if (key.algorithm !== algorithms.cosignature || bytes.length !== 76) return false;
    const seconds = new DataView(bytes.buffer, bytes.byteOffset + 4, 8).getBigUint64(0);
    return isValid(bytes.subarray(12), utf8(`cosignature/v1\ntime ${seconds}\n${note.text}`), key.key);
  });
}

function isValid(signature: Uint8Array, message: Uint8Array, key: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    return false;
  }
}

/** null: no checkpoint. */
export function readCheckpoint(text: string): Checkpoint | null {
  const note = readNote(text);
  const [origin = '', size = '', root = ''] = note?.text.split('\n') ?? [];
  const bytes = fromBase64(root);
  if (!note || origin === '' || !/^(0|[1-9]\d{0,15})$/.test(size) || bytes?.length !== 32) return null;
  return { origin, size: Number(size), root: bytes, note };
}

export type Promised = { contest: string; leaf: Uint8Array; at: number; seconds: number; note: Note };
/** null: no promise. */
export function readPromise(text: string): Promised | null {
  const note = readNote(text);
  const [head, contest = '', leaf = '', at = '', seconds = ''] = note?.text.split('\n') ?? [];
  const bytes = fromBase64(leaf);
  if (!note || head !== 'hoithi promise v1' || bytes?.length !== 32 || !/^\d+$/.test(at) || !/^\d+$/.test(seconds))
    return null;
  return { contest, leaf: bytes, at: Number(at), seconds: Number(seconds), note };
}
