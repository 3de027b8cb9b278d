import { verify } from 'node:crypto';
import { cosignature, readVerifierKey, splitNote } from './signed-notes.ts';

/**
 * Who has signed a checkpoint, by one line of a note and the keys of known witnesses. null: none of them.
 *
 * Source  C2SP tlog-cosignature, cosignature/v1.
 */
export function readCosignature(note: string, line: string, witnesses: readonly string[]): string | null {
  const [, name, blob] = /^— (\S+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
  const bytes = Buffer.from(blob ?? '', 'base64');
  const split = splitNote(note);
  if (name === undefined || bytes.length !== 76 || !split) return null;
  const signed = Buffer.from(`cosignature/v1\ntime ${bytes.readBigUInt64BE(4)}\n${split.text}`, 'utf8');
  for (const witness of witnesses) {
    const key = readVerifierKey(witness, cosignature);
    if (key?.name !== name || !key.hash.equals(bytes.subarray(0, 4))) continue;
    if (verify(null, signed, key.key, bytes.subarray(12))) return name;
  }
  return null;
}
