import { readCheckpoint, readKey } from './notes.ts';
import { receiptFormat } from './receipts.ts';

/** What a file is, by how it begins and what is in it. */
export type FileKind = 'bundle' | 'receipt' | 'checkpoint' | 'key' | 'witness' | 'unknown';

/** Whatever is no bundle is small. Units: bytes. */
export const receiptMax = 4 * 2 ** 20;
const witnessAlgorithm = 4;

export const isReceipt = (text: string): boolean => /^\s*\{/.test(text) && text.includes(`"${receiptFormat}"`);

/** What a text is that came in a small file, or was typed. */
export function tellText(text: string): FileKind {
  const trimmed = text.trim();
  if (isReceipt(text)) return 'receipt';
  if (trimmed.startsWith('{"t":"bundle"')) return 'bundle';
  if (/^\d{1,15}(-[A-Z2-9]{6}){4}$/.test(trimmed)) return 'checkpoint';
  const key = readKey(trimmed);
  if (key) return key.algorithm === witnessAlgorithm ? 'witness' : 'key';
  return readCheckpoint(text.endsWith('\n') ? text : `${text}\n`) ? 'checkpoint' : 'unknown';
}

/** gzip begins with 1f 8b. */
export const isPacked = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b;
